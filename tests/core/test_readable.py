"""One damaged article: it alone is out of work, its edits are kept, and everybody who goes on without it names it."""

import json
import shutil
from pathlib import Path
from typing import assert_never

import pytest

from nhan.core.corpus_change import fits_all, work_out
from nhan.core.messages import LANGUAGES, NhanError, say
from nhan.core.model import Change, Rejected
from nhan.core.operations import accept, add, batch, propose_everywhere, reject, relabel, set_note
from nhan.core.ordering import Order, ordered
from nhan.core.project import Project
from nhan.core.readable import Opened, Unreadable, readable
from nhan.core.review.concordance import look_through
from nhan.core.session import Session
from nhan.core.snapshot import save_articles
from nhan.core.store.disk import Disk
from nhan.core.text.search import IN_HASTE
from nhan.core.validation import check_folder
from tests.core.building import LABELS, TEXT, pack_of, span
from tests.core.cli.conftest import nhan as nhan
from tests.core.cli.running import Nhan
from tests.core.crashing import die
from tests.core.damaged import NAME, ForbiddenFolder, damaged_record, done
from tests.core.test_session import make

HOA_BINH = span(TEXT, "Hoà Bình", "LOC")


def opened(folder: Path) -> Session:
    return Session(Project.open(Disk(), folder))


def state(session: Session) -> dict[str, str | int]:
    """By article: why it cannot be read, or how many spans it has."""
    found: dict[str, str | int] = {}
    for article in session.project.ids:
        match session.read(article):
            case Opened(document):
                found[article] = len(document)
            case Unreadable(_, message):
                found[article] = message.key
                assert all(say(message, language) for language in LANGUAGES)
            case never:
                assert_never(never)
    return found


def test_edits_that_no_longer_fit_leave_the_rest_at_work(tmp_path: Path) -> None:
    session = opened(damaged_record(tmp_path / "p"))
    assert state(session) == {"a0": "store.damaged", "a1": 1, "a2": 1}
    assert [each.problem is not None for each in session.summaries()] == [True, False, False]
    passed: list[Unreadable] = []
    assert [each.id for each in readable(session.readings(), passed.append)] == ["a1", "a2"]
    assert [each.article for each in passed] == ["a0"]
    assert sorted(ordered(session.snapshot(), Order.DOUBTFUL)) == ["a0", "a1", "a2"]
    assert isinstance(session.offer("a0", [HOA_BINH]), Rejected)


