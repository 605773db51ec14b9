"""Backups of what people made, and the way back from them."""
