"""What was decided otherwise than the annotator had it: a list, the way from place to place, and an answer."""
