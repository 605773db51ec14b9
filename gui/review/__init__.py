"""The correcting keys, in the article and in the corpus."""
