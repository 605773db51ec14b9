"""What is asked before a project is open: the user's name, and whose old work is."""
