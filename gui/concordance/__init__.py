"""Find in all articles."""
