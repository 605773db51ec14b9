"""The numbers of a project: how far it is and who has done what, what was labelled, how fast, and by whose suggestions.

All of it is read from the files of everybody who has work there: for a thread of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime
from statistics import median

import msgspec

from nhan.core.curation.usage import documents_of_all
from nhan.core.document import Document
from nhan.core.messages import NhanError
from nhan.core.metrics.progress import ALL, ArticleResult, Decisions, summed
from nhan.core.model import SpanStatus
from nhan.core.people.whose import title, workers
from nhan.core.project import Project
from nhan.core.snapshot import Snapshot
from nhan.core.store.project_file import Annotator
from nhan.core.time_on_article import TimesOnArticles, now

# Of what several people say of an article, the one with the lowest number counts.
_FURTHEST = {"done": 0, "in_progress": 1, "flagged": 2, "skipped": 3}
_NOT_BEGUN = "new"


class PersonFigures(msgspec.Struct, frozen=True):
    """One person's work: articles by status (``ArticleStatus.value``), confirmed spans, and how fast it went.

    Seconds are of work (pauses count as at most a minute); None where nothing was timed.
    """

    name: str
    articles: dict[str, int]
    spans: int
    per_article: float | None  # the median over articles that are done
    per_decision: float | None


class Right(msgspec.Struct, frozen=True):
    """How many of the suggestions were right: exactly the range and the label."""

    name: str
    suggested: int
    right: int


class Figures(msgspec.Struct, frozen=True):
    """``at``: when they were read (UTC, ISO 8601). An article that several people have counts as the furthest of them
    says; spans are those of everybody, and of articles that nobody has begun."""

    project: str
    at: str
    articles: dict[str, int]  # by status
    to_review: int  # suggestions that the one who asks has not decided on
    people: tuple[PersonFigures, ...]
    done_by_day: dict[date, int]  # articles, in the time of this machine
    pace_by_day: dict[date, float]  # median seconds for an article that was done that day
    labels: dict[str, int]  # confirmed spans
    lengths: dict[int, int]  # confirmed spans by their syllables
    suggesters: tuple[Right, ...]
    suggested_labels: tuple[Right, ...]  # of all suggesters together


class _Person:
    """What is counted of one person."""

    def __init__(self) -> None:
        self.articles: Counter[str] = Counter()
        self.spans = 0
        self.begun: list[str] = []


class _Counting:
    """Articles as they come, one document each."""

    def __init__(self, asking: str) -> None:
        self._asking = asking
        self.people: defaultdict[str, _Person] = defaultdict(_Person)
        self._statuses: dict[str, str] = {}  # by article
        self._labels: dict[str, list[tuple[Counter[str], Counter[int], bool]]] = {}  # by article; whether it is begun
        self.to_review = 0

    def add(self, person: Annotator | None, document: Document) -> None:
        status = document.state.status.value
        known = self._statuses.get(document.id, _NOT_BEGUN)
        self._statuses[document.id] = min(known, status, key=lambda each: _FURTHEST.get(each, len(_FURTHEST)))
        confirmed = [span for span in document if span.status is SpanStatus.CONFIRMED]
        labels = Counter(span.label for span in confirmed)
        lengths = Counter(len(document.text[span.start : span.end].split()) for span in confirmed)
        self._labels.setdefault(document.id, []).append((labels, lengths, person is not None))
        if person is None or person.id == self._asking:
            self.to_review += document.unreviewed
        if person is not None:
            counted = self.people[person.id]
            counted.articles[status] += 1
            counted.spans += len(confirmed)
            counted.begun.append(document.id)

    @property
    def articles(self) -> Counter[str]:
        return Counter(self._statuses.values())

    def sums(self) -> tuple[Counter[str], Counter[int]]:
        """Spans by label and by length. What somebody has begun takes the place of what nobody has."""
        labels, lengths = Counter[str](), Counter[int]()
        for found in self._labels.values():
            begun = [each for each in found if each[2]]
            for by_label, by_length, _ in begun or found:
                labels.update(by_label)
                lengths.update(by_length)
        return labels, lengths


def figures(snapshot: Snapshot, seen: Callable[[], object] = lambda: None, clock: Callable[[], str] = now) -> Figures:
    """The numbers as they are now. ``seen`` hears of every article that was looked at; what cannot be read is left
    out: ``nhan check`` names it."""
    project, counting = snapshot.project, _Counting(snapshot.annotator)
    for person, document in documents_of_all(snapshot):
        seen()
        if document is not None:
            counting.add(person, document)
    everyone: list[PersonFigures] = []
    results: list[ArticleResult] = []
    paces: defaultdict[date, list[float]] = defaultdict(list)
    for person in workers(project):
        done, times = _journals(project, person.id)
        results += done
        for each in done:
            if (day := _day(each.finished_at)) is not None:
                paces[day].append(times.of(each.article).seconds)
        everyone.append(_of_person(title(person), counting.people[person.id], done, times))
    labels, lengths = counting.sums()
    suggesters = summed(results).suggesters
    whole = next((each for each in suggesters if (each.name, each.version) == (ALL, ALL)), None)
    by_label = whole.by_label if whole else {}
    return Figures(
        project=project.name,
        at=clock(),
        articles=dict(counting.articles),
        to_review=counting.to_review,
        people=tuple(everyone),
        done_by_day={day: len(paces[day]) for day in sorted(paces)},
        pace_by_day={day: median(paces[day]) for day in sorted(paces)},
        labels=dict(labels.most_common()),
        lengths=dict(sorted(lengths.items())),
        suggesters=tuple(
            Right(each.name, each.total.suggested, each.total.right)
            for each in suggesters
            if each.name and each.version == ALL
        ),
        suggested_labels=tuple(
            Right(label, score.suggested, score.right) for label, score in by_label.items() if score.suggested
        ),
    )


def _of_person(name: str, counted: _Person, done: Sequence[ArticleResult], times: TimesOnArticles) -> PersonFigures:
    spent = [seconds for each in done if (seconds := times.of(each.article).seconds)]
    whole = [times.of(article) for article in counted.begun]
    decisions = sum(each.verbs.total() for each in whole)
    return PersonFigures(
        name=name,
        articles=dict(counted.articles),
        spans=counted.spans,
        per_article=median(spent) if spent else None,
        per_decision=sum(each.seconds for each in whole) / decisions if decisions else None,
    )


def _journals(project: Project, annotator: str) -> tuple[list[ArticleResult], TimesOnArticles]:
    """The articles that a person has finished, and the time on each. What is damaged counts as not there."""
    journals, decisions, times = project.journal(annotator), Decisions(), TimesOnArticles()
    for paths in journals.sessions():
        try:
            entries = journals.entries(paths)
        except (OSError, NhanError):
            continue
        times.begin_session()
        for entry in entries:
            times.add(entry)
            decisions.add(entry.change, entry.at)
    return decisions.results(), times


def _day(at: str) -> date | None:
    """None where it is no date: others may have written the journal."""
    try:
        return datetime.fromisoformat(at).astimezone().date()
    except (ValueError, OverflowError):
        return None
