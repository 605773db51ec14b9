"""A session over a real folder: what is acknowledged is on disk; undo crosses restarts; looking writes nothing."""

import platform
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhan.core.messages import Message
from nhan.core.model import Article, ArticleStatus, Change, Rejected, Span, SpanStatus
from nhan.core.operations import accept, accept_rest, add, finish, propose_everywhere, reject, relabel, set_note
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import LABELS, MACHINE, TEXT, span
from tests.core.crashing import die
from tests.core.operations.test_laws import any_verb

ON_WINDOWS_TOO = True

SUGGESTED = (span(TEXT, "Nguyễn Văn A", "PER"), span(TEXT, "Hoà Bình", "LOC"))


def make(folder: Path, disk: Disk | None = None, articles: int = 3) -> Project:
    project = Project.create(disk or Disk(), folder, LABELS)
    project.add_articles([Article(f"a{n}", TEXT, title=f"Bài {n}") for n in range(articles)])
    return project


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def reopened(session: Session) -> Session:
    """The same project in another session, as after a crash: nothing is saved or sealed, only the lock is let go."""
    die(session)
    return Session(Project.open(Disk(), session.project.folder))


def done(outcome: object) -> Change:
    assert isinstance(outcome, Change), outcome
    return outcome


def test_looking_writes_nothing(tmp_path: Path) -> None:
    make(tmp_path / "p")
    before = tree(tmp_path)
    session = Session(Project.open(Disk(), tmp_path / "p"))
    for name in session.project.ids:
        session.offer(name, SUGGESTED)
        assert session.document(name).unreviewed == 2
    assert session.close() is None
    assert tree(tmp_path) == before


