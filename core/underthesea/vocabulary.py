"""The attributes of a CRF model, by name and value.

Its features are strings ``T[a,b][column].function=value``: the tokens a to b from here, joined by spaces. Those that
the model has no weight for are left out. The others keep the order of the templates: the weights are added up in that
order, and where two taggings of a sentence are equally good, the rounding decides between them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Strings = tuple[str, ...]  # none or one where one feature is meant
Roles = tuple[Strings, ...]  # the feature that a value is for each of its neighbours, by distance

MOST = 50_000  # entries that a cache holds
BOOLS = ("False", "True")
EDGES = ("BOS", "EOS")  # instead of tokens before and after the sentence

ONES = [f"T[{at}]" for at in (-2, -1, 0, 1, 2)]
TWOS = ["T[-2,-1]", "T[-1,0]", "T[0,1]", "T[1,2]"]
SKIPS = ["T[-2,0]", "T[-1,1]", "T[0,2]"]


class Vocabulary:
    """A model's attributes, ``name=value`` strings, by name and value."""

    def __init__(self, attributes: Iterable[str]) -> None:
        self._by_name: dict[str, dict[str, Strings]] = {}
        for attribute in attributes:
            name, _, value = attribute.partition("=")
            self._by_name.setdefault(name, {})[value] = (attribute,)

    def feature(self, name: str, value: str) -> Strings:
        """The feature, or nothing when the model does not know it."""
        return self._by_name.get(name, {}).get(value, ())

    def features(self, names: Sequence[str], values: Sequence[str]) -> Strings:
        """The features with these names and values that the model knows, in order."""
        return tuple(one for name, value in zip(names, values, strict=True) for one in self.feature(name, value))

    def roles(self, names: Sequence[str]) -> dict[str, Roles]:
        """The feature that each value (of any of these names, the edges, both bools) is under each name."""
        values = {value for name in names for value in self._by_name.get(name, {})}.union(EDGES, BOOLS)
        return {value: tuple(self.feature(name, value) for name in names) for value in values}


def windows(values: Sequence[T], size: int) -> Iterator[tuple[T, ...]]:
    """Each run of ``size`` values: none when there are fewer."""
    return zip(*shifted(values, size), strict=False)


def shifted(values: Sequence[T], size: int) -> list[Sequence[T]]:
    """The values from the first on, from the second on ...: zipped, they are the windows."""
    return [values[at:] for at in range(size)]


def padded(values: Iterable[T], before: T, after: T) -> list[T]:
    """Two at each end for what lies outside the sentence."""
    return [before, before, *values, after, after]
