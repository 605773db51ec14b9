"""Suggestions that learn from the annotator's corrections: rules, memory, a local model, and what they save."""
