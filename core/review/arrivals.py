"""What a machine has just changed in an article under review, told place by place; and what it withdrew, as candidates.

A withdrawn suggestion stays a place to look at: a machine that was of two minds may have been right before. So is,
where an annotator wants it, what was almost suggested.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec

from nhan.core.document import Document
from nhan.core.model import ArticleEdit, Span
from nhan.core.operations.building import live
from nhan.core.operations.decisions import refuses
from nhan.core.suggestion import Labelled
from nhan.core.text.units import Range

MOST = 100  # withdrawn at once; more is another model, whose silence says little of each place


class Arrivals(msgspec.Struct, frozen=True):
    """The places of an edit: suggestions that are other ones now, that are new, and that are gone."""

    changed: tuple[Range, ...] = ()
    added: tuple[Range, ...] = ()
    withdrawn: tuple[Labelled, ...] = ()

    @property
    def places(self) -> Sequence[Range]:
        """Where something is to be seen that was not there."""
        return sorted({*self.changed, *self.added})


def arrivals(edit: ArticleEdit) -> Arrivals:
    """What an edit by a machine means to somebody who looks at the article. Another confidence alone means nothing."""
    before, after = ({_place(span) for span in spans if live(span)} for spans in (edit.removed, edit.added))
    gone, new = _Places(before - after), _Places(after - before)
    changed = tuple(place[:2] for place in new.places if gone.meets(place))
    added = tuple(place[:2] for place in new.places if not gone.meets(place))
    return Arrivals(changed, added, tuple(place for place in gone.places if not new.replaces(place)))


class FaintPlaces:
    """Where in one article a suggestion was withdrawn, or the suggester was unsure whether there is a span; as long as
    nothing stands there and nobody has refused it."""

    def __init__(self) -> None:
        self._withdrawn: set[Labelled] = set()
        self._unsure: set[Labelled] = set()
        self._waiting: set[Labelled] = set()  # where the annotator may have read already that there is nothing

    def __iter__(self) -> Iterator[Labelled]:
        return iter(sorted(self._withdrawn | self._unsure))

    def take(self, document: Document, arrived: Arrivals) -> bool:
        """After an edit that has been applied: what it withdrew comes in, what it settled goes. Whether any did."""
        new = arrived.withdrawn if len(arrived.withdrawn) <= MOST else ()
        return self._set(document, {*self._withdrawn, *new}, self._unsure)

    def offer(self, document: Document, places: Collection[Labelled], kept: Sequence[Range] = ()) -> bool:
        """What a suggester is unsure of comes in, in the place of what it or another was; but in the ranges ``kept``
        all stays, and the new waits. Whether anything is different."""
        stay = {each for each in self._unsure if _meets(each, kept)}
        self._waiting = {each for each in places if _meets(each, kept)} - stay
        return self._set(document, self._withdrawn, stay | (set(places) - self._waiting))

    def let_in(self, document: Document, kept: Sequence[Range]) -> bool:
        """What waited comes in outside these ranges, in the place of what was there. Whether any did."""
        free = {each for each in self._waiting if not _meets(each, kept)}
        self._waiting -= free
        stay = {each for each in self._unsure if not _meets(each, [place[:2] for place in free])}
        return self._set(document, self._withdrawn, stay | free)

    @property
    def waits(self) -> bool:
        """Whether something could not come in yet."""
        return bool(self._waiting)

    def drop_unsure(self) -> bool:
        """Whether there was any."""
        there = bool(self._unsure)
        self._unsure, self._waiting = set(), set()
        return there

    def _set(self, document: Document, withdrawn: set[Labelled], unsure: set[Labelled]) -> bool:
        before = self._withdrawn | self._unsure
        self._withdrawn, self._unsure = (
            {place for place in places if not _is_settled(document, place)} for places in (withdrawn, unsure)
        )
        return self._withdrawn | self._unsure != before


def _meets(place: Labelled, ranges: Iterable[Range]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in ranges)


class _Places:
    """Places in order, to be asked for what they share text with."""

    def __init__(self, places: Iterable[Labelled]) -> None:
        self.places = sorted(places)
        self._reach = list(accumulate((end for _, end, _ in self.places), max))

    def meets(self, place: Labelled) -> bool:
        before = bisect_left(self.places, (place[1],))  # those that start before its end
        return before > 0 and self._reach[before - 1] > place[0]

    def replaces(self, place: Labelled) -> bool:
        """Whether one of them stands where that was, and not only inside it, as something else."""
        for at in range(bisect_left(self.places, (place[1],)) - 1, -1, -1):
            if self._reach[at] <= place[0]:
                return False
            if self.places[at][1] > place[0] and not _is_part(self.places[at], place):
                return True
        return False


def _is_part(place: Labelled, whole: Labelled) -> bool:
    """Whether it lies inside another with another label: the place in the name of who is there."""
    return whole[0] <= place[0] and place[1] <= whole[1] and place[:2] != whole[:2] and place[2] != whole[2]


def _is_settled(document: Document, place: Labelled) -> bool:
    """Whether something stands there, or a person has refused it there."""
    start, end, label = place
    there = document.overlapping(start, end)
    refused = any(refuses(span, label) and (span.start, span.end) == (start, end) for span in there)
    return refused or any(live(span) and not _is_part(_place(span), place) for span in there)


def _place(span: Span) -> Labelled:
    return span.start, span.end, span.label
