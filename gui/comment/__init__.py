"""What the annotator says about a span, apart from what it is."""
