"""What came with an article: where it is from, its date, its address."""
