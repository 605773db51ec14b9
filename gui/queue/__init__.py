"""The articles of the project, in the order in which they come up."""
