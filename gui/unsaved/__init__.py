"""What no disk has taken: the banner, a copy elsewhere, the question at the end."""
