"""``nhan articles``: what is looked for is listed, wherever it is written."""

import json
from pathlib import Path

import pytest

from nhan.core.document import Document
from nhan.core.model import Change, Rejected
from nhan.core.operations import comment, set_flag, set_note
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role
from tests.core.cli.running import Nhan

TEXTS = {"a": "Lê Lợi ở Huế.", "b": "Mưa ở Vinh.", "c": "Gió ở Hoà Bình."}


@pytest.fixture
def corpus(tmp_path: Path, nhan: Nhan) -> Path:
    """Three articles: one flagged with a question in the journal alone, one with a note, one untouched."""
    folder, source = tmp_path / "p", tmp_path / "x.jsonl"
    lines: list[dict[str, object]] = [
        {"id": name, "title": f"Bài {name}", "text": text} for name, text in TEXTS.items()
    ]
    lines[0]["spans"] = [{"start": 0, "end": 6, "label": "PER", "status": "confirmed"}]
    lines[1]["meta"] = {"nguồn": {"báo": "Tuổi Trẻ"}, "ngày": 2026}
    source.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    nhan.done("new", folder)
    nhan.done("import", folder, source)
    session = Session(Project.open(Disk(), folder), "lan-7k2q", name="Nguyễn Lan")
    document = session.document("a")
    done(session, set_flag(document, True))
    done(session, comment(document, first(document), "Vua hay tướng?", question=True))
    assert session.close() is None
    session = Session(Project.open(Disk(), folder), "lan-7k2q")
    done(session, set_note(session.document("b"), "xem lại"))
    return folder


def done(session: Session, answer: Change | Rejected) -> None:
    assert isinstance(session.commit(answer), Change)


def first(document: Document) -> str:
    return next(iter(document)).id


@pytest.mark.parametrize(
    ("argv", "names"),
    [
        ((), ["a", "b", "c"]),
        (("--flagged",), ["a"]),
        (("--questions",), ["a"]),
        (("--notes",), ["b"]),
        (("--conflicts",), []),
        (("--status", "new"), ["c"]),
        (("--find", "bai b"), ["b"]),
        (("--find", "vinh", "--in", "text"), ["b"]),
        (("--find", "Hòa Bình", "--in", "text"), ["c"]),
        (("--find", "tuoi tre", "--in", "meta"), ["b"]),
        (("--find", "2026", "--in", "meta"), ["b"]),
        (("--find", "per", "--in", "label"), ["a"]),
        (("--find", "PE", "--in", "label"), []),
        (("--find", "lan", "--in", "person"), ["a", "b"]),
        (("--find", "lan", "--in", "person", "--flagged"), ["a"]),
        (("--find", "Minh", "--in", "person"), []),
        (("--duplicates",), []),
    ],
)
def test_what_is_looked_for_is_listed(nhan: Nhan, corpus: Path, argv: tuple[str, ...], names: list[str]) -> None:
    listed = json.loads(nhan.done("articles", corpus, "--annotator", "lan-7k2q", "--json", *argv).out)
    assert [each["id"] for each in listed] == names


def test_a_question_is_listed_for_whoever_may_see_it(nhan: Nhan, corpus: Path) -> None:
    Project.open(Disk(), corpus).welcome("hoa-7k2q", "Hoa", Role.ADJUDICATOR)
    listed = json.loads(nhan.done("articles", corpus, "--annotator", "hoa-7k2q", "--json", "--questions").out)
    assert [(each["id"], each["questions"]) for each in listed] == [("a", 1)]
    said = nhan.done("articles", corpus, "--annotator", "lan-7k2q", "--lang", "en", "--questions").out.splitlines()
    assert said == ["a  Bài a  (in progress · flagged · questions: 1)", "Articles: 1."], "and is counted once"


def test_articles_with_the_same_text_are_listed(nhan: Nhan, corpus: Path, tmp_path: Path) -> None:
    source = tmp_path / "y.jsonl"
    lines = [{"id": name, "text": TEXTS[of]} for name, of in (("d", "b"), ("e", "c"), ("f", "b"))]
    source.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    nhan.done("import", corpus, source)
    listed = json.loads(nhan.done("articles", corpus, "--duplicates", "--json").out)
    assert {each["id"]: each["same_text"] for each in listed} == {"b": "b", "c": "c", "d": "b", "e": "c", "f": "b"}
    listed = json.loads(nhan.done("articles", corpus, "--duplicates", "--find", "vinh", "--in", "text", "--json").out)
    assert [each["id"] for each in listed] == ["b", "d", "f"]
    assert "f  Mưa ở Vinh.  (to do · same text as b)" in nhan.done("articles", corpus, "--lang", "en").out.splitlines()
    nhan.done("delete", corpus, "d", "f", "--yes")
    listed = json.loads(nhan.done("articles", corpus, "--duplicates", "--json").out)
    assert [each["id"] for each in listed] == ["c", "e"]


def test_in_words(nhan: Nhan, corpus: Path) -> None:
    said = nhan.done("articles", corpus, "--annotator", "lan-7k2q", "--lang", "en").out.splitlines()
    assert said == [
        "a  Bài a  (in progress · flagged · questions: 1)",
        "b  Bài b  (in progress · note “xem lại”)",
        "c  Bài c  (to do)",
        "Articles: 3.",
    ]
    status = nhan.done("status", corpus, "--annotator", "lan-7k2q", "--lang", "en").out
    assert "Flagged for discussion: 1." in status and "Spans with a question: 1." in status
