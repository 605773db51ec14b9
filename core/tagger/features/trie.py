"""Strings of syllables with values, and the longest of them that stands at a place."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

V = TypeVar("V")

Entry = tuple[str, ...]  # a string of syllables, folded


class _Node(Generic[V]):
    """What may follow the syllables on the way here; ``value`` is None where no string ends."""

    __slots__ = ("next", "value")

    def __init__(self) -> None:
        self.next: dict[str, _Node[V]] = {}
        self.value: V | None = None


class SyllableTrie(Generic[V]):
    """A value for each string of syllables."""

    def __init__(self, entries: Iterable[tuple[Entry, V]] = ()) -> None:
        """Of two values for one string the last one counts."""
        self._root: _Node[V] = _Node()
        for entry, value in entries:
            self.put(entry, value)

    def put(self, entry: Entry, value: V) -> None:
        """Give the string this value instead of the one it may have."""
        node = self._root
        for form in entry:
            if form not in node.next:
                node.next[form] = _Node()
            node = node.next[form]
        node.value = value

    def get(self, entry: Entry) -> V | None:
        """The string's value; None where it has none."""
        node: _Node[V] | None = self._root
        for form in entry:
            node = node.next.get(form) if node else None
        return node.value if node else None

    def opens(self, form: str) -> bool:
        """Whether any string begins with this syllable."""
        return form in self._root.next

    def ends(self, forms: Sequence[str], place: int, limit: int) -> list[tuple[int, V]]:
        """Where the strings that begin at ``place`` end (``limit`` at most), the shortest first, with their values."""
        found: list[tuple[int, V]] = []
        node = self._root.next.get(forms[place])
        while node is not None:
            place += 1
            if node.value is not None:
                found.append((place, node.value))
            if place == limit:
                break
            node = node.next.get(forms[place])
        return found

    def longest(
        self, forms: Sequence[str], place: int, limit: int, counts: Callable[[V], object] | None = None
    ) -> tuple[int, V] | None:
        """Where the longest string that begins at ``place`` ends, and its value; None where there is none.

        ``counts``: which values count at all; where the longest string's does not, a shorter one's may.
        """
        found = self.ends(forms, place, limit)
        while found and counts is not None and not counts(found[-1][1]):
            found.pop()
        return found[-1] if found else None

    def matches(
        self,
        forms: Sequence[str],
        first: int = 0,
        last: int | None = None,
        counts: Callable[[V], object] | None = None,
    ) -> Iterator[tuple[int, int, V]]:
        """The longest strings in the syllables ``[first, last)``, left to right, without overlaps."""
        limit = len(forms) if last is None else last
        place = first
        while place < limit:
            found = self.longest(forms, place, limit, counts)
            if found:
                yield place, *found
            place = found[0] if found else place + 1
