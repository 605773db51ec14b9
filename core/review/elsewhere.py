"""How words were labelled elsewhere in the project: by label and person, and where they stand without a label.

Looked for in a job, in the articles that people have begun: texts are searched as they are, and only where the words
stand is anybody's work read. Words that nobody labelled count in articles that one is done with oneself.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import msgspec

from nhan.core.document import Document
from nhan.core.model import ArticleStatus, SpanStatus
from nhan.core.operations.building import live
from nhan.core.readable import Unreadable, or_unreadable
from nhan.core.text.occurrences import occurrences
from nhan.core.text.units import Range

MOST = 200  # articles with the words that are read: more say nothing new

Counts = Mapping[str, int]  # by annotator id


class PlaceElsewhere(msgspec.Struct, frozen=True):
    """Where the words stand in one's own work; "" = nothing is labelled there."""

    article: str
    start: int  # code points
    end: int
    label: str


class SeenElsewhere(msgspec.Struct, frozen=True):
    """``labels``: how often the words have which label, by person; ``places``: one's own, in the order of the project.
    ``more``: not every article was read."""

    labels: Mapping[str, Counts]
    places: tuple[PlaceElsewhere, ...]
    more: bool = False

    @property
    def twins(self) -> int:
        """How often nothing is labelled."""
        return sum(not place.label for place in self.places)

    def apart_from(self, person: str, article: str, start: int) -> "SeenElsewhere":
        """The same without this person's place there, which is where they are."""
        here = next((each for each in self.places if (each.article, each.start) == (article, start)), None)
        if here is None:
            return self
        labels = {label: Counter(counts) for label, counts in self.labels.items()}
        if here.label:
            labels[here.label][person] -= 1
        left = {label: +counts for label, counts in labels.items() if +counts}
        return SeenElsewhere(left, tuple(each for each in self.places if each != here), self.more)

    def differing(self, label: str) -> tuple[PlaceElsewhere, ...]:
        """One's own places with another label than this, or none."""
        return tuple(place for place in self.places if place.label != label)


class OwnWork(Protocol):
    """What the person has, who is ``annotator``."""

    ids: Sequence[str]
    annotator: str

    def text(self, article_id: str) -> str: ...

    def document(self, article_id: str) -> Document: ...


OfOthers = Callable[[str, str], Document]  # an article as another person has it; both by id


def look_elsewhere(
    work: OwnWork,
    of_others: OfOthers,
    begun: Mapping[str, Sequence[str]],
    words: str,
    seen: Callable[[], object] = lambda: None,
) -> SeenElsewhere:
    """``begun``: by person, the articles that they have begun. What cannot be read is passed over: others name it."""
    people: dict[str, list[str]] = {}
    for person, its in begun.items():
        for article_id in its:
            people.setdefault(article_id, []).append(person)
    labels: dict[str, Counter[str]] = {}
    places: list[PlaceElsewhere] = []
    read = 0
    for article_id in work.ids:
        if article_id not in people:
            continue
        seen()
        hits = _hits(work, article_id, words)
        if not hits:
            continue
        if read == MOST:
            return SeenElsewhere(labels, tuple(places), more=True)
        read += 1
        for person in people[article_id]:
            document = _document(work, of_others, article_id, person)
            found = [] if document is None else [each for hit in hits if (each := _place(document, hit)) is not None]
            for place in found:
                if place.label:
                    labels.setdefault(place.label, Counter())[person] += 1
            places += found if person == work.annotator else []
    return SeenElsewhere(labels, tuple(places))


def _hits(work: OwnWork, article_id: str, words: str) -> list[Range]:
    text = or_unreadable(article_id, work.text)
    return [] if isinstance(text, Unreadable) else list(occurrences(text, words))


def _document(work: OwnWork, of_others: OfOthers, article_id: str, person: str) -> Document | None:
    found = or_unreadable(
        article_id, work.document if person == work.annotator else lambda name: of_others(name, person)
    )
    return None if isinstance(found, Unreadable) else found


def _place(document: Document, hit: Range) -> PlaceElsewhere | None:
    """What was decided on exactly these words; None where it is something else, or nobody has decided."""
    there = list(document.overlapping(*hit))
    exact = (span for span in there if (span.start, span.end) == hit and span.status is SpanStatus.CONFIRMED)
    span = next(exact, None)
    if span is not None:
        return PlaceElsewhere(document.id, *hit, span.label)
    free = document.state.status is ArticleStatus.DONE and not any(live(each) for each in there)
    refused = any((each.start, each.end) == hit for each in there)
    return PlaceElsewhere(document.id, *hit, "") if free and not refused else None
