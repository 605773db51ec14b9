"""The annotator's note on the article."""
