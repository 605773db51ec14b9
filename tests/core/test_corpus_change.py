"""A change over the corpus opens no article: what it does is seen when one is opened, as if done at once."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from nhan.core import session as sessions
from nhan.core.corpus_change import ReadyChange, WorkedOut, fits_all, make_ready, work_out
from nhan.core.model import Change, Rejected
from nhan.core.operations import accept, add, propose_everywhere, withdraw_everywhere
from nhan.core.project import Project
from nhan.core.queue import summary_of
from nhan.core.session import Session
from nhan.core.snapshot import Snapshot, save_articles
from nhan.core.store.disk import Disk
from tests.core.building import LABELS
from tests.core.operations.test_laws import any_verb, picture
from tests.core.store.building import FullDisk
from tests.core.test_session import SUGGESTED, done, make, reopened, tree

CHANCE = re.compile(rb"\d{6}-[a-z0-9]{6}|[0-9a-f]{64}")  # a session's name, and the hash over what it stands in
WORK = ("verb", "undo", "redo", "offer", "save", "crash", "close")
NOW = "2026-01-02T03:04:05Z"


CALLED: dict[str, dict[str, Any]] = {
    "propose": {"labels": LABELS, "words": "Hòa Bình", "label": "LOC"},
    "withdraw": {"words": "Hòa Bình", "label": "LOC"},
}
EVERYWHERE: dict[str, Callable[..., Change | Rejected]] = {
    "propose": propose_everywhere,
    "withdraw": withdraw_everywhere,
}


def worked_out(snapshot: Snapshot, verb: str) -> WorkedOut | Rejected:
    return work_out(
        snapshot,
        snapshot.ids,
        lambda document: EVERYWHERE[verb]([document], **CALLED[verb]),
        lambda text: "Bình" in text,
    )


def ready(session: Session, verb: str) -> ReadyChange:
    found = worked_out(session.snapshot(), verb)
    assert isinstance(found, WorkedOut)
    return make_ready(found, session.decision(found.change.verb))


def contents(session: Session) -> dict[str, object]:
    return {name: picture(session.document(name)) for name in session.project.ids}


def contents_of(snapshot: Snapshot) -> dict[str, object]:
    return {name: picture(snapshot.document(name)) for name in snapshot.ids}


def test_a_ready_change_opens_no_article_and_is_there_when_one_is_opened(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p", articles=40), clock=lambda: NOW)
    other = Session(make(tmp_path / "q", articles=40), clock=lambda: NOW)
    done(
        other.commit(
            propose_everywhere([other.document(name) for name in other.project.ids], LABELS, "Hòa Bình", "LOC")
        )
    )
    change = done(session.commit_ready(ready(session, "propose")))
    assert len(change.edits) == 40 and not session._open
    assert contents(session) == contents(other) == contents(reopened(session))
    journals = [next((tmp_path / name).rglob("journal/*/*.jsonl")).read_bytes().split(b"\n")[1:] for name in "pq"]
    assert journals[0] == journals[1]  # the same line, to the byte


def test_undo_and_redo_of_it_open_no_article(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p", articles=40))
    before = contents(session)
    session._open.clear()
    done(session.commit_ready(ready(session, "propose")))
    done(session.undo())
    assert not session._open and contents(session) == before
    session._open.clear()
    done(session.redo())
    assert not session._open and {session.document(name).unreviewed for name in session.project.ids} == {3}


@pytest.mark.parametrize("machine", [False, True])
def test_undo_and_redo_write_what_was_encoded_with_the_change(tmp_path: Path, machine: bool) -> None:
    """To the byte what a session writes that encodes it then; with a machine's later edits it has to be encoded."""
    sessions_of = [Session(make(tmp_path / name, articles=40), clock=lambda: NOW) for name in "pq"]
    names = sessions_of[0].project.ids
    done(sessions_of[0].commit_ready(ready(sessions_of[0], "propose")))
    done(
        sessions_of[1].commit(
            propose_everywhere([sessions_of[1].document(name) for name in names], LABELS, "Hòa Bình", "LOC")
        )
    )
    step = sessions_of[0].peek_undo()
    assert step is not None and sessions_of[0]._history.step_of(step) is not None
    for session in sessions_of:
        if machine:
            done(session.offer("a1", SUGGESTED[:1]))
        undo = session.peek_undo()
        assert undo is not None and (session._history.step_of(undo) is None) is machine
        done(session.undo())
        redo = session.peek_redo()
        assert redo is not None and (session._history.step_of(redo) is None) is machine
        done(session.redo())
    journals = [next((tmp_path / name).rglob("journal/*/*.jsonl")).read_bytes().split(b"\n")[1:] for name in "pq"]
    assert journals[0] == journals[1] and len(journals[0]) == 4 + machine
    assert contents(reopened(sessions_of[0])) == contents(sessions_of[1])


