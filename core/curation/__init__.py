"""Several people's work on one set of articles: brought together."""
