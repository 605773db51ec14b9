"""``nhan doubts``: lists what is likely to be wrong in done work, keeps it or takes the alternative, over restarts."""

import json
from pathlib import Path

import pytest

from nhan.core.doubts.doubt_store import keep_doubts, kept_doubts
from nhan.core.doubts.protocol import Doubts
from nhan.core.model import Change, SpanStatus
from nhan.core.operations import add, finish
from nhan.core.people.whose import VARIABLE
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role
from tests.core.cli.running import Nhan, tree

LINE = "Mưa ở Huế và Vinh."
LISTED = Doubts([], 7)


@pytest.fixture
def labelled(tmp_path: Path, nhan: Nhan) -> Path:
    """Six done articles in which "Huế" and "Vinh" are places; in one "Huế" is a person, and "Vinh" is not labelled."""
    folder, source = tmp_path / "dự án", tmp_path / "nguồn.jsonl"
    rows = [{"id": f"a{n}", "text": LINE} for n in range(6)]
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    nhan.done("new", folder)
    nhan.done("import", folder, source)
    work(folder, "lan")
    return folder


def work(folder: Path, person: str) -> None:
    session = Session(Project.open(Disk(), folder), person, name=person)
    for number in range(6):
        document, labels = session.document(f"a{number}"), session.project.labels
        places = [(6, 9, "PER")] if number == 3 else [(6, 9, "LOC"), (13, 17, "LOC")]
        for place in places:
            assert isinstance(session.commit(add(document, labels, *place)), Change)
        assert isinstance(session.commit(finish(document)), Change)
    assert session.close() is None


def stands(folder: Path, article: str = "a3", person: str = "lan") -> list[tuple[int, int, str, str]]:
    session = Session(Project.open(Disk(), folder), person)
    found = [
        (*span.place, span.decision.verb if span.decision else "")
        for span in session.document(article)
        if span.status is SpanStatus.CONFIRMED
    ]
    session.close()
    return found


def test_doubts_are_listed_answered_and_do_not_return(nhan: Nhan, labelled: Path) -> None:
    before = {name: data for name, data in tree(labelled).items() if not name.startswith("cache")}
    found = json.loads(nhan.done("doubts", labelled, "--annotator", "lan", "--words-only", "--json").out)
    assert {name: data for name, data in tree(labelled).items() if not name.startswith("cache")} == before
    assert [(each["article"], each["kind"], each["start"], each["words"]) for each in found["doubts"]] == [
        ("a3", "label", 6, "Huế"),
        ("a3", "missing", 13, "Vinh"),
    ]
    assert found["doubts"][0]["given"] == "PER" and found["doubts"][0]["alternative"] == [6, 9, "LOC"]
    assert found["doubts"][1]["given"] is None and found["doubts"][0]["elsewhere"] == {"LOC": 5}
    said = nhan.done("doubts", labelled, "--annotator", "lan", "--last").out
    assert "[Huế]" in said and "PER → LOC" in said and len(said.splitlines()) == 3

    answer(nhan, labelled)
    assert stands(labelled) == [(6, 9, "PER", "keep"), (13, 17, "LOC", "take_alternative")]
    assert waiting(nhan, labelled, "--last") == 0
    nhan.done("undo", labelled, "--yes", "--annotator", "lan")
    nhan.done("undo", labelled, "--yes", "--annotator", "lan")
    assert stands(labelled) == [(6, 9, "PER", "add")] and waiting(nhan, labelled, "--last") == 2
    answer(nhan, labelled)
    assert waiting(nhan, labelled, "--words-only") == 0
    assert nhan.done("check", labelled).code == 0


def answer(nhan: Nhan, folder: Path) -> None:
    nhan.done("doubts", folder, "a3", "--at", "6", "--keep", "--annotator", "lan")
    nhan.done("doubts", folder, "a3", "--at", "13", "--take", "--annotator", "lan")


def waiting(nhan: Nhan, folder: Path, how: str) -> int:
    found = json.loads(nhan.done("doubts", folder, how, "--annotator", "lan", "--json").out)
    assert bool(found["open"]) is bool(found["doubts"])
    count: int = found["open"]
    return count


