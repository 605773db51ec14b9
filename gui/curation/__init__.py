"""Where a project with several people stands, on one page whose rows lead to the places."""
