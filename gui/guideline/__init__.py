"""What the active span's label means."""
