"""What people choose: the settings, and the keys."""
