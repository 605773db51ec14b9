"""Measurements: each module here has a docstring that says what it measures and a ``main(argv) -> int``."""
