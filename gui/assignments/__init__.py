"""Who does which articles: given out in a dialog, and how far everybody is in a panel whose figures lead there."""
