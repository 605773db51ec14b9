"""Adaptation to one article while it is corrected: each mistake shifts the odds of similar syllables below.

A mistake is a syllable whose right tag the model held to be improbable. As in a step of training, the right tag gains
what it lacked and the others lose what they had, with every feature of the syllable. The shifts end with the article:
the next model learns from it as a whole.
"""

from collections.abc import Sequence

from nhan.core.tagger.crf.adapter import shift_features

STEP = 0.05  # of a shift per feature; more follows the article too hastily, less too late
_MISTAKE = 0.15  # a tag that was held to be more certain than one minus this was no mistake
_COMMON, _SOME = 0.15, 3  # share (and least number) of syllables from which on a feature is too common to help


class Adaptation:
    """The shifts of one article. ``rows`` are the features of its syllables, ``tags`` the model's."""

    def __init__(self, rows: Sequence[Sequence[str]], tags: Sequence[str]) -> None:
        self._rows = rows
        self._tags = tags
        self._column = {tag: place for place, tag in enumerate(tags)}
        self._places: dict[str, list[int]] = {}
        self._shifts: dict[int, list[float]] = {}
        self._features: dict[int, tuple[str, ...]] = {}  # by place, until it is shifted again

    def see(self, place: int, tag: str, probabilities: Sequence[float]) -> None:
        """Learn from a syllable's right tag and the probabilities that the model gave before that was known."""
        right = self._column.get(tag)
        if right is None or probabilities[right] > 1.0 - _MISTAKE:
            return
        step = [-STEP * probability for probability in probabilities]
        step[right] += STEP
        most = max(_SOME, _COMMON * len(self._rows))
        index = self._index()
        for feature in self._rows[place]:
            its = index[feature]
            if len(its) <= most:
                for other in its:
                    if other > place:
                        self._shift(other, step)

    def shift_features(self, place: int) -> tuple[str, ...]:
        """The features that shift a syllable's odds as far as they have been shifted."""
        shift = self._shifts.get(place)
        if shift is None:
            return ()
        if place not in self._features:
            self._features[place] = shift_features(self._tags, shift)
        return self._features[place]

    def _shift(self, place: int, step: Sequence[float]) -> None:
        self._features.pop(place, None)
        old = self._shifts.get(place)
        self._shifts[place] = list(step) if old is None else [a + b for a, b in zip(old, step, strict=True)]

    def _index(self) -> dict[str, list[int]]:
        """Where each feature stands; made at the first mistake, for not every article has one."""
        if not self._places:
            for place, row in enumerate(self._rows):
                for feature in row:
                    self._places.setdefault(feature, []).append(place)
        return self._places
