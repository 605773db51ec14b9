"""What follows from decisions inside an article while an annotator goes down it."""
