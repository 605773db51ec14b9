"""Rebuilding: a damaged, missing or empty record becomes what it was, and nothing is written before it is agreed to."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from nhan.core.damage.account import account
from nhan.core.damage.rebuild import Rebuilt
from nhan.core.damage.recovery import recover
from nhan.core.damage.survey import Fault, Survey, survey
from nhan.core.model import Span, SpanStatus
from nhan.core.operations import add, relabel
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.validation import check_folder, remarks_on
from tests.core.building import LABELS, pack_of
from tests.core.crashing import die
from tests.core.damage.building import (
    SUGGESTED,
    audit,
    done,
    flip,
    flip_line,
    opened,
    picture,
    record,
    tree,
    worked,
)


def found_in(folder: Path) -> Survey:
    return survey(Project.open(Disk(), folder), "an1")


def recovered(folder: Path) -> list[str]:
    """The articles that were rebuilt. A second pass finds nothing to do."""
    project = Project.open(Disk(), folder)
    report = recover(project, survey(project, "an1"))
    again = found_in(folder)
    assert (again.articles, again.to_keep) == ((), [])
    return report.rebuilt


@pytest.mark.parametrize("damage", ["flip", "empty", "half", "gone", "other"])
def test_a_record_is_rebuilt_as_it_was(tmp_path: Path, damage: str) -> None:
    folder = worked(tmp_path / "p")
    before, path = picture(opened(folder)), record(folder, "a")
    data = path.read_bytes()
    match damage:
        case "flip":
            flip(path, len(data) // 2)
        case "empty":
            path.write_bytes(b"")
        case "half":
            path.write_bytes(data[: len(data) // 2])
        case "gone":
            path.unlink()
        case "other":
            shutil.copy(record(folder, "b"), path)
    harmed = tree(folder)
    (article,) = found_in(folder).articles
    assert (article.article, article.fault) == ("a", Fault.MISSING if damage == "gone" else Fault.DAMAGED)
    assert tree(folder) == harmed, "looking writes nothing"
    assert recovered(folder) == ["a"]
    assert picture(opened(folder)) == before
    assert list(check_folder(Disk(), folder)) == []
    copies = [each.read_bytes() for each in folder.glob("quarantine/an1/*") if "reason" not in each.name]
    assert copies == ([] if damage == "gone" else [harmed[path.relative_to(folder).as_posix()]])


def test_every_flipped_byte_of_a_record_is_rebuilt_or_was_no_damage(tmp_path: Path) -> None:
    folder = worked(tmp_path / "p")
    before, path = picture(opened(folder)), record(folder, "a")
    data = path.read_bytes()
    for at in range(0, len(data), 7):
        flip(path, at)
        (article,) = found_in(folder).articles
        assert isinstance(article.remedy, Rebuilt)
        document = article.remedy.document
        assert (tuple(document), document.state) == before["a"], at
        path.write_bytes(data)


def test_without_journals_the_sound_spans_of_the_file_are_kept(tmp_path: Path) -> None:
    """One span is damaged; it is as suggested again, and the account says that one could not be used."""
    folder = worked(tmp_path / "p")
    before, path = picture(opened(folder)), record(folder, "a")
    shutil.rmtree(folder / "audit")
    flip(path, path.read_bytes().index(SUGGESTED[0].id.encode()))
    (article,) = found_in(folder).articles
    remedy = article.remedy
    assert isinstance(remedy, Rebuilt)
    assert (remedy.edits, remedy.salvaged, remedy.unused) == (0, 3, 1)
    document = remedy.document
    assert document.state == before["a"][1]
    assert [each for each in document if each.id != SUGGESTED[0].id] == [
        each for each in before["a"][0] if each.id != SUGGESTED[0].id
    ]
    assert document.get(SUGGESTED[0].id) == SUGGESTED[0]


def test_where_nothing_is_left_nothing_is_written(tmp_path: Path) -> None:
    folder = worked(tmp_path / "p")
    shutil.rmtree(folder / "audit")
    record(folder, "a").write_bytes(b"")
    harmed = tree(folder)
    (article,) = found_in(folder).articles
    assert not isinstance(article.remedy, Rebuilt) and article.remedy.key == "damage.nothing_left"
    project = Project.open(Disk(), folder)
    assert recover(project, survey(project, "an1")).rebuilt == []
    assert tree(folder) == harmed


def test_edits_behind_a_damaged_line_are_put_into_a_record_that_was_saved_without_them(tmp_path: Path) -> None:
    """What a version that stopped at the damaged line has sealed."""
    folder = worked(tmp_path / "p")
    before = picture(opened(folder))
    lines = audit(folder).read_bytes().splitlines(keepends=True)
    live = folder / "journal" / "an1" / audit(folder).name
    audit(folder).unlink()
    live.write_bytes(b"".join(lines[:2]))  # as far as it was read: a's first edit
    record(folder, "a").unlink()
    record(folder, "b").unlink()
    session = opened(folder)
    done(session, relabel(session.document("c"), LABELS, _added(session).id, "PER"))
    assert session.close() is None
    sealed = folder / "audit" / "an1" / live.name
    sealed.write_bytes(b"".join(lines))
    flip_line(sealed, 3)
    found = {each.article: each.fault for each in found_in(folder).articles}
    assert found == {"a": Fault.BEHIND, "b": Fault.MISSING}
    keys = [problem.message.key for problem in check_folder(Disk(), folder)]
    assert keys == ["store.journal_damaged", "store.record_missing", "store.edits_left_out"]
    assert recovered(folder) == ["b", "a"]
    after = picture(opened(folder))
    assert after["b"] == before["b"] and after["a"][1] == before["a"][1]
    lost = SUGGESTED[1].id  # the edit in the damaged line
    assert [each for each in after["a"][0] if each.id != lost] == [each for each in before["a"][0] if each.id != lost]
    assert list(check_folder(Disk(), folder)) == []
    assert [remark.key for remark in remarks_on(Disk(), folder)] == ["store.journal_known"]


def _added(session: Session) -> Span:
    """c's first span."""
    done(session, add(session.document("c"), LABELS, 0, 7, "ORG"))
    (found,) = session.document("c")
    return found


