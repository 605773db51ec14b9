"""The features of the syllables of one sentence that come from the gazetteer."""

from collections.abc import Sequence

from nhan.core.tagger.features.gazetteer import ORGANISATION_WORDS, names, words
from nhan.core.tagger.features.long_names import LongNames


class GazetteerFeatures:
    """Of a sentence: the names that stand in it, and the words of known kinds around each syllable."""

    def __init__(self, forms: Sequence[str], low: Sequence[str], shapes: Sequence[str]) -> None:
        self._shapes = shapes
        self._capital = [each[0] == "U" for each in shapes]
        self._named: list[list[str]] = [[] for _ in forms]
        for first, last, letters in names().matches(forms):
            if self._capital[first] or self._capital[last - 1]:
                self._name(first, last, letters)
        self._word = [""] * len(forms)
        self._ends, self._opens = [""] * (len(forms) + 1), [""] * (len(forms) + 1)  # what ends before, opens at a place
        self._long_names = LongNames(low, shapes)
        for first, last, letters in words().matches(low):
            if ORGANISATION_WORDS in letters:
                self._long_names.open(first, last)
            self._ends[last] = self._opens[first] = letters
            self._word[first:last] = [f"B{letters}", *[f"I{letters}"] * (last - first - 1)]

    def _name(self, first: int, last: int, letters: str) -> None:
        """Add the features of a name; one that is a capitalised run from end to end is more likely a name here."""
        inside = first > 0 and self._capital[first - 1]
        goes_on = last < len(self._capital) and self._capital[last]
        whole = "" if inside or goes_on else "="
        for place in range(first, last):
            part = ("I" if place > first else "B") + ("E" if place == last - 1 else "")
            self._named[place] = [f"g={part}{letters}", f"gw={part}{letters}{whole}"]

    def features(self, at: int) -> list[str]:
        """The features of a syllable wherever it stands."""
        look, before, after = self._shapes[at], self._ends[at], self._opens[at + 1]
        found = [*self._named[at], *self._long_names.features(at)]
        if self._word[at]:
            found.append(f"k={self._word[at]}")
        if before:
            found += [f"kb={before}", f"kb={before}{look}"]
        if after:
            found += [f"ka={after}", f"ka={look}{after}"]
        return found

    def of_run(self, at: int, first: int, last: int) -> list[str]:
        """The features of a syllable in the capitalised run ``[first, last)``."""
        left, right = self._ends[first], self._opens[last]
        found = [f"klr={left}_{right}"]
        if left and first != at:
            found.append(f"kl={left}")
        if right and last != at + 1:
            found.append(f"kr={right}")
        return found