def test_a_folder_that_may_not_be_read_leaves_the_rest_in_the_queue(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    for article in ("a0", "a1"):
        done(session, set_note(session.document(article), "chú ý"))
    assert session.close() is None
    folder = session.project.record_path("a0", session.annotator).parent
    session = Session(Project.open(ForbiddenFolder(folder), tmp_path / "p"))
    summaries = list(session.summaries())
    assert [each.problem.key if each.problem else "" for each in summaries] == ["session.unreadable", "", ""]
    assert [each.note for each in summaries] == ["", "chú ý", ""] and summaries == list(
        map(session.summary, ["a0", "a1", "a2"])
    )


def test_work_on_many_articles_has_one_answer_for_what_may_not_be_read(tmp_path: Path) -> None:
    session = Session(make(tmp_path / "p"))
    done(session, set_note(session.document("a0"), "chú ý"))
    change = propose_everywhere([session.document(name) for name in session.project.ids], LABELS, "Hòa Bình", "LOC")
    assert session.close() is None and isinstance(change, Change)
    folder = session.project.record_path("a0", session.annotator).parent
    session = Session(Project.open(ForbiddenFolder(folder), tmp_path / "p"))
    snapshot = session.snapshot()
    passed: list[Unreadable] = []
    with pytest.raises(NhanError) as caught:
        fits_all(snapshot, change)
    saved = save_articles(session.project, session.annotator, ["a0"], snapshot.loaded)
    found = look_through(snapshot, "Bắc Ninh", IN_HASTE, most=9)
    work_out(snapshot, snapshot.ids, lambda document: set_note(document, "mới"), lambda _: True, passed.append)
    (damaged,) = found.damaged
    assert len(found.rows) == 2 and damaged.message.key == "session.unreadable"
    assert [damaged] == passed and damaged.message == caught.value.message == saved.failure


def test_the_edits_stay_in_their_journal_and_are_told_by_check(tmp_path: Path) -> None:
    """Work in the others, closed and opened again; with the right record back, the article is as it was."""
    folder = damaged_record(tmp_path / "p")
    (journal,) = (folder / "journal" / "an1").iterdir()
    lines = journal.read_bytes()
    for note in ("một", "hai"):
        session = opened(folder)
        done(session, set_note(session.document("a1"), note))
        assert session.close() is None
        assert state(opened(folder)) == {"a0": "store.damaged", "a1": 1, "a2": 1}
        assert journal.read_bytes() == lines
        assert sorted(path.name for path in journal.parent.iterdir()) == [journal.name, f"{journal.stem}.taken"]
        (problem,) = check_folder(Disk(), folder)
        record = session.project.record_path("a0", "an1").relative_to(folder).as_posix()
        assert (problem.message.key, problem.file) == ("store.damaged", record)
    session = opened(folder)
    done(session, relabel(session.document("a1"), LABELS, next(iter(session.document("a1"))).id, "LOC"))
    assert session.close() is None
    assert state(opened(folder)) == {"a0": "store.damaged", "a1": 1, "a2": 1}
    session = opened(folder)
    session.project.record_path("a0", "an1").unlink()
    session = opened(folder)
    (sealed,) = [path for path in (folder / "audit" / "an1").iterdir() if path.name.startswith("000001")]
    sealed.rename(journal.parent / sealed.name)  # the edit that the first of these was made on
    session = opened(folder)
    assert [each.label for each in session.document("a0")] == ["LOC"]
    assert session.document("a1").state.note == "hai"


def test_what_an_article_has_by_now_is_not_put_into_it_again(tmp_path: Path) -> None:
    """Its journal stays for another article's sake; what was done on top of it may be gone with the closed journals."""
    folder = damaged_record(tmp_path / "p")
    session = opened(folder)
    done(session, reject(session.document("a1"), next(iter(session.document("a1"))).id))
    assert session.close() is None
    shutil.rmtree(folder / "audit")
    assert state(opened(folder)) == {"a0": "store.damaged", "a1": 0, "a2": 1}


def test_an_undo_of_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    session = opened(damaged_record(tmp_path / "p"))
    a1 = session.undo()
    assert isinstance(a1, Change) and a1.edits[0].article == "a1"
    outcome = session.undo()
    assert isinstance(outcome, Rejected) and outcome.reason == "store.damaged"


def test_a_change_over_many_articles_that_meets_it_is_refused_whole(tmp_path: Path) -> None:
    folder = damaged_record(tmp_path / "p")
    whole = opened(make(tmp_path / "other").folder)
    answer, _ = batch("both", [(whole.document(name), lambda d: add(d, LABELS, *NAME, "PER")) for name in ("a0", "a1")])
    session = opened(folder)
    before = state(session)
    assert isinstance(session.commit(answer), Rejected)
    assert state(session) == before


def test_an_undo_that_needs_a_journal_which_cannot_be_read_says_so(tmp_path: Path) -> None:
    """Each time: nothing older is taken back in its place."""
    folder = make(tmp_path / "p").folder
    for article in ("a0", "a1"):
        session = opened(folder)
        done(session, add(session.document(article), LABELS, *NAME, "PER"))
        session.close()
    newest = sorted((folder / "audit" / "an1").iterdir())[-1]
    newest.unlink()
    newest.mkdir()
    session = opened(folder)
    assert session.peek_undo() is None
    for _ in range(2):
        outcome = session.undo()
        assert isinstance(outcome, Rejected) and outcome.reason == "store.unreadable"
    assert state(session) == {"a0": 1, "a1": 1, "a2": 0}
    done(session, add(session.document("a2"), LABELS, *NAME, "PER"))
    assert isinstance(session.undo(), Change)


@pytest.mark.parametrize(("damage", "key"), [(b"\xff", "store.damaged"), (b"<<<<<<< HEAD\n", "store.conflict")])
def test_a_record_that_is_damaged_while_its_article_is_open(tmp_path: Path, damage: bytes, key: str) -> None:
    folder = damaged_record(tmp_path / "p")
    session = opened(folder)
    path = session.project.record_path("a2", "an1")
    path.write_bytes(damage + path.read_bytes())
    assert state(session) == {"a0": "store.damaged", "a1": 1, "a2": key}


def test_a_file_that_the_system_does_not_give(tmp_path: Path) -> None:
    folder = damaged_record(tmp_path / "p")
    session = opened(folder)
    path = session.project.record_path("a2", "an1")
    path.unlink()
    path.mkdir()
    assert state(session)["a2"] == "store.unreadable"
    assert "store.unreadable" in [problem.message.key for problem in check_folder(Disk(), folder)]


def test_damaged_suggestions_are_lost_alone_and_named(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    for article in ("a0", "a1"):
        run = project.new_run("test", article)
        run.write(1, {article: [HOA_BINH]})
        run.finish()
    first, second = sorted((project.folder / "pre").glob("*/000001-*.jsonl"))
    first.write_bytes(b"\xff" + first.read_bytes())
    second.write_bytes(second.read_bytes().replace("Hoà Bình".encode(), b"Ho\xe0 B\xecnh"))
    session = opened(project.folder)
    assert [each.suggested for each in session.summaries()] == [0, 1, 0]
    assert state(session) == {"a0": 0, "a1": 0, "a2": 0}
    files = [fault.fields["file"] for fault in session.project.damaged_suggestions]
    assert files == [path.relative_to(project.folder).as_posix() for path in (first, second)]
    done(session, add(session.document("a1"), LABELS, *NAME, "PER"))
    die(session)
    assert state(opened(project.folder)) == {"a0": 0, "a1": 1, "a2": 0}


def test_edits_that_stand_on_lost_suggestions_are_kept(tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    run = project.new_run("test", "1")
    run.write(1, {"a0": [HOA_BINH]})
    run.finish()
    session = opened(project.folder)
    done(session, accept(session.document("a0"), LABELS, HOA_BINH.id))
    die(session)
    (pack,) = (project.folder / "pre").glob("*/000001-*.jsonl")
    whole = pack.read_bytes()
    pack.write_bytes(b"\xff" + whole)
    session = opened(project.folder)
    assert list(session.document("a0")) == []
    (dispute,) = session.document("a0").disputes
    assert dispute.other is not None and (dispute.span, dispute.other.status.value) == (HOA_BINH.id, "confirmed")
    pack.write_bytes(whole)
    assert [each.status.value for each in opened(project.folder).document("a0")] == ["confirmed"]


# -- the command line -------------------------------------------------------------------------------------------------


def test_every_command_names_it_once_and_goes_on(nhan: Nhan, tmp_path: Path) -> None:
    folder = damaged_record(tmp_path / "p")
    for argv in (("check", folder), ("status", folder), ("train", folder), ("simulate", folder, "--articles", "1")):
        ran = nhan("--lang", "en", *argv)
        assert ran.err.count("a0.json") == 1, argv
        assert "Traceback" not in ran.err
    assert nhan.done("train", folder).err.count("a0") == 1  # a2 is done, and learned from
    assert nhan("evaluate", folder, "--against", "an1").err.count("a0") == 1


def test_export_refuses_before_it_writes_or_leaves_out_what_it_names(nhan: Nhan, tmp_path: Path) -> None:
    folder = damaged_record(tmp_path / "p")
    out = tmp_path / "ra.jsonl"
    for output in (out, "-"):
        ran = nhan("--lang", "en", "export", folder, "-o", output)
        assert (ran.code, ran.out, out.exists()) == (1, "", False)
        assert "a0.json" in ran.err and len(ran.err.splitlines()) == 1
    ran = nhan.done("--lang", "en", "export", folder, "-o", out, "--skip-bad")
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == ["a1", "a2"]
    assert ran.err.count("a0.json") == 1 and "Left out" in ran.err


def test_export_of_a_project_with_damaged_packs(nhan: Nhan, tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    run = project.new_run("test", "1")
    run.write(1, {"a0": [HOA_BINH]})
    run.finish()
    (pack,) = (project.folder / "pre").glob("*/000001-*.jsonl")
    pack.write_bytes(b"\xff" + pack.read_bytes())
    assert nhan("status", project.folder).code == 1
    nhan.done("export", project.folder, "-o", tmp_path / "ra.jsonl", "--status", "all")  # suggestions are not asked for
    ran = nhan("export", project.folder, "-o", tmp_path / "gợi ý.jsonl", "--suggested")
    assert ran.code == 1 and "pre/" in ran.err and not (tmp_path / "gợi ý.jsonl").exists()
    texts = pack_of(project.folder / "texts")
    texts.write_bytes(texts.read_bytes().replace(b'"id":"a1"', b'"id":a1'))
    ran = nhan("export", project.folder, "-o", "-")
    assert (ran.code, ran.out) == (1, "") and f"texts/{texts.name}" in ran.err
    ran = nhan.done("export", project.folder, "-o", "-", "--skip-bad", "--status", "all")
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["a0", "a2"]
    assert f"texts/{texts.name}" in nhan("status", project.folder).err
    assert nhan("import", project.folder, tmp_path / "ra.jsonl").err.count(f"texts/{texts.name}") == 1


def test_bytes_that_are_no_text_in_suggestions_are_told_by_check(nhan: Nhan, tmp_path: Path) -> None:
    project = make(tmp_path / "p")
    run = project.new_run("test", "1")
    run.write(1, {"a0": [HOA_BINH]})
    run.finish()
    (pack,) = (project.folder / "pre").glob("*/000001-*.jsonl")
    pack.write_bytes(pack.read_bytes().replace("Hoà Bình".encode(), b"Ho\xe0 B\xecnh"))
    ran = nhan("--lang", "en", "check", project.folder)
    assert ran.code == 1 and "line 2: not UTF-8" in ran.err
