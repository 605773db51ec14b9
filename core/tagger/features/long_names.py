"""How far the name of an organisation might reach: "nhà máy gang thép Lào Cai" is one name, mostly in small letters.

A field looks two syllables far. Between the word that opens such a name and the place that ends it there may be ten.
"""

from collections.abc import Sequence

from nhan.core.tagger.features.gazetteer import stops

_REACH = 12  # syllables of the longest name
_JOINTS = frozenset("-–&.")
_FAR = 4  # distances from here on are one


class LongNames:
    """Of one sentence: the words that open long names, and the last capital that each might reach."""

    def __init__(self, low: Sequence[str], shapes: Sequence[str]) -> None:
        self._low = low
        self._shapes = shapes
        self._opened: list[tuple[str, int, int] | None] = [None] * len(low)  # the word, its place, the end

    def open(self, first: int, last: int) -> None:
        """The syllables ``[first, last)`` open a name. Of two words the upper counts as far as it reaches."""
        if self._opened[first] is not None:
            return
        end = last
        while end < len(self._low) and end - first < _REACH and self._goes_on(end):
            end += 1
        while end > last and self._shapes[end - 1][0] != "U":
            end -= 1
        self._opened[first:end] = [(" ".join(self._low[first:last]), first, end)] * (end - first)

    def _goes_on(self, place: int) -> bool:
        form = self._low[place]
        return form not in stops() and (form[0].isalnum() or form in _JOINTS)

    def features(self, at: int) -> list[str]:
        """Of a syllable within such a reach: the word that opens it, and how far it is from there and from the end."""
        opened = self._opened[at]
        if opened is None:
            return []
        word, first, end = opened
        look, behind, ahead = self._shapes[at], min(at - first, _FAR), min(end - at - 1, _FAR)
        small = self._shapes[first][0] != "U"
        return [f"oh={word}", f"oh={word}/{ahead}", f"ohd={behind}/{ahead}{look}", f"ohs={small:d}{ahead}{look}"]
