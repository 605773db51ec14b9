"""When a model is trained and from what, and the child process that trains it."""
