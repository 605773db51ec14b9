"""Which version of a stop is shown first: that of the most people, then by whom they are and what a model thinks.

What is equal after that is ordered by a hash of the stop, so that it is not always the same person's.
"""

import hashlib
from collections.abc import Iterable, Mapping
from math import log
from types import MappingProxyType

from nhan.core.adjudication.disagreements import Disagreement, PeopleVersion
from nhan.core.document import Document
from nhan.core.model import ArticleEdit, Span, SpanStatus
from nhan.core.suggestion import Labelled

EVEN = 0.02  # added to both probabilities, so that what is next to impossible does not decide alone
NO_MODEL: Mapping[Labelled, float] = MappingProxyType({})
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
    article_id: str, stop: Disagreement, trust: Trust, model: Mapping[Labelled, float] = NO_MODEL
) -> tuple[PeopleVersion, ...]:
    """The versions, the one to be shown first at the head. ``model``: how probable it holds places; where it knows not
    all of the stop's, it has no say."""

    def key(version: PeopleVersion) -> tuple[object, ...]:
        was_decided = version.places == stop.before
        drawn = hashlib.sha256(repr((article_id, stop.start, stop.end, version.places)).encode()).digest()
        worth = trust.of_version(stop, version) + _by_model(stop, version, model)
        return not was_decided, -len(version.voters), -worth, drawn

    return tuple(sorted(stop.versions, key=key))


def _by_model(stop: Disagreement, version: PeopleVersion, model: Mapping[Labelled, float]) -> float:
    """Log-odds of the version: of its places, and against the others."""
    if not all(place in model for place in stop.places):
        return 0.0
    odds = (log((model[place] + EVEN) / (1 - model[place] + EVEN)) for place in stop.places)
    signed = (each if place in version.places else -each for place, each in zip(stop.places, odds, strict=True))
    return round(sum(signed) / 2, 9)