def test_the_gold_is_looked_over_too(nhan: Nhan, labelled: Path) -> None:
    assert nhan("doubts", labelled, "--of", "gold", "--words-only").code == 1
    work(labelled, "cuc")
    Project.open(Disk(), labelled).welcome("cuc", "Cúc", Role.ADJUDICATOR)
    found = json.loads(nhan.done("doubts", labelled, "--of", "gold", "--words-only", "--json").out)
    assert found["open"] == 2
    nhan.done("doubts", labelled, "a3", "--at", "6", "--take", "--of", "gold")
    assert stands(labelled, person="cuc")[0] == (6, 9, "LOC", "take_alternative")
    assert stands(labelled)[0] == (6, 9, "PER", "add")


def test_only_one_article_and_only_so_many(nhan: Nhan, labelled: Path) -> None:
    more = ("--annotator", "lan", "--json")
    assert json.loads(nhan.done("doubts", labelled, "a0", "--words-only", *more).out)["doubts"] == []
    found = json.loads(nhan.done("doubts", labelled, "--last", "--most", "1", *more).out)
    assert len(found["doubts"]) == 1 and found["open"] == 2


@pytest.mark.parametrize("argv", [["--keep"], ["--at", "6"], ["a3", "--take"], ["--at", "6", "--keep"]])
def test_which_place_is_meant_has_to_be_said(nhan: Nhan, labelled: Path, argv: list[str]) -> None:
    assert nhan("doubts", labelled, *argv, "--annotator", "lan").code == 2


def test_what_cannot_be_is_said_in_one_sentence(nhan: Nhan, labelled: Path, tmp_path: Path) -> None:
    for argv in (["--last"], ["a3", "--at", "6", "--keep"]):
        ran = nhan("doubts", labelled, *argv, "--annotator", "lan")
        assert ran.code == 1 and len(ran.err.splitlines()) == 1, ran
    nhan.done("doubts", labelled, "--words-only", "--annotator", "lan")
    for argv in (["a3", "--at", "7", "--keep"], ["a9", "--at", "6", "--keep"]):
        ran = nhan("doubts", labelled, *argv, "--annotator", "lan")
        assert ran.code == 1 and len(ran.err.splitlines()) == 1, ran
    empty = tmp_path / "empty"
    nhan.done("new", empty)
    ran = nhan("doubts", empty)
    assert ran.code == 1 and len(ran.err.splitlines()) == 1, ran


def test_who_looks_at_anothers_work_takes_no_list_from_them(
    nhan: Nhan, labelled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(labelled, "minh")
    keep_doubts(Disk(), labelled, "lan", LISTED)
    monkeypatch.setenv(VARIABLE, "minh")
    nhan.done("doubts", labelled, "--of", "lan", "--words-only")
    assert kept_doubts(Disk(), labelled, "lan") == LISTED
    said = nhan.done("doubts", labelled, "--of", "lan", "--last").out
    assert "[Huế]" in said and "[Vinh]" in said
    nhan.done("doubts", labelled, "a3", "--at", "6", "--keep", "--of", "lan")  # what was listed can be answered
    nhan.done("doubts", labelled, "a3", "--at", "13", "--take", "--of", "lan")
    assert stands(labelled) == [(6, 9, "PER", "keep"), (13, 17, "LOC", "take_alternative")]
    ran = nhan("doubts", labelled, "--of", "minh", "--last")
    assert ran.code == 1 and kept_doubts(Disk(), labelled, "minh") is None, "of one's own there is none yet"
    nhan.done("doubts", labelled, "--of", "minh", "--words-only")
    assert kept_doubts(Disk(), labelled, "minh") is not None, "one's own"


def test_an_article_that_is_not_there_is_named(nhan: Nhan, labelled: Path) -> None:
    ran = nhan("doubts", labelled, "a33", "--words-only")
    assert ran.code == 1 and "“a33”" in ran.err and len(ran.err.splitlines()) == 1
