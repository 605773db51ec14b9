"""Doubts: which labels are likely to be slips, by a model that has not seen the article, and by its words elsewhere."""
