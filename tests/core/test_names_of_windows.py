"""Articles whose names Windows keeps for itself or cannot write: worked on, exported, read back."""

import json
from pathlib import Path

import pytest

from nhan.core.exporting import Export, ExportOptions
from nhan.core.importing import ImportOptions, import_files
from nhan.core.label_files import DEFAULT, load_label_set
from nhan.core.model import Change
from nhan.core.operations import add
from nhan.core.project import Project
from nhan.core.same_texts import ids_by_text
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.windows import refuse_name

ON_WINDOWS_TOO = True

IDS = ["CON", "aux.txt", "nul", "COM1", "Bài 1: mở đầu?", "bài", "chấm.", "a*b", "a|b", "x" * 240, "lpt9.a.b"]


def text_of(name: str) -> str:
    return f"Hà Nội trong bài {name}.\n"


@pytest.fixture
def worked(tmp_path: Path) -> Project:
    """A project with these articles, each with one span that a person drew."""
    file = tmp_path / "articles.jsonl"
    lines = [json.dumps({"id": each, "text": text_of(each)}, ensure_ascii=False) for each in IDS]
    file.write_text("\n".join(lines), encoding="utf-8")
    project = Project.create(Disk(), tmp_path / "p", load_label_set(DEFAULT), "p")
    report = import_files(project, [file], ImportOptions())
    assert (report.articles, report.refused) == (len(IDS), ())
    session = Session(project, "an1")
    for each in IDS:
        assert isinstance(session.commit(add(session.document(each), project.labels, 0, 6, "LOC")), Change)
    assert session.close() is None
    return Project.open(Disk(), tmp_path / "p")


def test_each_keeps_its_own_work(worked: Project) -> None:
    session = Session(worked, "an1")
    for each in IDS:
        document = session.document(each)
        assert document.text == text_of(each)
        assert [(span.start, span.end, span.label) for span in document] == [(0, 6, "LOC")]
    session.close()
    names = list(worked.folder.rglob("*"))
    for path in names:
        refuse_name(path)
    assert len({str(path).casefold() for path in names}) == len(names)


@pytest.mark.parametrize("format_name", ["brat", "jsonl"])
def test_each_is_exported_under_a_name_that_windows_takes(worked: Project, tmp_path: Path, format_name: str) -> None:
    session = Session(worked, "an1")
    out = tmp_path / ("out.jsonl" if format_name == "jsonl" else "out")
    export = Export(session.snapshot(), ExportOptions(format_name))
    export.to_file(Disk(), out)
    session.close()
    assert export.report.articles == len(IDS)
    written = [path for path in (out.rglob("*") if out.is_dir() else [out]) if path.is_file()]
    for path in written:
        refuse_name(path)
    assert len({path.name.casefold() for path in written}) == len(written)
    again = Project.create(Disk(), tmp_path / "q", load_label_set(DEFAULT), "q")
    assert import_files(again, [out], ImportOptions()).articles == len(IDS)
    assert ids_by_text(again).keys() == ids_by_text(worked).keys()
