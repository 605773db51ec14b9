"""Who suggests: the suggesters by name, the one that serves a project best, and the processes they run in."""
