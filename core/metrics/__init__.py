"""How right suggestions are: scores, calibration, and corrections over time."""
