"""What an annotator did to suggestions, article by article: corrections per entity over time, and how right each
suggester was. A fold over changes, so that a journal is read once and an edit costs what it touches.

Counted is what was done, by what came of it: a suggestion that was moved, moved back and accepted was right. One
change counts once per article and kind, however many spans it reaches (apply to all, rows of a concordance).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import msgspec

from nhan.core.metrics.scores import Score, score
from nhan.core.model import ArticleEdit, ArticleStatus, Change, Source, Span, SpanStatus
from nhan.core.operations.suggestions import SAME
from nhan.core.store.journals import Journals

KINDS = ("insert", "delete", "relabel", "edge")  # of corrections, as they are counted
ALL = ""  # every label, every suggester, every version
WINDOW = 10  # articles that one point of the curve is the mean of

_TAKES_OUT = frozenset({"remove", "reject_rows", "reject_same"})  # verbs after which a span may be gone without a trace

Places = set[tuple[int, int, str]]


class Judged(msgspec.Struct, frozen=True):
    """Suggestions of one label by one suggester in one article, as the annotator found them: how many were right."""

    source: Source
    label: str
    suggested: int
    right: int  # exact range and label


class ArticleResult(msgspec.Struct, frozen=True):
    """What was done to one article by the time it was done. ``corrections[label][kind]`` counts; a deleted span
    counts for the label that was suggested, all others for the label that is right."""

    article: str
    finished_at: str  # UTC, ISO 8601
    entities: Mapping[str, int]  # confirmed spans by label
    corrections: Mapping[str, Mapping[str, int]]
    judged: tuple[Judged, ...]


class Point(msgspec.Struct, frozen=True):
    """Corrections per entity over the articles of the window that ends at the ``articles``-th one."""

    articles: int
    insert: float
    delete: float
    relabel: float
    edge: float

    @property
    def total(self) -> float:
        return self.insert + self.delete + self.relabel + self.edge


class SuggesterScore(msgspec.Struct, frozen=True):
    """A suggester against the annotator, over the ``articles`` that it suggested in. "" = all names, all versions."""

    name: str
    version: str
    articles: int
    total: Score
    by_label: Mapping[str, Score]


class Progress(msgspec.Struct, frozen=True):
    """All done articles. ``curves`` by label, "" for all; a label has points only where the window has its entities."""

    articles: int
    entities: int
    corrections: Mapping[str, int]  # by kind
    curves: Mapping[str, tuple[Point, ...]]
    suggesters: tuple[SuggesterScore, ...]  # all together, then by name, then by name and version as they came


# -- following the edits ----------------------------------------------------------------------------------------------


class _Fate(Enum):
    KEPT = "kept"
    DELETED = "deleted"
    MADE_WAY = "made way"  # to a span drawn over it, or swallowed by a merge: no correction of its own


class _Was(NamedTuple):
    """A span as the annotator found it."""

    start: int
    end: int
    label: str
    status: SpanStatus
    source: Source


class _Now(NamedTuple):
    """What has become of a span, and in which change."""

    start: int
    end: int
    label: str
    fate: _Fate
    own: bool  # a person's from the start
    step: int


class _ArticleFold:
    def __init__(self) -> None:
        self.was: dict[str, _Was] = {}
        self.now: dict[str, _Now] = {}


class Decisions:
    """Fed with every change in order, as it was applied (the journals' entries, then what the session commits)."""

    def __init__(self) -> None:
        self._articles: dict[str, _ArticleFold] = {}
        self._finished: dict[str, str] = {}  # when, by article, in the order of finishing
        self._results: dict[str, ArticleResult] = {}
        self._step = 0

    def add(self, change: Change, at: str) -> None:
        """Take in a change made ``at`` (UTC, ISO 8601). An undo is the change that takes back."""
        self._step += 1
        for edit in change.edits:
            if not change.machine:
                self._fold(self._articles.setdefault(edit.article, _ArticleFold()), edit, change.verb)
            self._results.pop(edit.article, None)
            if edit.now is not None and edit.now.status is not ArticleStatus.DONE:
                self._finished.pop(edit.article, None)
            elif edit.now is not None:
                self._finished.setdefault(edit.article, at)

    def _fold(self, article: _ArticleFold, edit: ArticleEdit, verb: str) -> None:
        added = {span.id for span in edit.added}
        kept = [span for span in edit.added if span.status is SpanStatus.CONFIRMED]
        for span in edit.removed:
            known = span.id in article.now
            if span.id in added or verb in _TAKES_OUT or _over(span, kept):
                if not known:
                    article.was[span.id] = _Was(span.start, span.end, span.label, span.status, span.source)
                if span.id not in added:
                    self._lose(article, span, _Fate.DELETED if verb in _TAKES_OUT else _Fate.MADE_WAY)
            else:  # an undo takes back what was added
                article.now.pop(span.id, None)
                article.was.pop(span.id, None)
        for span in edit.added:
            was = article.was.get(span.id)
            if was is not None and was[:4] == (span.start, span.end, span.label, span.status):
                del article.was[span.id]
                article.now.pop(span.id, None)
            elif span.status is not SpanStatus.SUGGESTED:
                self._settle(article, span, kept)

    def _settle(self, article: _ArticleFold, span: Span, kept: Sequence[Span]) -> None:
        fate = _Fate.KEPT
        if span.status is SpanStatus.REJECTED:
            fate = _Fate.MADE_WAY if _over(span, kept) else _Fate.DELETED
        own = span.source.kind == "human"
        article.now[span.id] = _Now(span.start, span.end, span.label, fate, own, self._step)

    def _lose(self, article: _ArticleFold, span: Span, fate: _Fate) -> None:
        was = article.was.get(span.id)
        if was is None or was.source.kind == "human":  # a person's own span leaves no trace
            article.now.pop(span.id, None)
            article.was.pop(span.id, None)
        else:
            article.now[span.id] = _Now(span.start, span.end, span.label, fate, False, self._step)

    @property
    def finished(self) -> Sequence[str]:
        """The done articles in the order in which they were finished."""
        return list(self._finished)

    def results(self) -> list[ArticleResult]:
        """Of every done article, in the order of finishing. Works out only what has changed since it was last asked."""
        for name, at in self._finished.items():
            if name not in self._results:
                self._results[name] = _result(name, at, self._articles.get(name) or _ArticleFold())
        return [self._results[name] for name in self._finished]


def _over(span: Span, kept: Sequence[Span]) -> bool:
    return any(span.start < each.end and each.start < span.end for each in kept)


def read_decisions(
    journals: Journals, found: Iterable[Sequence[Path]], stopped: Callable[[], bool] = lambda: False
) -> Decisions:
    """All that these sessions hold, until ``stopped`` says so. Reads their files and touches nothing else: for a
    thread of its own. OSError, NhanError: one of them cannot be read."""
    decisions = Decisions()
    for paths in found:
        for entry in journals.entries(paths) if not stopped() else ():
            decisions.add(entry.change, entry.at)
    return decisions


# -- one article ------------------------------------------------------------------------------------------------------


def _result(name: str, at: str, article: _ArticleFold) -> ArticleResult:
    entities = Counter(now.label for now in article.now.values() if now.fate is _Fate.KEPT)
    corrections: defaultdict[str, Counter[str]] = defaultdict(Counter)
    counted: set[tuple[str, int]] = set()
    for span_id, now in article.now.items():
        for kind, label in _corrections(article.was.get(span_id), now):
            if (kind, now.step) not in counted:
                counted.add((kind, now.step))
                corrections[label][kind] += 1
    return ArticleResult(name, at, entities, corrections, _judged(article))


def _corrections(was: _Was | None, now: _Now) -> list[tuple[str, str]]:
    """Kind and label of each."""
    if now.fate is _Fate.MADE_WAY:
        return []
    if now.fate is _Fate.DELETED:
        return [("delete", was.label)] if was is not None else []
    if was is None:  # what is nobody's is a piece of a split, which counts as an edge of the other piece
        return [("insert", now.label)] if now.own else []
    found = [("relabel", now.label)] if was.label != now.label else []
    return found + ([("edge", now.label)] if was[:2] != now[:2] else [])


def _judged(article: _ArticleFold) -> tuple[Judged, ...]:
    right: Places = {now[:3] for now in article.now.values() if now.fate is _Fate.KEPT}
    counts: dict[tuple[Source, str], list[int]] = {}
    for was in article.was.values():
        if was.status is SpanStatus.SUGGESTED and was.source.kind != "human" and was.source.name != SAME:
            count = counts.setdefault((was.source, was.label), [0, 0])
            count[0] += 1
            count[1] += was[:3] in right
    return tuple(Judged(source, label, *count) for (source, label), count in counts.items())


# -- all of them ------------------------------------------------------------------------------------------------------


def summed(results: Sequence[ArticleResult], window: int = WINDOW) -> Progress:
    """The sums over articles in the order of finishing. ``window``: articles behind each point of the curves."""
    labels = sorted({label for each in results for label in (*each.entities, *each.corrections)})
    kinds = Counter[str]()
    for each in results:
        for counts in each.corrections.values():
            kinds.update(counts)
    return Progress(
        articles=len(results),
        entities=sum(sum(each.entities.values()) for each in results),
        corrections={kind: kinds[kind] for kind in KINDS},
        curves={label: curve(results, label, window) for label in (ALL, *labels)},
        suggesters=_suggesters(results),
    )


def curve(results: Sequence[ArticleResult], label: str = ALL, window: int = WINDOW) -> tuple[Point, ...]:
    """Corrections per entity over the last ``window`` articles at each article."""
    entities = _running(each.entities.get(label, 0) if label else sum(each.entities.values()) for each in results)
    sums = [_running(_count(each, label, kind) for each in results) for kind in KINDS]
    points = []
    for place in range(1, len(results) + 1):
        before = max(0, place - window)
        there = entities[place] - entities[before]
        if there:
            points.append(Point(place, *((each[place] - each[before]) / there for each in sums)))
    return tuple(points)


def _running(counts: Iterable[int]) -> list[int]:
    return list(accumulate(counts, initial=0))


def _count(result: ArticleResult, label: str, kind: str) -> int:
    if label:
        return result.corrections.get(label, {}).get(kind, 0)
    return sum(counts.get(kind, 0) for counts in result.corrections.values())


class _SuggesterTally:
    def __init__(self) -> None:
        self.articles = 0
        self.wanted: Counter[str] = Counter()
        self.suggested: Counter[str] = Counter()
        self.right: Counter[str] = Counter()

    def score_of(self, key: tuple[str, str]) -> SuggesterScore:
        return SuggesterScore(
            *key,
            self.articles,
            _exact(self.right.total(), self.suggested.total(), self.wanted.total()),
            {
                label: _exact(self.right[label], self.suggested[label], self.wanted[label])
                for label in sorted({*self.suggested, *self.wanted})
            },
        )


def _exact(right: int, suggested: int, wanted: int) -> Score:
    return score(right, right, suggested, wanted)


def _suggesters(results: Sequence[ArticleResult]) -> tuple[SuggesterScore, ...]:
    tallies: dict[tuple[str, str], _SuggesterTally] = {}
    for result in results:
        here: set[tuple[str, str]] = set()
        for judged in result.judged:
            name, version = judged.source.name, judged.source.version
            for key in {(ALL, ALL), (name, ALL), (name, version)}:
                tally = tallies.setdefault(key, _SuggesterTally())
                tally.suggested[judged.label] += judged.suggested
                tally.right[judged.label] += judged.right
                here.add(key)
        for key in here:
            tallies[key].articles += 1
            tallies[key].wanted.update(result.entities)
    return tuple(tallies[key].score_of(key) for key in sorted(tallies, key=lambda key: (key[0] != ALL, key[1] != ALL)))
