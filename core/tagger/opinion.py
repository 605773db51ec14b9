"""What others say of an article beside a field: the mean of their probabilities."""

from collections.abc import Sequence
from typing import Protocol

from nhan.core.tagger.tokenized import Rows, Tokenized


class Opinion(Protocol):
    """One of them, with its weight."""

    def mean(
        self, tokenized: Tokenized, first: int, rows: Rows, marginals: Sequence[Sequence[float]]
    ) -> Sequence[Sequence[float]]:
        """``rows``: the features of the syllables of a sentence from ``first`` on; ``marginals``: the field's for them,
        which come back unchanged where there is no opinion on the article."""
        ...
