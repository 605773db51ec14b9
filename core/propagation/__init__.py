"""A decision carried over to the rest of its article."""
