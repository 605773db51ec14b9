"""What a CRF model knows.

Its features are strings ``T[a,b][column].function=value``: the tokens a to b from here, joined by spaces. A CRF adds up
weights, so neither their order matters nor those that it has no weight for: they are left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Strings = tuple[str, ...]
Roles = tuple[Strings, ...]  # the features that a token gives to its neighbours, one place for each distance

MOST = 50_000  # entries that a cache by token holds

ONES = [f"T[{at}]" for at in (-2, -1, 0, 1, 2)]
TWOS = ["T[-2,-1]", "T[-1,0]", "T[0,1]", "T[1,2]"]
SKIPS = ["T[-2,0]", "T[-1,1]", "T[0,2]"]
BOOLS = ("False", "True")


class Vocabulary:
    """A model's attributes, ``name=value`` strings, by name and value."""

    def __init__(self, attributes: Iterable[str]) -> None:
        self._by_name: dict[str, dict[str, Strings]] = {}
        for attribute in attributes:
            name, _, value = attribute.partition("=")
            self._by_name.setdefault(name, {})[value] = (attribute,)

    def roles(self, names: Sequence[str]) -> dict[str, Roles]:
        """For each value that any of these features can have: the attributes known, () where there is none."""
        tables = [self._by_name.get(name, {}) for name in names]
        values = {value for table in tables for value in table}
        return {value: tuple(table.get(value, ()) for table in tables) for value in values}

    def always(self, names: Sequence[str], value: str) -> Roles:
        """The same for one value, known or not."""
        return tuple(self._by_name.get(name, {}).get(value, ()) for name in names)


def joined(*parts: Roles) -> Roles:
    """All that is given to each place."""
    return tuple(sum(strings, ()) for strings in zip(*parts, strict=True))


def windows(values: Sequence[T], size: int) -> Iterator[tuple[T, ...]]:
    """Each run of ``size`` values: none when there are fewer."""
    return zip(*(values[at:] for at in range(size)), strict=False)
