"""What the model sees of a syllable: words, shapes, tables of names, and what was labelled before."""
