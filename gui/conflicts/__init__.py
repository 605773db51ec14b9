"""What several people made differently of one article, side by side, to be settled."""
