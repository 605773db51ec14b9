"""File formats: what articles come from and go to, one module each, behind one registry."""
