"""What is asked while no project is open (the user's name, which project, whose old work is), and what is said when one
is closed."""
