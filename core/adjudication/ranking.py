"""Which version of a stop is shown first: that of the most people, then of those who are trusted, then the model's.

What is equal after that is ordered by a hash of the stop, so that it is not always the same person's.
"""

import hashlib
from collections.abc import Iterable, Set
from math import log

from nhan.core.adjudication.disagreements import Disagreement, PeopleVersion
from nhan.core.document import Document
from nhan.core.model import ArticleEdit, Span, SpanStatus
from nhan.core.suggestion import Labelled

PRIOR, WEIGHT = 0.9, 20.0  # F1 of who has not been compared with the gold yet, and how many spans it counts for


class Trust:
    """How far each annotator's labels agreed with the gold: log-odds of F1 by label, shrunk towards ``PRIOR``."""

    def __init__(self, golds: Iterable[Document] = ()) -> None:
        self._both: dict[tuple[str, str], int] = {}
        self._either: dict[tuple[str, str], int] = {}  # spans of the person and of the gold
        for gold in golds:
            self.add(gold)

    def add(self, spans: Iterable[Span], times: int = 1) -> None:
        """Take in spans of the gold that are new to it, once each."""
        for span in spans:
            for person, had in (span.votes or {}).items():
                key, stands = (person, span.label), span.status is SpanStatus.CONFIRMED
                self._both[key] = self._both.get(key, 0) + times * (had and stands)
                self._either[key] = self._either.get(key, 0) + times * (had + stands)

    def edited(self, edit: ArticleEdit) -> None:
        """Take in an edit of the gold: what goes counts no more, what comes does."""
        self.add(edit.removed, -1)
        self.add(edit.added)

    def of(self, person: str, label: str) -> float:
        """Log-odds; the same for everybody of whom nothing is known."""
        key = person, label
        f1 = (2 * self._both.get(key, 0) + PRIOR * WEIGHT) / (self._either.get(key, 0) + WEIGHT)
        f1 = min(f1, 0.999)
        return log(f1 / (1 - f1))

    def of_version(self, stop: Disagreement, version: PeopleVersion) -> float:
        """That of all who had it together, for the labels that the stop is about."""
        labels = sorted({place[2] for place in stop.places})
        return round(sum(self.of(voter, label) / len(labels) for voter in version.voters for label in labels), 9)


def ranked(
    article_id: str, stop: Disagreement, trust: Trust, model: Set[Labelled] | None = None
) -> tuple[PeopleVersion, ...]:
    """The versions, the one to be shown first at the head. ``model``: what it finds in the article; None: no model."""
    theirs = {place for place in model or () if place[0] < stop.end and stop.start < place[1]}

    def key(version: PeopleVersion) -> tuple[object, ...]:
        was_decided = version.places == stop.before
        likeness = _likeness(set(version.places), theirs) if model is not None else 0.0
        drawn = hashlib.sha256(repr((article_id, stop.start, stop.end, version.places)).encode()).digest()
        return not was_decided, -len(version.voters), -trust.of_version(stop, version), -likeness, drawn

    return tuple(sorted(stop.versions, key=key))


def _likeness(one: set[Labelled], other: set[Labelled]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0
