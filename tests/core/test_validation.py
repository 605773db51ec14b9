"""``check`` finds each kind of damage, names its place, and finds nothing in a good project."""

import re
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from nhan.core.messages import LANGUAGES, say
from nhan.core.model import Article, Change, PlaceAnswer, Span
from nhan.core.operations import set_note
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.assignments_file import Assignments, write_assignments
from nhan.core.store.disk import Disk
from nhan.core.store.journal import Entry
from nhan.core.validation import Problem, check, check_folder
from tests.core.building import LABELS, TEXT, span

NAME = span(TEXT, "Nguyễn Văn A", "PER")
HANOI = Span(id="h", start=0, end=7, label="ORG")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article("a", TEXT), Article("b", TEXT)], {"b": [HANOI]})
    run = project.new_run("u", "1")
    run.write(1, {"a": [NAME]})
    run.finish()
    loaded = project.load("a", "an1")
    project.save(replace(loaded, applied={}), "an1")
    writer = project.journal("an1").writer()
    for seq in (1, 2, 3):
        writer.append(Entry(seq, "", "do", Change("accept", ())))
    writer.close()
    return project


def only(project: Project, pattern: str) -> Path:
    (found,) = project.folder.glob(pattern)
    return found


def problems(folder: Path) -> list[Problem]:
    found = list(check_folder(Disk(), folder))
    for problem in found:
        for language in LANGUAGES:
            assert problem.file in say(problem.message, language)
            assert "{" not in say(problem.message, language)
    return found


def replaced(pattern: str, old: bytes, new: bytes) -> Callable[[Project], None]:
    def damage(project: Project) -> None:
        path = only(project, pattern)
        data = path.read_bytes()
        assert old in data
        path.write_bytes(data.replace(old, new, 1))

    return damage


def test_a_good_project_has_no_problem(project: Project) -> None:
    assert list(check(project)) == []
    project.seal("an1", project.journal("an1").live())
    assert list(check(Project.open(Disk(), project.folder))) == []


@pytest.mark.parametrize(
    ("damage", "key", "file", "line", "field"),
    [
        (replaced("project.json", b'"name": "p"', b'"name": 1'), "wrong_type", "project.json", None, "name"),
        (replaced("texts/*", b"Ninh", b"ninh"), "text_changed", "texts/000001-", 2, "text_sha256"),
        (replaced("texts/*", b'"h", "start": 0', b'"h", "start": 1'), "span_text", "texts/", 3, "spans[0].text"),
        (replaced("texts/*", b'"id":"b"', b'"id":"A"'), "id_taken", "texts/", 3, "id"),
        (replaced("texts/*", b'{"id":"b"', b'{"id":"b'), "not_json", "texts/", 3, ""),
        (replaced("texts/*", b'"articles":2', b'"articles":3'), "pack_cut_short", "texts/", None, ""),
        (replaced("texts/*", b',"last":true', b""), "import_unfinished", "texts/", None, ""),
        (replaced("texts/*", b'"part":1', b'"part":2'), "pack_missing", "texts/", None, ""),
        (replaced("texts/*", b'"ORG"', b'"GPE"'), "unknown_label", "texts/", 3, "spans[0].label"),
        (replaced("pre/*/0*", b'"PER"', b'"GPE"'), "unknown_label", "pre/", 2, "spans[0].label"),
        (replaced("pre/*/0*", b'"end": ', b'"end": 9'), "span_outside", "pre/", 2, "spans[0].end"),
        (replaced("pre/*/0*", b'"id":"a"', b'"id":"z"'), "unknown_article", "pre/", 2, "id"),
        (replaced("pre/*/run.json", b'"nhan/run"', b'"other"'), "other_format", "pre/", None, "format"),
        (lambda project: only(project, "pre/*/run.json").unlink(), "missing_file", "pre/", None, ""),
        (replaced("work/an1/*/*", b"PER", b"ORG"), "damaged", "work/an1/", 14, ""),
        (replaced("work/an1/*/*", b'"note": "', b'"note": "x'), "damaged", "work/an1/", 11, ""),
        (replaced("work/an1/*/*", b"    }\n", b"<<<<<<< HEAD\n"), "conflict", "work/an1/", 17, ""),
        (
            lambda project: only(project, "work/an1/*/*").rename(only(project, "work/an1/*") / "b.json"),
            "wrong_name",
            "work/an1/",
            None,
            "id",
        ),
        (replaced("journal/an1/*", b'"seq":1', b'"seq":9'), "journal_damaged", "journal/an1/", 2, ""),
    ],
)
def test_each_damage_is_found_in_its_place(
    project: Project, damage: Callable[[Project], None], key: str, file: str, line: int | None, field: str
) -> None:
    damage(project)
    found = problems(project.folder)
    match = [problem for problem in found if problem.message.key == f"store.{key}"]
    assert match, found
    assert match[0].file.startswith(file)
    assert (match[0].line, match[0].field) == (line, field)


