"""Retraining by itself, and the panel that shows what it saves."""
