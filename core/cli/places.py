"""Labelled places of a text in one line."""

from collections.abc import Sequence

from nhan.core.merging.sides import excerpt
from nhan.core.suggestion import Labelled


def in_words(text: str, places: Sequence[Labelled]) -> str:
    """Each label with the words it is given to; "" for none."""
    return " · ".join(f"{label} “{excerpt(text, start, end).words}”" for start, end, label in places)
