"""The trained model: how articles are tokenized, learned from, decoded and suggested for."""
