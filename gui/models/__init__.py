"""Qt item models derived from core; never the owner of anything."""
