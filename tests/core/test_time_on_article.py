"""Time and counts per article come from the journal alone."""

from itertools import count
from pathlib import Path

from nhan.core.model import ArticleEdit, Change
from nhan.core.operations import add, relabel
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.journal import Entry
from nhan.core.time_on_article import LOOKING, TimesOnArticles, read_times
from tests.core.building import LABELS
from tests.core.test_session import make


def test_pauses_are_counted_where_the_reading_was_done_and_cut_at_a_minute(tmp_path: Path) -> None:
    seconds = iter([0, 0, 5, 5, 1000, 1000, 1002, 1002])
    ticks = count()

    def clock() -> str:
        next(ticks)
        at = next(seconds)
        return f"2026-01-01T00:{at // 60:02d}:{at % 60:02d}.000Z"

    session = Session(make(tmp_path / "p"), clock=clock)
    first = session.commit(add(session.document("a0"), LABELS, 0, 7, "ORG"))
    assert isinstance(first, Change)
    session.commit(relabel(session.document("a0"), LABELS, first.focus, "LOC"))
    session.commit(add(session.document("a1"), LABELS, 0, 7, "ORG"))
    session.commit(add(session.document("a1"), LABELS, 8, 12, "LOC"))
    session.close()
    journals = Project.open(Disk(), tmp_path / "p").journal("an1")
    times = read_times(journals, journals.sessions())
    assert times.of("a0").seconds == 5 and dict(times.of("a0").verbs) == {"add": 1, "relabel": 1}
    assert times.of("a1").seconds == LOOKING + 2 and dict(times.of("a1").verbs) == {"add": 2}
    assert times.of("a2").seconds == 0


def test_what_is_no_time_counts_for_the_verbs_alone() -> None:
    """As in a journal that another program has written: with a time zone, without, or nothing at all."""
    times = TimesOnArticles()
    change = Change("add", (ArticleEdit("a0"),))
    for at in ("2026-01-01T00:00:00Z", "", "yesterday", "2026-01-01T00:00:09", "0001-01-01T00:00:00", "9999-12-31"):
        times.add(Entry(seq=1, at=at, kind="do", change=change))
    assert dict(times.of("a0").verbs) == {"add": 6}
