"""Files of a newer program are read where that is possible, else refused in a sentence, and never written over."""

import json
import zipfile
import zlib
from pathlib import Path

import msgspec
import pytest

from nhan.core.backup.backups import Backups, read_backup
from nhan.core.file_versions import KINDS, Newer
from nhan.core.messages import LANGUAGES, NhanError, say
from nhan.core.model import ArticleState, ArticleStatus, Rejected
from nhan.core.operations import accept, set_flag
from nhan.core.people.person import Person, read_person, write_person
from nhan.core.project import Project
from nhan.core.readable import Unreadable
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.record_lines import header_line
from nhan.core.tagger.model_file import VERSION, decode
from nhan.core.validation import check_folder
from tests.core.backup.building import NOW, PEOPLE, files, make_project, work
from tests.core.building import LABELS
from tests.core.cli.running import Nhan
from tests.core.crashing import die

BY_FORMAT = {kind.format: kind for kind in KINDS}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_project(tmp_path / "p").folder
    work(folder, PEOPLE[0], "s0")
    return folder


@pytest.fixture
def nhan(capsys: pytest.CaptureFixture[str]) -> Nhan:
    return Nhan(capsys)


def raise_version(path: Path, format_name: str) -> None:
    """As a program of the next version would write the file."""
    kind = BY_FORMAT[format_name]
    data = path.read_bytes()
    for between in (b",", b", ", b",\n  "):
        for colon in (b":", b": "):
            old = b'"format"' + colon + f'"{format_name}"'.encode() + between + b'"version"' + colon
            data = data.replace(old + str(kind.writes).encode(), old + str(kind.writes + 1).encode())
    assert data != path.read_bytes()
    path.write_bytes(data)


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def test_the_table_says_what_a_project_is_written_as(folder: Path) -> None:
    written = {
        "nhan/project": folder / "project.json",
        "nhan/article": only(folder, "work/*/*/*.json"),
        "nhan/texts": only(folder, "texts/*.jsonl"),
        "nhan/suggestions": only(folder, "pre/*/*.jsonl"),
        "nhan/run": only(folder, "pre/*/run.json"),
    }
    for name, path in written.items():
        raise_version(path, name)
    for kind in KINDS:
        assert kind.writes == max(kind.reads)
        assert bool(kind.older) == (kind.writes > 1)


def test_a_newer_project_can_be_looked_at_and_not_changed(folder: Path, nhan: Nhan, tmp_path: Path) -> None:
    assert BY_FORMAT["nhan/project"].newer is Newer.READ_ONLY
    raise_version(folder / "project.json", "nhan/project")
    before = files(folder)
    session = Session(Project.open(Disk(), folder), PEOPLE[0])
    assert session.read_only is not None and session.read_only.key == "store.newer_project"
    assert all("project.json" in say(session.read_only, language) for language in LANGUAGES)
    answer = session.commit(accept(session.document("a0"), LABELS, "s1"))
    assert isinstance(answer, Rejected) and answer.reason == "store.newer_project"
    assert session.close() is None
    (tmp_path / "x.txt").write_text("Mưa.", encoding="utf-8")
    for argv in (("import", folder, tmp_path / "x.txt"), ("set", folder, "--order", "random")):
        ran = nhan(*argv)
        assert ran.code == 1 and len(ran.err.splitlines()) == 1, ran.err
    nhan.done("export", folder, "-o", tmp_path / "out.jsonl", "--annotator", PEOPLE[0])
    assert files(folder) == before


def test_a_newer_project_of_another_shape_is_refused(folder: Path) -> None:
    raise_version(folder / "project.json", "nhan/project")
    whole = json.loads((folder / "project.json").read_bytes())
    (folder / "project.json").write_text(json.dumps({**whole, "labels": [1]}))
    with pytest.raises(NhanError) as refused:
        Project.open(Disk(), folder)
    assert refused.value.message.key == "store.unknown_version"


def test_a_newer_record_is_out_of_work_and_stays_as_it_is(folder: Path) -> None:
    path = only(folder, "work/*/*/*.json")
    raise_version(path, "nhan/article")
    data = path.read_bytes()
    session = Session(Project.open(Disk(), folder), PEOPLE[0])
    reading = session.read("a0")
    assert isinstance(reading, Unreadable) and reading.message.key == "store.unknown_version"
    assert session.commit(accept(session.document("a1"), LABELS, "s0"))
    assert session.close() is None
    assert path.read_bytes() == data


