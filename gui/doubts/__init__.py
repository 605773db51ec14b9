"""Doubts in the window: a queue of labels that are likely to be slips, and the keys that answer them."""
