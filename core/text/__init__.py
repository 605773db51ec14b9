"""Units of Vietnamese text, positions in other encodings, and folding for search. Never alters the text."""
