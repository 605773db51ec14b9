"""``nhan accept``: what is sure is accepted at once, and the record tells it from what was read one by one."""

import json
from pathlib import Path

import pytest

from nhan.core.model import Article, Change
from nhan.core.operations import accept
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import LABELS, TEXT, span
from tests.core.cli.running import Nhan, tree

LAN = "lan-7k2q"
SPANS = (
    span(TEXT, "tỉnh Bắc Ninh", "LOC", confidence=0.97),
    span(TEXT, "ông Nguyễn Văn A", "PER", confidence=0.6),
    span(TEXT, "TP.HCM", "LOC", confidence=0.95),
    span(TEXT, "Hoà Bình", "LOC"),
)


@pytest.fixture
def suggested(tmp_path: Path) -> Path:
    """Two articles with the same suggestions; Lan has accepted one in the first."""
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article("a", TEXT), Article("b", TEXT)])
    writer = project.new_run("test", "1")
    writer.write(writer.next_pack, {"a": SPANS, "b": SPANS})
    writer.finish()
    writer.close()
    session = Session(project, LAN, name="Lan")
    assert isinstance(session.commit(accept(session.document("a"), LABELS, SPANS[0].id)), Change)
    assert session.close() is None
    return project.folder


def verbs(nhan: Nhan, folder: Path) -> dict[str, dict[str, str]]:
    """By article: the verb by which each span was confirmed, as an export has it."""
    lines = nhan.done("export", folder, "--status", "all", "-o", "-", "--annotator", LAN).out.splitlines()
    return {
        each["id"]: {span["text"]: span["decision"]["verb"] for span in each["spans"] if span.get("decision")}
        for each in map(json.loads, lines)
    }


def test_the_count_comes_first_and_changes_nothing(nhan: Nhan, suggested: Path) -> None:
    before = tree(suggested)
    ran = nhan("accept", suggested, "--sure", "0.9", "--annotator", LAN, "--lang", "en")
    assert (ran.code, ran.out) == (1, "3 suggestions in 2 articles are that sure.\n")
    assert tree(suggested) == before


def test_the_record_says_what_was_accepted_in_bulk(nhan: Nhan, suggested: Path) -> None:
    nhan.done("accept", suggested, "--sure", "0,9", "--annotator", LAN, "--yes")
    assert verbs(nhan, suggested) == {
        "a": {"tỉnh Bắc Ninh": "accept", "TP.HCM": "accept_sure"},
        "b": {"tỉnh Bắc Ninh": "accept_sure", "TP.HCM": "accept_sure"},
    }
    assert "Bước cuối: chấp nhận" in nhan("undo", suggested, "--annotator", LAN).out
    nhan.done("undo", suggested, "--annotator", LAN, "--yes")
    assert verbs(nhan, suggested) == {"a": {"tỉnh Bắc Ninh": "accept"}, "b": {}}


def test_a_curator_finds_it(nhan: Nhan, suggested: Path) -> None:
    def listed(*more: str) -> dict[str, list[str]]:
        out = nhan.done("articles", suggested, "--annotator", LAN, "--json", *more).out
        return {each["id"]: each.get("in_bulk", []) for each in json.loads(out)}

    assert listed("--bulk") == {}
    nhan.done("accept", suggested, "b", "--sure", "0.9", "--annotator", LAN, "--yes")
    assert listed("--bulk") == {"b": [SPANS[0].id, SPANS[2].id]}
    assert listed() == {"a": [], "b": []}
    words = nhan.done("articles", suggested, "--annotator", LAN, "--bulk", "--lang", "en").out
    assert "2 in bulk" in words
    assert listed("--bulk", "--find", "Huế", "--in", "text") == {}


def test_what_is_wrong_is_said(nhan: Nhan, suggested: Path) -> None:
    assert nhan("accept", suggested, "--sure", "2").code == 2
    assert nhan("accept", suggested).code == 2
    ran = nhan("accept", suggested, "c", "--sure", "0.9", "--annotator", LAN)
    assert ran.code == 1 and "c" in ran.err
