"""A small language model of our own, in numpy alone: how likely each tag of a syllable is, from all around it."""