def test_what_is_given_out_makes_sense(project: Project) -> None:
    sound = Assignments(people=("lan", "minh"), overlap=1, first=("a",), articles={"a": ("lan", "minh"), "b": ("lan",)})
    write_assignments(Disk(), project.folder, sound)
    assert problems(project.folder) == []
    unsound = Assignments(
        people=("lan", "lan"),
        overlap=-1,
        first=("b", "a", "a"),
        articles={"a": ("lan", "minh", "minh"), "c": ("lan",), "d": ()},
    )
    write_assignments(Disk(), project.folder, unsound)
    found = [(each.message.key.removeprefix("store."), each.field) for each in problems(project.folder)]
    assert sorted(found) == [
        ("bad_overlap", "overlap"),
        ("first_not_given", "first"),
        ("given_to_nobody", "articles.d"),
        ("given_twice", "articles.a"),
        ("given_twice", "first"),
        ("given_twice", "people"),
        ("unknown_article", "articles.c"),
        ("unknown_article", "articles.d"),
    ]


def test_a_place_is_answered_once(project: Project) -> None:
    sound = (PlaceAnswer(0, 7, "x"), PlaceAnswer(0, 7, "y"))
    for answers, expected in ((sound, []), ((*sound, PlaceAnswer(0, 7, "x", "?", True)), ["store.answer_twice"])):
        project = Project.open(Disk(), project.folder)
        loaded = project.load("a", "an1")
        loaded.document.state = replace(loaded.document.state, answers=answers)
        project.save(replace(loaded, applied={}), "an1")
        assert [each.message.key for each in problems(project.folder)] == expected


def test_it_goes_on_behind_what_is_damaged(project: Project) -> None:
    replaced("project.json", b"{", b"")(project)
    replaced("texts/*", b"Ninh", b"ninh")(project)
    replaced("work/an1/*/*", b"PER", b"ORG")(project)
    files = [problem.file.partition("/")[0] for problem in problems(project.folder)]
    assert files == ["project.json", "texts", "pre", "work"]


def test_a_torn_last_line_is_what_a_crash_leaves_and_no_problem(project: Project) -> None:
    path = only(project, "journal/an1/*")
    path.write_bytes(path.read_bytes()[:-10])
    assert problems(project.folder) == []


def test_a_missing_edit_is_found(project: Project) -> None:
    path = only(project, "journal/an1/*")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2] + lines[3:]))
    assert [(problem.message.key, problem.message.fields["seq"]) for problem in problems(project.folder)] == [
        ("store.journal_gap", 2)
    ]


def test_checking_writes_nothing(project: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.folder.rglob("*")}
    assert problems(project.folder) == []
    assert {path: path.stat().st_mtime_ns for path in project.folder.rglob("*")} == before


@pytest.mark.parametrize("seq", [2**63, 10**30, -(2**63)])
def test_a_number_that_no_journal_reaches_takes_no_memory(project: Project, seq: int) -> None:
    """The line is sound; the numbers before it are missing, and the first of them is named."""
    (path,) = project.folder.glob("journal/an1/*")
    *lines, last = path.read_bytes().splitlines(keepends=True)
    body = re.sub(rb'.*"entry": (.*)\}\n', rb"\1", last).replace(b'"seq":3', b'"seq":%d' % seq)
    path.write_bytes(b"".join(lines) + b'{"crc32": "%08x", "entry": %s}\n' % (zlib.crc32(body), body))
    tracemalloc.start()
    found = problems(project.folder)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [(each.message.key, each.message.fields.get("seq")) for each in found] == (
        [("store.journal_gap", 3)] if seq > 0 else []
    )
    assert most < 10_000_000
    session = Session(Project.open(Disk(), project.folder))
    assert isinstance(session.commit(set_note(session.document("a"), "x")), Change)
    assert session.close() is None
