"""The project's labels: renamed, merged, deleted."""
