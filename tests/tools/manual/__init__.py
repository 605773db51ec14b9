"""The manual as a static site, made from the Markdown in ``resources/manual/``: ``python3 run.py --manual OUT``."""
