"""What one can do here: the manual, the key sheet, the command palette, about."""
