"""What others say of an article beside a field: the mean of their probabilities."""

from collections.abc import Sequence
from typing import Protocol

from nhan.core.tagger.tokenized import Tokenized


class Opinion(Protocol):
    """One of them, with its weight."""

    def mean(self, tokenized: Tokenized, first: int, marginals: Sequence[Sequence[float]]) -> Sequence[Sequence[float]]:
        """``marginals``: the field's, for the syllables of the article from ``first`` on, which come back unchanged
        where there is no opinion on the article."""
        ...
