"""Making a release of the project."""
