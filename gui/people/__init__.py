"""Who is new on the project's list, and the way back to one's own work."""
