"""HTTP: where a server is, and one request to it."""
