"""Damaged work in the window: what was found, what it can be rebuilt from, and a yes before anything is written."""
