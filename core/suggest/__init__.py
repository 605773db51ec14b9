"""Suggestions: who proposes spans, where in the text they lie, and the processes that work them out."""
