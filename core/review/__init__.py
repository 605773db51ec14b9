"""What comes next for review: stops, strings labelled elsewhere, and the concordance."""
