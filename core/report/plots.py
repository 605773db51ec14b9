"""The numbers as plots in a language: rows with a name, a bar and the value in words. The window and the page draw the
same ones."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import msgspec

from nhan.core.messages import Message, say
from nhan.core.report.figures import Figures, Right

DAYS = 30  # the last ones with an article done
_LONG = 8  # syllables from which lengths are one row


class Bar(msgspec.Struct, frozen=True):
    """``share``: 0..1 of the longest bar of its plot."""

    name: str
    share: float
    words: str


class Plot(msgspec.Struct, frozen=True):
    """One plot. Without rows there is only the note."""

    title: str
    note: str
    bars: tuple[Bar, ...]


def plots(figures: Figures, language: str) -> list[Plot]:
    """Every plot of the page, in order."""
    tell = Teller(language)
    return [
        tell.plot("report.progress", "report.progress.note", _statuses(figures, tell), to_review=figures.to_review),
        tell.plot("report.people", "report.people.note", _people(figures, tell)),
        tell.plot("report.days", "report.days.note", _days(figures.done_by_day, tell.number), days=DAYS),
        tell.plot(
            "report.labels", "report.labels.note", [(name, n, tell.number(n)) for name, n in figures.labels.items()]
        ),
        tell.plot("report.lengths", "report.lengths.note", _lengths(figures, tell)),
        tell.plot("report.pace", "report.pace.note", _pace(figures, tell)),
        tell.plot("report.pace_days", "report.pace_days.note", _days(figures.pace_by_day, tell.minutes), days=DAYS),
        tell.plot("report.suggesters", "report.suggesters.note", _rights(figures.suggesters, tell), whole=1.0),
        tell.plot("report.suggested", "report.suggested.note", _rights(figures.suggested_labels, tell), whole=1.0),
    ]


Rows = Iterable[tuple[str, float, str]]  # name, value, value in words


class Teller:
    """Words and numbers in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, key: str, **fields: object) -> str:
        return say(Message(key, fields), self.language)

    def number(self, value: float, decimals: int = 0) -> str:
        english = f"{value:,.{decimals}f}"
        return english if self.language == "en" else english.translate(str.maketrans(",.", ".,"))

    def minutes(self, seconds: float) -> str:
        return self.say("report.minutes", minutes=self.number(seconds / 60, 1))

    def plot(self, title: str, note: str, rows: Rows, whole: float = 0.0, **fields: object) -> Plot:
        """``whole``: the value of the longest bar there may be; 0 = the longest there is."""
        found = list(rows)
        most = whole or max((value for _, value, _ in found), default=0.0)
        bars = tuple(Bar(name, value / most if most else 0.0, words) for name, value, words in found)
        return Plot(self.say(title), self.say(note if bars else "report.nothing", **fields), bars)


# By what ``ArticleStatus`` says, and in this order.
_STATUS_NAMES = {
    "done": "report.status.done",
    "in_progress": "report.status.in_progress",
    "flagged": "report.status.flagged",
    "skipped": "report.status.skipped",
    "new": "report.status.new",
}


def _statuses(figures: Figures, tell: Teller) -> Rows:
    total = sum(figures.articles.values())
    for status, key in _STATUS_NAMES.items():
        count = figures.articles.get(status, 0)
        if count or (total and status in ("done", "in_progress", "new")):
            share = tell.number(100 * count / total)
            yield tell.say(key), count, tell.say("report.share", count=tell.number(count), percent=share)


def _people(figures: Figures, tell: Teller) -> Rows:
    for person in figures.people:
        done = person.articles.get("done", 0)
        fields = {"done": tell.number(done), "begun": tell.number(sum(person.articles.values()))}
        yield person.name, done, tell.say("report.person", spans=tell.number(person.spans), **fields)


def _days(values: Mapping[date, float], words: Callable[[float], str]) -> Rows:
    for day in sorted(values)[-DAYS:]:
        yield day.isoformat(), values[day], words(values[day])


def _lengths(figures: Figures, tell: Teller) -> Rows:
    counts: dict[int, int] = {}
    for length, count in figures.lengths.items():
        at = min(length, _LONG)
        counts[at] = counts.get(at, 0) + count
    for length in range(1, max(counts, default=0) + 1):
        more = "+" if length == _LONG else ""
        count = counts.get(length, 0)
        yield f"{length}{more}", count, tell.number(count)


def _pace(figures: Figures, tell: Teller) -> Rows:
    for person in figures.people:
        if person.per_article is not None and person.per_decision is not None:
            seconds = tell.number(person.per_decision, 1)
            minutes = tell.number(person.per_article / 60, 1)
            words = tell.say("report.person_pace", minutes=minutes, seconds=seconds)
            yield person.name, person.per_article, words


def _rights(rights: Iterable[Right], tell: Teller) -> Rows:
    for each in rights:
        share = each.right / each.suggested if each.suggested else 0.0
        fields = {"right": tell.number(each.right), "suggested": tell.number(each.suggested)}
        yield each.name, share, tell.say("report.right", percent=tell.number(100 * share), **fields)
