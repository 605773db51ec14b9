"""Articles in, spans out: import and export."""
