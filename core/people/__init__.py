"""The people of a project, and the one who uses this machine."""
