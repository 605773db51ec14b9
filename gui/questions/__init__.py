"""What is asked before a project is open (the user's name, whose old work is), and what is said when it is closed."""
