"""How far people say the same, in a panel whose cells lead to the places where they do not."""
