"""The project as a whole: another one, a new one, those opened lately."""
