"""Adjudication in the window: stops, versions, and the keys that decide them."""