@pytest.mark.parametrize(("pattern", "name"), [("texts/*.jsonl", "nhan/texts"), ("pre/*/*.jsonl", "nhan/suggestions")])
def test_newer_packs_are_left_out_and_named(folder: Path, pattern: str, name: str) -> None:
    raise_version(only(folder, pattern), name)
    before = files(folder)
    project = Project.open(Disk(), folder)
    faults = [*project.damaged_texts, *project.damaged_suggestions]
    assert [fault.key for fault in faults] == ["store.unknown_version"]
    assert "store.unknown_version" in [problem.message.key for problem in check_folder(Disk(), folder)]
    assert len(project) == (0 if name == "nhan/texts" else 2)
    assert files(folder) == before


def test_beside_a_run_that_a_newer_version_has_described_another_is_begun(folder: Path) -> None:
    path = only(folder, "pre/*/run.json")
    raise_version(path, "nhan/run")
    data = path.read_bytes()
    run = Project.open(Disk(), folder).new_run("u", "1")
    run.write(1, {"a0": []})
    run.finish()
    assert path.read_bytes() == data
    assert len(list(folder.glob("pre/*/run.json"))) == 2


def test_a_newer_model_and_a_newer_person(tmp_path: Path) -> None:
    level = {"field": b"", "memory": []}
    newer = {
        "format": "nhan/model",
        "version": VERSION + 1,
        "labels": [],
        "studied": [],
        "parameters": {},
        "outer": level,
    }
    for each in (newer, {"format": "nhan/model", "version": VERSION + 1, "of another shape": 1}):
        with pytest.raises(NhanError) as refused:
            decode(msgspec.msgpack.encode(each), "x.nhanmodel")
        assert refused.value.message.key == "learning.model_version"
    path = tmp_path / "person.json"
    write_person(Disk(), Person(id="lan-7k2q", name="Lan"), path)
    whole = json.loads(path.read_bytes())
    path.write_text(json.dumps({**whole, "version": 2, "colour": "red"}))
    data = path.read_bytes()
    person = read_person(Disk(), path)
    assert person is not None and person.name == "Lan"
    write_person(Disk(), person.renamed("Mai"), path)
    assert path.read_bytes() == data


def test_a_newer_backup_is_refused_with_a_word(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Backups(Disk(), folder).write_whole(tmp_path / "b.zip", NOW).backup
    with zipfile.ZipFile(made.path) as old, zipfile.ZipFile(tmp_path / "c.zip", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'"nhan/backup","version":1', b'"nhan/backup","version":2'))
    with pytest.raises(NhanError) as refused:
        read_backup(tmp_path / "c.zip")
    assert refused.value.message.key == "store.unknown_version"
    assert "c.zip" in str(refused.value)


def test_a_journal_of_a_newer_program_is_refused_and_kept(folder: Path) -> None:
    session = work(folder, PEOPLE[0], "s1", close=False)
    die(session)
    path = only(folder, "journal/*/*.jsonl")
    heading, rest = path.read_bytes().split(b"\n", 1)
    body = heading.split(b'"journal": ', 1)[1][:-1].replace(b'"version":1', b'"version":2')
    path.write_bytes(b'{"crc32": "%08x", "journal": %s}\n' % (zlib.crc32(body), body) + rest)
    before = files(folder)
    with pytest.raises(NhanError) as refused:
        Session(Project.open(Disk(), folder), PEOPLE[0])
    assert refused.value.message.key == "store.unknown_version" and path.name in str(refused.value)
    assert files(folder) == before


def test_a_flag_that_was_a_status_is_read_from_records_and_journals(folder: Path) -> None:
    """As earlier versions wrote it: in the place of whatever the status was."""
    session = work(folder, PEOPLE[0], "s1", close=False)
    assert session.commit(set_flag(session.document("a1"), True))
    die(session)
    record, journal = only(folder, "work/*/*/*.json"), only(folder, "journal/*/*.jsonl")
    status, flagged = header_line("status", b'"in_progress"'), header_line("status", b'"flagged"')
    assert status in record.read_bytes()
    record.write_bytes(record.read_bytes().replace(status, flagged))
    *lines, last = journal.read_bytes().splitlines(keepends=True)
    body = last.split(b'"entry": ', 1)[1].rstrip()[:-1].replace(b'{"flagged":true}', b'{"status":"flagged"}')
    assert b'"now":{"status":"flagged"}' in body
    journal.write_bytes(b"".join(lines) + b'{"crc32": "%08x", "entry": %s}\n' % (zlib.crc32(body), body))
    session = Session(Project.open(Disk(), folder), PEOPLE[0])
    state = ArticleState(ArticleStatus.IN_PROGRESS, flagged=True)
    assert [session.document(name).state for name in ("a0", "a1")] == [state, state]
    assert [each.flagged for each in session.summaries()] == [True, True]
    assert session.commit(set_flag(session.document("a0"), False)) and session.close() is None
    assert b"flagged" not in record.read_bytes()
