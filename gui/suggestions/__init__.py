"""Suggestions on their way into the shown articles."""
