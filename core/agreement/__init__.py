"""How far several people, or a person and a model, say the same of the same articles."""
