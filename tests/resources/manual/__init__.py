"""The manual says what the program does, in both languages, and its site needs nothing but itself."""
