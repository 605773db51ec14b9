"""What one can do here: the key sheet, the command palette, about."""