def test_an_article_that_was_edited_since_is_worked_out_again(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    waiting = ready(session, "propose")
    start = session.document("a1").text.index("Hoà Bình")
    done(session.commit(add(session.document("a1"), LABELS, start, start + 8, "ORG")))
    change = done(session.commit_ready(waiting))
    assert [len(edit.added) for edit in change.edits if edit.article == "a1"] == [2]
    assert {session.document(name).unreviewed for name in ("a0", "a2")} == {3}
    assert list(reopened(session).document("a1")) == list(session.document("a1"))


def test_an_article_that_was_edited_since_and_cannot_be_read_refuses_the_change(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    waiting = ready(session, "propose")
    done(session.commit(add(session.document("a1"), LABELS, 0, 7, "ORG")))
    assert session.save_all() is None
    session._open.clear()
    session.project.record_path("a1", session.annotator).write_bytes(b"{")
    before = tree(tmp_path)
    answer = session.commit_ready(waiting)
    assert isinstance(answer, Rejected) and "a1" in answer.fields["file"]
    assert tree(tmp_path) == before and len(session.document("a0")) == 0


def test_an_article_where_nothing_is_left_to_do_falls_out(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    first, second = ready(session, "propose"), ready(session, "propose")
    done(session.commit_ready(first))
    answer = session.commit_ready(second)
    assert isinstance(answer, Rejected) and answer.reason == "verbs.no_more"


def test_where_many_were_edited_since_the_change_is_stale_and_nothing_is_done(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p", articles=sessions.MANY + 1))
    waiting = ready(session, "propose")
    for name in session.project.ids:
        done(session.commit(add(session.document(name), LABELS, 0, 7, "ORG")))
    before = tree(tmp_path)
    assert session.commit_ready(waiting) == Rejected("session.stale")
    assert tree(tmp_path) == before


def test_suggestions_in_memory_are_journaled_with_it(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p", articles=40))
    for name in session.project.ids[:35]:
        session.offer(name, SUGGESTED[:1])
    done(session.commit_ready(ready(session, "propose")))
    assert len(next((tmp_path / "p").rglob("journal/*/*.jsonl")).read_bytes().split(b"\n")) == 4  # heading, both, end
    assert contents(session) == contents(reopened(session))
    assert {session.document(name).unreviewed for name in session.project.ids[:35]} == {4}


def test_suggestions_that_are_journaled_before_it_make_no_change_stale(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p", articles=sessions.MANY + 8))
    for name in session.project.ids:
        session.offer(name, SUGGESTED[:1])
    waiting = ready(session, "propose")
    stamp = session.snapshot().stamp
    assert session.journal_offers(session.offered(waiting.edits)) is None
    assert session.offered(session.project.ids) == [] and session.edited_since(stamp) == []
    done(session.commit_ready(waiting))
    assert {session.document(name).unreviewed for name in session.project.ids} == {4}
    assert contents(session) == contents(reopened(session))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_change_is_stale_only_where_many_articles_were_edited_since(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Suggestions shown before it, journaled before it, and articles edited after it was worked out, in any numbers."""
    names = [f"a{number}" for number in range(40)]
    some = st.integers(0, 40).flatmap(lambda count: st.sampled_from([names[:count], names[40 - count :]]))
    session = Session(make(tmp_path_factory.mktemp("offers") / "p", articles=40), clock=lambda: NOW)
    for name in data.draw(some):
        session.offer(name, SUGGESTED[:1])
    waiting = ready(session, "propose")
    for name in (edited := data.draw(some)):
        done(session.commit(add(session.document(name), LABELS, 0, 7, "ORG")))
    assert session.journal_offers(session.offered(data.draw(some))) is None
    outcome = session.commit_ready(waiting)
    assert isinstance(outcome, Rejected) == (len(edited) > sessions.MANY)
    lost = dict.fromkeys(session.offered(names))  # what was only shown
    assert contents(session) | lost == contents(reopened(session)) | lost


def test_on_a_full_disk_it_is_made_in_memory(tmp_path: Path) -> None:
    disk = FullDisk()
    session = Session(make(tmp_path / "p", disk, articles=40))
    waiting = ready(session, "propose")
    done(session.commit(add(session.document("a39"), LABELS, 0, 7, "ORG")))
    before = contents(session)
    disk.failing |= {"write", "open_append"}
    done(session.commit_ready(waiting))
    after = contents(session)
    assert after != before and session.journal.only_here == set(session.project.ids) and not session.unsaved
    done(session.undo())
    assert contents(session) == before
    done(session.redo())
    disk.failing.clear()
    assert session.journal.again()
    assert contents(session) == contents(reopened(session)) == after


def test_a_snapshot_is_not_moved_by_what_is_done_later(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    session.offer("a1", SUGGESTED)
    done(session.commit(add(session.document("a0"), LABELS, 0, 7, "ORG")))
    snapshot, before = session.snapshot(), contents(session)
    done(session.commit(accept(session.document("a1"), LABELS, SUGGESTED[0].id)))
    done(session.commit_ready(ready(session, "propose")))
    assert contents_of(snapshot) == before
    assert set(session.edited_since(snapshot.stamp)) == {"a0", "a1", "a2"}


def test_edits_made_while_articles_are_written_leave_them_behind(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p", articles=40))
    done(session.commit_ready(ready(session, "propose")))
    snapshot, behind = session.snapshot(), sorted(session.unsaved)
    done(session.commit(add(session.document("a1"), LABELS, 0, 7, "ORG")))
    saved = save_articles(session.project, session.annotator, behind, snapshot.loaded)
    session.take_saved(saved)
    assert session.unsaved == {"a1"} and saved.failure is None
    assert contents(session) == contents(reopened(session))


def test_closing_writes_what_no_one_has_opened(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p", articles=40))
    done(session.commit_ready(ready(session, "propose")))
    expected = contents(session)
    session._open.clear()
    again = reopened(session)  # a crash: and the next session edits, so that it will seal both journals
    done(again.commit(add(again.document("a0"), LABELS, 0, 7, "ORG")))
    assert again.close() is None and not list((tmp_path / "p" / "journal").rglob("*.jsonl"))
    last = Session(Project.open(Disk(), tmp_path / "p"))
    assert contents(last) | {"a0": 0} == expected | {"a0": 0} and len(last.document("a0")) == 4


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_lazily_applied_is_eagerly_applied(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Two sessions do the same, one opens every article at once, the other none: they never differ."""
    folder = tmp_path_factory.mktemp("laws")
    make(folder / "lazy")
    shutil.copytree(folder / "lazy", folder / "eager")
    lazy, eager = (Session(Project.open(Disk(), folder / name), clock=lambda: NOW) for name in ("lazy", "eager"))
    names = list(lazy.project.ids)
    with pytest.MonkeyPatch.context() as patch:
        for _ in range(data.draw(st.integers(1, 15))):
            name = data.draw(st.sampled_from(names))
            match data.draw(st.sampled_from([*EVERYWHERE, *EVERYWHERE, *WORK])):
                case "propose" | "withdraw" as verb:
                    found = worked_out(lazy.snapshot(), verb)
                    documents = [eager.document(each) for each in names]
                    answer = EVERYWHERE[verb](documents, **CALLED[verb])
                    assert isinstance(found, Rejected) == isinstance(answer, Rejected)
                    if isinstance(found, WorkedOut):
                        outcome = lazy.commit_ready(make_ready(found, lazy.decision(found.change.verb)))
                        assert outcome == eager.commit(answer)
                case "verb":
                    answer = any_verb(data, eager.document(name), LABELS)
                    assert lazy.commit(answer) == eager.commit(answer)
                case "undo" | "redo" as step:
                    patch.setattr(sessions, "MANY", 0)
                    one = getattr(lazy, step)()
                    patch.setattr(sessions, "MANY", 32)
                    assert one == getattr(eager, step)()
                case "offer":
                    assert lazy.offer(name, SUGGESTED) == eager.offer(name, SUGGESTED)
                case "save":
                    snapshot = lazy.snapshot()
                    lazy.take_saved(save_articles(lazy.project, lazy.annotator, sorted(lazy.unsaved), snapshot.loaded))
                    assert eager.save_all() is None
                case "crash":
                    lazy, eager = reopened(lazy), reopened(eager)
                    lazy._clock = eager._clock = lambda: NOW
                case _:
                    assert lazy.close() is None and eager.close() is None
                    lazy, eager = (
                        Session(Project.open(Disk(), folder / each), clock=lambda: NOW) for each in ("lazy", "eager")
                    )
            lazy._open.clear()
            assert [lazy.summary(each) for each in names] == [summary_of(eager.document(each)) for each in names]
            assert list(lazy.summaries()) == list(lazy.snapshot().summaries()) == list(map(eager.summary, names))
            assert contents_of(lazy.snapshot()) == contents(eager) == contents(lazy)
            lazy._open.clear()
            assert lazy.unsaved == eager.unsaved
    assert lazy.close() is None and eager.close() is None
    records = [sorted((folder / name).rglob("work/**/*.json")) for name in ("lazy", "eager")]
    one, other = ([(path.name, CHANCE.sub(b"", path.read_bytes())) for path in paths] for paths in records)
    assert one == other


def test_an_earlier_sessions_step_is_checked_on_a_snapshot_and_opens_no_article(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p", articles=40))
    done(session.commit_ready(ready(session, "propose")))
    assert session.to_check("undo") is None  # it is this session's: known to fit
    assert session.close() is None
    again = Session(Project.open(Disk(), tmp_path / "p"))
    change, snapshot = again.to_check("undo"), again.snapshot()
    assert change is not None and fits_all(snapshot, change)
    done(again.undo(snapshot.stamp))
    assert not again._open and {again.document(name).unreviewed for name in again.project.ids} == {0}


def test_what_was_edited_since_the_check_is_looked_at_again(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p", articles=40))
    done(session.commit_ready(ready(session, "propose")))
    assert session.close() is None
    again = Session(Project.open(Disk(), tmp_path / "p"))
    snapshot = again.snapshot()
    again.offer("a1", SUGGESTED)  # a machine's: it is taken back with the step
    first = again.document("a2").at(0)
    machine = accept(again.document("a2"), LABELS, first.id)
    assert isinstance(machine, Change)
    done(again.commit(replace(machine, machine=True)))
    again._open.clear()
    done(again.undo(snapshot.stamp))
    assert list(again.document("a2")) == [] and contents(again) == contents(reopened(again))


def test_a_step_that_does_not_fit_is_seen_by_the_check(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p", articles=40))
    change = done(session.commit_ready(ready(session, "propose")))
    assert fits_all(session.snapshot(), change.inverse()) and not fits_all(session.snapshot(), change)
