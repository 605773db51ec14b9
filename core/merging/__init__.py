"""Bringing edits together that were made side by side: journals over a file, a file over what is open, two versions."""