def test_edits_on_one_that_is_lost_are_kept_and_counted(tmp_path: Path) -> None:
    folder = worked(tmp_path / "p")
    session = opened(folder)
    done(session, relabel(session.document("a"), LABELS, SUGGESTED[0].id, "MISC"))
    assert session.close() is None
    before = picture(opened(folder))
    first, _ = sorted((folder / "audit" / "an1").iterdir())
    flip_line(first, 2)  # accepting it
    record(folder, "a").write_bytes(b"")
    (article,) = found_in(folder).articles
    assert isinstance(article.remedy, Rebuilt) and article.remedy.astray == 1
    recovered(folder)
    assert picture(opened(folder))["a"] == before["a"]


def test_live_edits_are_in_what_is_rebuilt_and_are_still_undone(tmp_path: Path) -> None:
    folder = worked(tmp_path / "p")
    session = opened(folder)
    done(session, relabel(session.document("a"), LABELS, SUGGESTED[0].id, "MISC"))
    before = picture(session)
    die(session)
    record(folder, "a").write_bytes(b"\0" * 100)
    recovered(folder)
    session = opened(folder)
    assert picture(session) == before
    session.undo()
    assert session.document("a").get(SUGGESTED[0].id).label == "PER"
    assert session.close() is None


def test_damaged_suggestions_cost_the_undecided_ones_alone(tmp_path: Path) -> None:
    folder = worked(tmp_path / "p")
    before = picture(opened(folder))
    pack = pack_of(next((folder / "pre").iterdir()))
    pack.write_bytes(b"\xff" + pack.read_bytes())
    record(folder, "a").write_bytes(b"")
    (article,) = found_in(folder).articles
    assert isinstance(article.remedy, Rebuilt) and not article.remedy.suggestions
    decided = [each for each in before["a"][0] if each.status is not SpanStatus.SUGGESTED]
    assert [each for each in article.remedy.document if each.status is not SpanStatus.SUGGESTED] == decided