def test_a_crash_after_the_first_edit_keeps_it_and_the_suggestions_it_stood_on(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    session.offer("a1", SUGGESTED)
    done(session.commit(accept(session.document("a1"), LABELS, SUGGESTED[0].id)))
    expected = list(session.document("a1"))
    again = reopened(session)
    assert list(again.document("a1")) == expected
    done(again.undo())
    assert list(again.document("a1")) == list(SUGGESTED)
    assert again.undo() == Rejected("session.nothing_to_undo")
    done(again.redo())
    assert list(again.document("a1")) == expected


def test_edits_say_who_decided_what_and_when(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"), clock=lambda: "2026-01-02T03:04:05Z")
    session.offer("a0", SUGGESTED)
    done(session.commit(relabel(session.document("a0"), LABELS, SUGGESTED[0].id, "ORG")))
    first, second = session.document("a0")
    assert first.decision is not None
    assert (first.decision.verb, first.decision.by, first.decision.at) == ("relabel", "an1", "2026-01-02T03:04:05Z")
    assert first.source == MACHINE and second.decision is None


def test_closing_writes_the_articles_and_seals_the_journal(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    done(session.commit(add(session.document("a0"), LABELS, 0, 7, "ORG")))
    assert session.unsaved == {"a0"}
    assert session.close() is None
    assert not list((tmp_path / "p" / "journal").rglob("*.jsonl"))
    assert len(list((tmp_path / "p" / "audit").rglob("*.jsonl"))) == 1
    again = Session(Project.open(Disk(), tmp_path / "p"))
    assert [s.label for s in again.document("a0")] == ["ORG"]
    done(again.undo())  # the history outlives the restart
    assert list(again.document("a0")) == []
    assert again.document("a0").state.status is ArticleStatus.NEW


def test_a_closed_session_writes_nothing(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    done(session.commit(add(session.document("a0"), LABELS, 0, 7, "ORG")))
    session.offer("a1", SUGGESTED)
    assert session.close() is None
    before = tree(tmp_path)
    answers = [
        session.commit(add(session.document("a0"), LABELS, 8, 12, "LOC")),
        session.undo(),
        session.journal_offers(["a1"]),
    ]
    assert answers == [Rejected("session.closed")] * 3
    assert session.save_all() is None and session.close() is None
    assert tree(tmp_path) == before


def test_a_journal_that_cannot_be_sealed_is_told_and_the_project_let_go(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    done(session.commit(add(session.document("a0"), LABELS, 0, 7, "ORG")))
    (tmp_path / "p" / "audit").write_text("a file in its place", encoding="utf-8")
    failure = session.close()
    assert failure is not None and failure.key == "session.not_sealed"
    again = Session(Project.open(Disk(), tmp_path / "p"))
    assert again.read_only is None and [each.label for each in again.document("a0")] == ["ORG"]
    (tmp_path / "p" / "audit").unlink()
    done(again.undo())
    assert again.close() is None and not list((tmp_path / "p" / "journal").rglob("*.jsonl"))


def test_undo_crosses_articles_in_the_order_of_work(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    for name in ("a0", "a2", "a1"):
        done(session.commit(add(session.document(name), LABELS, 0, 7, "ORG")))
    assert [done(session.undo()).edits[0].article for _ in range(3)] == ["a1", "a2", "a0"]
    assert [done(session.redo()).edits[0].article for _ in range(3)] == ["a0", "a2", "a1"]


def test_one_step_over_the_corpus_is_one_undo(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p", articles=40))
    documents = [session.document(name) for name in session.project.ids]
    change = done(session.commit(propose_everywhere(documents, LABELS, "Hòa Bình", "LOC")))
    assert len(change.edits) == 40 and len(change.edits[0].added) == 3
    again = reopened(session)
    assert {again.document(name).unreviewed for name in again.project.ids} == {3}
    done(again.undo())
    assert {len(again.document(name)) for name in again.project.ids} == {0}
    assert again.close() is None


def test_suggestions_that_came_since_are_taken_back_with_the_step(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    session.offer("a0", SUGGESTED[:1])
    before = list(session.document("a0"))
    done(session.commit(set_note(session.document("a0"), "chú ý")))
    done(session.offer("a0", SUGGESTED))
    assert session.document("a0").unreviewed == 2
    done(session.undo())
    assert list(session.document("a0")) == before and session.document("a0").state.note == ""
    assert session.offer("a0", SUGGESTED) == Rejected("session.redo_waits")
    done(session.redo())
    assert session.document("a0").unreviewed == 2 and session.document("a0").state.note == "chú ý"


def test_undo_goes_back_session_by_session_though_one_could_not_be_sealed(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    done(session.commit(add(session.document("a0"), LABELS, 0, 7, "ORG")))
    assert session.close() is None
    session = Session(Project.open(Disk(), tmp_path / "p"))
    done(session.commit(add(session.document("a1"), LABELS, 0, 7, "ORG")))
    done(session.commit(add(session.document("a0"), LABELS, 8, 12, "LOC")))
    record = session.project.record_path("a0", session.annotator)
    good = record.read_bytes()
    record.write_bytes(b"{")
    session = reopened(session)  # a0 cannot be read: the journal of the session before is kept
    (first,) = session.document("a1")
    done(session.commit(relabel(session.document("a1"), LABELS, first.id, "PER")))
    assert session.close() is None
    assert len(list((tmp_path / "p" / "journal").rglob("*.jsonl"))) == 1
    record.write_bytes(good)
    session = Session(Project.open(Disk(), tmp_path / "p"))
    undone = [done(session.undo()) for _ in range(4)]
    assert [(each.verb, each.edits[0].article) for each in undone] == [
        ("relabel", "a1"),
        ("add", "a0"),
        ("add", "a1"),
        ("add", "a0"),
    ]
    assert session.undo() == Rejected("session.nothing_to_undo")
    assert not any(len(session.document(name)) for name in session.project.ids)
    assert session.close() is None and not list((tmp_path / "p" / "journal").rglob("*.jsonl"))


def test_undo_leaves_the_article_behind_its_journal(tmp_path: Path) -> None:
    """The bug of other programs: after undo nothing is dirty, and autosave keeps what was undone."""
    session = Session(make(tmp_path / "p"))
    done(session.commit(add(session.document("a0"), LABELS, 0, 7, "ORG")))
    assert session.save_all() is None and not session.unsaved
    done(session.undo())
    assert session.unsaved == {"a0"}
    assert session.close() is None
    assert list(Session(Project.open(Disk(), tmp_path / "p")).document("a0")) == []


def test_a_second_session_looks_but_does_not_touch(tmp_path: Path) -> None:
    first = Session(make(tmp_path / "p"))
    second = Session(Project.open(Disk(), tmp_path / "p"))
    assert first.read_only is None and second.read_only is not None
    answer = second.commit(add(second.document("a0"), LABELS, 0, 7, "ORG"))
    assert isinstance(answer, Rejected) and answer.reason == "session.read_only_since"
    assert (answer.fields["name"], answer.fields["machine"]) == ("an1", platform.node())
    assert list(second.document("a0")) == []
    before = tree(tmp_path)
    assert second.close() is None
    assert tree(tmp_path) == before
    first.close()
    assert Session(Project.open(Disk(), tmp_path / "p")).read_only is None


def test_a_session_that_reads_takes_no_lock_and_hinders_nobody(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    reading = Session(project, read_only=Message("session.reading"))
    writing = Session(Project.open(Disk(), tmp_path / "p"))
    assert writing.read_only is None
    answer = reading.commit(add(reading.document("a0"), LABELS, 0, 7, "ORG"))
    assert isinstance(answer, Rejected) and answer.reason == "session.reading"
    done(writing.commit(add(writing.document("a0"), LABELS, 0, 7, "ORG")))
    assert reading.close() is None
    assert Session(Project.open(Disk(), tmp_path / "p")).read_only is not None  # the writer still has it


def test_a_read_only_session_journals_no_suggestions_and_seals_nothing_of_others(tmp_path: Path) -> None:
    first = Session(make(tmp_path / "p"))
    done(first.commit(add(first.document("a0"), LABELS, 0, 7, "ORG")))
    second = Session(Project.open(Disk(), tmp_path / "p"))
    second.offer("a1", SUGGESTED)
    before = tree(tmp_path)
    answer = second.journal_offers(second.offered(second.project.ids))
    assert isinstance(answer, Rejected) and answer.reason == "session.read_only_since"
    assert second.close() is None
    assert tree(tmp_path) == before
    again = reopened(first)  # the first one dies now: its edit is there
    assert [each.label for each in again.document("a0")] == ["ORG"]


def test_a_reader_shows_the_work_that_goes_on_beside_it(tmp_path: Path) -> None:
    """Whatever of it is in the articles' files already, and once its journal is sealed."""
    writer = Session(make(tmp_path / "p"))
    done(writer.commit(add(writer.document("a0"), LABELS, 0, 7, "ORG")))
    reader = Session(Project.open(Disk(), tmp_path / "p"))
    assert reader.read_only is not None
    reader.offer("a1", SUGGESTED)
    snapshot = reader.snapshot()
    steps: list[Callable[[], object]] = [
        lambda: writer.commit(add(writer.document("a0"), LABELS, 8, 12, "LOC")),
        writer.save_all,
        writer.undo,
        lambda: writer.commit(set_note(writer.document("a0"), "xem lại")),
        writer.save_all,
        writer.undo,
        lambda: writer.commit(add(writer.document("a1"), LABELS, 0, 7, "PER")),
        writer.save_all,
        lambda: writer.commit(relabel(writer.document("a1"), LABELS, next(iter(writer.document("a1"))).id, "LOC")),
        writer.close,
    ]
    for step in steps:
        step()
        for name in ("a0", "a2"):
            expected = list(writer.document(name)), writer.document(name).state
            read = snapshot.document(name)
            assert (list(read), read.state) == expected
            assert list(Session(Project.open(Disk(), tmp_path / "p")).document(name)) == expected[0]
    assert [summary.confirmed for summary in snapshot.summaries()] == [1, 1, 0]
    assert [span.label for span in snapshot.document("a1")] == ["LOC"]


def test_done_and_bulk_done_are_told_apart(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    session.offer("a0", SUGGESTED)
    assert session.commit(finish(session.document("a0"))) == Rejected("verbs.unreviewed", {"count": 2})
    done(session.commit(accept_rest(session.document("a0"), LABELS)))
    session.close()
    doc = Session(Project.open(Disk(), tmp_path / "p")).document("a0")
    assert doc.state.bulk and doc.state.status is ArticleStatus.DONE
    assert {s.decision.verb for s in doc if s.decision} == {"accept_rest"}


def test_what_was_rejected_is_not_proposed_again(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    session.offer("a0", SUGGESTED)
    done(session.commit(reject(session.document("a0"), SUGGESTED[0].id)))
    other = Span(id="other", start=SUGGESTED[0].start, end=SUGGESTED[0].end, label="PER", source=MACHINE)
    session.offer("a0", [other, SUGGESTED[1]])
    assert [(s.id, s.status) for s in session.document("a0")] == [
        (SUGGESTED[0].id, SpanStatus.REJECTED),
        (SUGGESTED[1].id, SpanStatus.SUGGESTED),
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_stream_of_work_survives_any_crash(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Verbs, undo, redo, suggestions, saves and crashes in any order: the reopened project is the one that was left."""
    session = Session(make(tmp_path_factory.mktemp("walk") / "p"))
    names = list(session.project.ids)
    for _ in range(data.draw(st.integers(1, 25))):
        name = data.draw(st.sampled_from(names))
        match data.draw(st.sampled_from(["verb"] * 6 + ["undo", "undo", "redo", "offer", "save", "crash", "close"])):
            case "verb":
                session.commit(any_verb(data, session.document(name), LABELS))
            case "undo":
                session.undo()
            case "redo":
                session.redo()
            case "offer":
                session.offer(name, SUGGESTED)
            case "save":
                assert session.save(name) is None
            case how:
                before = {each: (list(session.document(each)), session.document(each).state) for each in names}
                journaled = {each for each in names if session.document(each).id not in session._ahead.offered}
                if how == "close":
                    assert session.close() is None
                    session = Session(Project.open(Disk(), session.project.folder))
                else:
                    session = reopened(session)
                for each in journaled:
                    assert (list(session.document(each)), session.document(each).state) == before[each]
    while not isinstance(session.undo(), Rejected):
        pass
    for each in names:
        assert all(s.status is SpanStatus.SUGGESTED and s.source == MACHINE for s in session.document(each))
        assert session.document(each).state.status is ArticleStatus.NEW
    session.close()


def test_the_shown_article_stays_the_same_document_however_many_are_opened(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p", articles=60))
    shown = session.document("a0")
    session.shown = "a0"
    for name in session.project.ids:
        session.document(name)
    assert session.document("a0") is shown


def test_a_change_worked_out_on_an_older_state_is_refused_before_it_is_journaled(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    answer = propose_everywhere([session.document("a0")], LABELS, "Hòa Bình", "LOC")
    done(session.commit(answer))
    assert session.commit(answer) == Rejected("session.stale")
    first = next(iter(session.document("a0")))
    merge_twice = accept(session.document("a0"), LABELS, first.id)
    done(session.commit(merge_twice))
    assert session.commit(merge_twice) == Rejected("session.stale")
    assert list(reopened(session).document("a0")) == list(session.document("a0"))
