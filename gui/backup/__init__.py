"""Backups in the window: once a day, when they are asked for, and the way back."""