def test_a_journal_that_cannot_be_read_is_missed_and_named(tmp_path: Path) -> None:
    folder = worked(tmp_path / "p")
    session = opened(folder)
    done(session, relabel(session.document("a"), LABELS, SUGGESTED[0].id, "MISC"))
    assert session.close() is None
    before = picture(opened(folder))
    _, second = sorted((folder / "audit" / "an1").iterdir())
    second.unlink()
    second.mkdir()
    record(folder, "a").unlink()
    (article,) = found_in(folder).articles
    assert isinstance(article.remedy, Rebuilt)
    assert [each.key for each in article.remedy.unread] == ["store.unreadable"]
    assert {message.key for message in account(article.fault, article.remedy)} == {
        "damage.rebuilt_missing",
        "damage.unread",
    }
    recovered(folder)
    assert [each for each in picture(opened(folder))["a"][0] if each.id != SUGGESTED[0].id] == [
        each for each in before["a"][0] if each.id != SUGGESTED[0].id
    ]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.replace(b"    }\n", b"<<<<<<< HEAD\n    }\n", 1),
        lambda data: data.replace(b'"version": 2', b'"version": 9'),
    ],
)
def test_a_conflict_and_a_newer_version_are_no_damage(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    folder = worked(tmp_path / "p")
    path = record(folder, "a")
    path.write_bytes(damage(path.read_bytes()))
    found = found_in(folder)
    assert (found.articles, len(found.left)) == ((), 1)


def test_the_reason_lies_beside_the_copy_in_both_languages(tmp_path: Path) -> None:
    folder = worked(tmp_path / "p")
    record(folder, "a").write_bytes(b"")
    recovered(folder)
    (reason,) = (folder / "quarantine").glob("*/*.reason.json")
    said = json.loads(reason.read_text(encoding="utf-8"))
    assert said["file"] == record(folder, "a").relative_to(folder).as_posix()
    assert said["reason"]["en"].endswith("the file is empty.") and said["reason"]["vi"]


def test_a_damaged_live_journal_is_in_quarantine_before_it_is_sealed(tmp_path: Path) -> None:
    folder = worked(tmp_path / "p")
    session = opened(folder)
    for label in ("MISC", "ORG", "LOC"):
        done(session, relabel(session.document("b"), LABELS, SUGGESTED[0].id, label))
    for words in ((0, 7), (8, 12)):
        done(session, add(session.document("c"), LABELS, *words, "ORG"))
    die(session)
    (live,) = (folder / "journal" / "an1").iterdir()
    flip_line(live, 5)
    harmed = live.read_bytes()
    session = opened(folder)
    (fault,) = session.journals.faults
    assert (fault.key, fault.fields["line"]) == ("store.journal_damaged", 5)
    assert [(each.start, each.end) for each in session.document("c")] == [(8, 12)]
    assert session.document("b").get(SUGGESTED[0].id).label == "LOC"
    done(session, relabel(session.document("b"), LABELS, SUGGESTED[0].id, "MISC"))
    assert session.close() is None
    (copy,) = [path for path in (folder / "quarantine" / "an1").iterdir() if "reason" not in path.name]
    assert copy.read_bytes() == harmed == (folder / "audit" / "an1" / live.name).read_bytes()
    assert list(check_folder(Disk(), folder)) == []


@pytest.mark.parametrize(
    ("lines", "rest", "key"), [(3, 40, "journal_cut_short"), (3, 0, "not_in_journals"), (8, 0, "")]
)
def test_a_journal_that_was_cut_short_is_told_by_what_the_records_have(
    tmp_path: Path, lines: int, rest: int, key: str
) -> None:
    """In the middle of a line and at its end; whole, it is no fault."""
    folder = worked(tmp_path / "p")
    path = audit(folder)
    whole = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(whole[:lines]) + (whole[lines][:rest] if rest else b""))
    found = list(check_folder(Disk(), folder))
    assert {problem.message.key for problem in found} == ({f"store.{key}"} if key else set())


def test_a_crash_leaves_a_line_without_an_end_and_that_is_no_fault(tmp_path: Path) -> None:
    folder = worked(tmp_path / "p")
    session = opened(folder)
    done(session, relabel(session.document("a"), LABELS, SUGGESTED[0].id, "MISC"))
    die(session)
    (live,) = (folder / "journal" / "an1").iterdir()
    live.write_bytes(live.read_bytes() + live.read_bytes().splitlines()[1][:60])
    assert list(check_folder(Disk(), folder)) == []
