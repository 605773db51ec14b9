"""Damage to people's work: what of it is found, what an article is rebuilt from, and how that is written back."""
