"""The encoder's word beside that of a field: the mean of their probabilities, while a project has few corrections."""

from collections.abc import Mapping, Sequence

from nhan.core.iob import OUTSIDE
from nhan.core.tagger.encoder.odds import TAGS, probabilities
from nhan.core.tagger.tokenized import Rows, Tokenized


class SecondOpinion:
    """``names``: what a project calls the encoder's labels; the others count as outside. ``tags``: the field's.
    ``weight``: of the encoder, 0..1."""

    def __init__(self, names: Mapping[str, str], tags: Sequence[str], weight: float) -> None:
        self._weight = weight
        column = {tag: place for place, tag in enumerate(tags)}
        self._outside = column[OUTSIDE]
        named = (f"{tag[:2]}{names.get(tag[2:], '')}" for tag in TAGS)
        self._columns = [column.get(tag, self._outside) for tag in named]

    def mean(
        self, tokenized: Tokenized, first: int, _: Rows, marginals: Sequence[Sequence[float]]
    ) -> Sequence[Sequence[float]]:
        """``marginals``: the field's, for the syllables of the article from ``first`` on."""
        if not tokenized.odds:
            return marginals
        weight, found = self._weight, []
        for place, row in enumerate(marginals, first):
            mixed = [(1.0 - weight) * each for each in row]
            for at, probability in zip(self._columns, probabilities(tokenized.odds, place), strict=True):
                mixed[at] += weight * probability
            found.append(mixed)
        return found
