"""Whether there is a newer version: when somebody asks, or once a day where that is wanted."""
