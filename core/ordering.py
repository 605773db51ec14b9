"""In which order articles come up for work, and which of them come without suggestions: two settings of a project.

The settings and the articles' ids alone say it, so that every machine sees the same; ``DOUBTFUL`` also depends on what
has been suggested so far.
"""

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import assert_never

import msgspec

from nhan.core.messages import Message, NhanError
from nhan.core.model import SpanStatus
from nhan.core.project import Project
from nhan.core.queue import Summary
from nhan.core.readable import Opened, Unreadable
from nhan.core.snapshot import Snapshot
from nhan.core.store.assignments_file import Assignments, read_assignments
from nhan.core.store.project_file import Role
from nhan.core.store.project_settings import one_of

ORDER, BLIND = "order", "blind"  # names of settings in project.json


class Order(Enum):
    """How the queue runs."""

    FILE = "file"  # as imported
    INTERLEAVED = "interleaved"  # topics evenly mixed: a model then learns of all of them from the start
    DOUBTFUL = "doubtful"  # where the suggester was least sure, first
    RANDOM = "random"  # shuffled, the same way on every machine


def order_of(project: Project) -> Order:
    """The order the project asks for; new work is interleaved, because a model learns most from mixed articles."""
    return one_of(project.settings, ORDER, Order.INTERLEAVED)


def ordered(snapshot: Snapshot, order: Order, seen: Callable[[], object] = lambda: None) -> list[str]:
    """The ids of all articles in that order. ``DOUBTFUL`` opens those with suggestions: under a millisecond each.

    ``seen`` hears of each that was opened.
    """
    project = snapshot.project
    ids = list(snapshot.ids)
    match order:
        case Order.FILE:
            return ids
        case Order.INTERLEAVED:
            return interleaved(ids, [project.topic(name) for name in ids])
        case Order.RANDOM:
            random.Random(f"nhan {len(ids)}").shuffle(ids)
            return ids
        case Order.DOUBTFUL:
            doubts: dict[str, float] = {}
            for each in snapshot.summaries():
                seen()
                if each.suggested:
                    doubts[each.id] = doubt(snapshot, each.id)
            return sorted(ids, key=lambda name: -doubts.get(name, 0.0))


class Arrangement(msgspec.Struct, frozen=True):
    """Every article in an order. ``stamp`` is the snapshot's (see ``Session.edited_since``); ``faults``: why it cannot
    be told which of them are the annotator's."""

    summaries: list[Summary]
    stamp: int
    faults: tuple[Message, ...] = ()


def arrangement(snapshot: Snapshot, order: Order, seen: Callable[[], object] = lambda: None) -> Arrangement:
    """The articles of a snapshot in an order. ``seen`` hears of each article that was looked at: twice for
    ``DOUBTFUL``."""
    found: dict[str, Summary] = {}
    for summary in snapshot.summaries():
        seen()
        found[summary.id] = summary
    faults: tuple[Message, ...] = ()
    try:
        mine = assigned(snapshot)
    except NhanError as error:
        mine, faults = None, (error.message,)
    names = ordered(snapshot, order, seen)
    if mine is not None:
        head = frozenset(mine.first)
        names = [*(name for name in mine.first if name in found), *(name for name in names if name not in head)]
        names = [name for name in names if snapshot.annotator in mine.articles.get(name, ())]
    return Arrangement([found[name] for name in names], snapshot.stamp, faults)


def assigned(snapshot: Snapshot) -> Assignments | None:
    """What says which articles the annotator is to do; None where they see all: nothing is assigned, or nothing to
    them, or they adjudicate. NhanError where the file cannot be read."""
    roles = {each.id: each.role for each in snapshot.project.annotators}
    if roles.get(snapshot.annotator) is Role.ADJUDICATOR:
        return None
    found = read_assignments(snapshot.project.disk, snapshot.project.folder)
    return found if found is not None and snapshot.annotator in found.people else None


def interleaved(ids: list[str], topics: Iterable[str]) -> list[str]:
    """The ids with every topic spread evenly over the whole, in its own order; one topic alone stays as it is."""
    named = list(zip(ids, topics, strict=True))
    sizes = Counter(topic for _, topic in named)
    met: Counter[str] = Counter()
    places: list[tuple[float, int, str]] = []
    for number, (name, topic) in enumerate(named):
        met[topic] += 1
        places.append(((met[topic] - 0.5) / sizes[topic], number, name))
    return [name for *_, name in sorted(places)]


def doubt(snapshot: Snapshot, article_id: str) -> float:
    """How unsure the article's suggestions are on average, 0..1; 0 without any, or when it cannot be read."""
    match snapshot.read(article_id):
        case Opened(document):
            suggested = (span.confidence for span in document if span.status is SpanStatus.SUGGESTED)
            return mean_doubt([confidence for confidence in suggested if confidence is not None])
        case Unreadable():
            return 0.0  # the queue marks it
        case never:
            assert_never(never)


def mean_doubt(confidences: Sequence[float]) -> float:
    """How unsure suggestions with these confidences are on average, 0..1; 0 without any."""
    return 1 - sum(confidences) / len(confidences) if confidences else 0.0


def blind_share(project: Project) -> float:
    """Which part of the articles (0..1) comes without suggestions, to see what suggestions make annotators overlook."""
    share = project.settings.get(BLIND, 0.0)
    return float(share) if isinstance(share, int | float) and 0 <= share <= 1 else 0.0


def is_blind(project: Project, article_id: str) -> bool:
    """Whether the article is of the blind sample: drawn by a hash of its id, so that it stays when others come in."""
    share = blind_share(project)
    if not share:
        return False
    drawn = int.from_bytes(hashlib.sha256(f"nhan blind\0{article_id}".encode("utf-8", "surrogatepass")).digest()[:4])
    return drawn / 2**32 < share
