"""How long each article took and what was done to it, read off the journals. No key is logged: only edits are."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from nhan.core.store.journal import Entry
from nhan.core.store.journals import Journals

LOOKING = 60.0  # seconds; a longer pause between two edits counts as this much


class TimeOnArticle(msgspec.Struct):
    """One article's sum. ``seconds`` of work; ``verbs``: how often each was used (undo and redo too)."""

    seconds: float = 0.0
    verbs: Counter[str] = msgspec.field(default_factory=Counter)


class TimesOnArticles:
    """The sums of all articles, fed with entries session by session."""

    def __init__(self) -> None:
        self._by_article: dict[str, TimeOnArticle] = {}
        self._last: datetime | None = None

    def of(self, article_id: str) -> TimeOnArticle:
        """The article's sum; an empty one if nothing was done to it."""
        return self._by_article.get(article_id) or TimeOnArticle()

    def begin_session(self) -> None:
        """The time between two sessions is nobody's."""
        self._last = None

    def add(self, entry: Entry) -> None:
        """The pause before an edit belongs to the article it was made in: there the annotator was reading."""
        if entry.change.machine or not entry.change.edits:
            return
        at = _moment(entry.at)
        pause = (at - self._last).total_seconds() if at and self._last else 0.0
        self._last = at
        time = self._by_article.setdefault(entry.change.edits[0].article, TimeOnArticle())
        time.seconds += min(max(pause, 0.0), LOOKING)
        time.verbs[entry.change.verb if entry.kind == "do" else entry.kind] += 1


def read_times(
    journals: Journals, sessions: Iterable[Sequence[Path]], seen: Callable[[], object] = lambda: None
) -> TimesOnArticles:
    """The sums over these sessions, each given by its files. Reads them all: not for the window's thread."""
    times = TimesOnArticles()
    for paths in sessions:
        seen()
        add_session(times, journals.entries(paths))
    return times


def now() -> str:
    """This moment, UTC, ISO 8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _moment(at: str) -> datetime | None:
    """None where it is no date: what others wrote into a journal counts for the verbs alone."""
    try:
        return datetime.fromisoformat(at).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def add_session(times: TimesOnArticles, entries: Iterable[Entry]) -> None:
    """Add one session's entries, in order."""
    times.begin_session()
    for entry in entries:
        times.add(entry)
