"""A corrected project replayed with a simulated annotator, to count what suggestions save."""
