"""One gold out of what several people made of the same articles: where they differ, and what was decided there."""
