"""Conditional random fields: the trainer and tagger behind one adapter, and mixtures of two fields."""
