"""``nhan agreement``: the figures, where they come from, and what is said where there is nothing to compare."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from nhan.core.agreement.measures import MEASURES, ON_WISH
from nhan.core.cli import main
from nhan.core.model import Article, ArticleState, ArticleStatus, Change, SpanStatus
from nhan.core.operations import finish
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.layout import record_path
from nhan.core.store.record import Record, encode_record
from tests.core.building import LABELS, later_journal, span
from tests.core.cli.running import Nhan

TEXT = "Ông Lê Lợi từ Huế ra “Hà Nội”."
DONE = ArticleState(ArticleStatus.DONE)
LAN = (("Lê Lợi", "PER"), ("Huế", "LOC"), ("Hà Nội", "LOC"))
MINH = (("Lê Lợi", "PER"), ("Huế", "ORG"), ("“Hà Nội”", "LOC"))


def work(folder: Path, who: str, article: str, spans: Sequence[tuple[str, str]], state: ArticleState = DONE) -> None:
    """Somebody's record of an article."""
    text = Project.open(Disk(), folder).article(article).text
    found = [span(text, words, label, SpanStatus.CONFIRMED) for words, label in spans]
    path = record_path(folder, who, article)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encode_record(Record(article=Article(article, text), spans=tuple(found), state=state)))


def make(folder: Path) -> Path:
    """Lan and Minh have done the first two articles; the third Lan alone."""
    project = Project.create(Disk(), folder, LABELS)
    project.add_articles([Article(f"a{at}", TEXT, meta={"topic": "tin"}) for at in range(3)])
    for who, spans, names in (("lan-7k2q", LAN, ("a0", "a1", "a2")), ("minh-p3ra", MINH, ("a0", "a1"))):
        project.welcome(who, who.partition("-")[0].title())
        for name in names:
            work(folder, who, name, spans)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "p")


def agreement(nhan: Nhan, folder: Path, *more: str | Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(nhan.done("agreement", folder, "--json", *more).out)
    return found


def test_the_figures_with_their_definitions(nhan: Nhan, folder: Path) -> None:
    found = agreement(nhan, folder, "--lang", "en")
    assert found["definitions"].keys() == MEASURES.keys() - ON_WISH == found["agreement"]["figures"].keys()
    more = json.loads(nhan.done("agreement", folder, "--gamma", "--json").out)
    assert more["definitions"].keys() == MEASURES.keys() == more["agreement"]["figures"].keys()
    assert "gamma" in nhan.done("agreement", folder, "--gamma").out
    whole = found["agreement"]
    assert (whole["people"], whole["articles"], whole["too_few"]) == (["Lan", "Minh"], 2, True)
    assert whole["figures"]["exact"]["value"] == pytest.approx(1 / 3)
    assert whole["figures"]["extent"]["value"] == pytest.approx(2 / 3)
    assert [each["name"] for each in whole["topics"]] == ["tin"]
    assert {each["name"]: each["figures"]["exact"]["value"] for each in whole["labels"]} == {
        "LOC": 0,
        "ORG": 0,
        "PER": 1,
    }
    place = {"article": "a0", "first": [TEXT.index("Huế"), TEXT.index("Huế") + 3]}
    (cell,) = [each for each in whole["confusion"] if (each["first"], each["second"]) == ("LOC", "ORG")]
    assert cell["count"] == 2 and cell["places"][0] == {**place, "second": place["first"]}


def test_it_is_said_in_words(nhan: Nhan, folder: Path) -> None:
    said = nhan.done("agreement", folder, "--trimmed", "--lang", "en").out
    assert "Lan, Minh: 2 articles that are done." in said and "Too few" in said
    assert "exact F1" in said and "0.333 [0.333; 0.333]" in said and "trimmed 0.667" in said
    assert "twice their number, divided by all spans of both" in said
    assert "Ít quá" in nhan.done("agreement", folder).out


def test_views(nhan: Nhan, folder: Path) -> None:
    trimmed = agreement(nhan, folder, "--trimmed")["trimmed"]
    assert trimmed["figures"]["exact"]["value"] == pytest.approx(2 / 3)
    only = agreement(nhan, folder, "--spans-only", "--trimmed")
    assert only["agreement"]["figures"]["exact"]["value"] == pytest.approx(2 / 3)
    assert only["trimmed"]["figures"]["exact"]["value"] == 1


def test_names_are_hidden_on_wish(nhan: Nhan, folder: Path) -> None:
    for way in ((), ("--json",)):
        said = nhan.done("agreement", folder, "--hide-names", *way).out
        assert "A1" in said and "A2" in said and "Lan" not in said and "lan-" not in said and "Minh" not in said


def test_a_model_and_each_person(nhan: Nhan, folder: Path) -> None:
    project = Project.open(Disk(), folder)
    run = project.new_run("test", "1")
    run.write(run.next_pack, {"a0": [span(TEXT, words, label) for words, label in MINH]})
    run.finish()
    whole = agreement(nhan, folder, "--model")["agreement"]
    exact = {(each["first"], each["second"]): each["figures"]["exact"]["value"] for each in whole["pairs"]}
    assert exact == {("model", "Lan"): pytest.approx(1 / 3), ("model", "Minh"): 1}


def test_everybody_against_the_gold(nhan: Nhan, folder: Path) -> None:
    work(folder, "hoa-2222", "a0", LAN)
    whole = agreement(nhan, folder, "--gold", "hoa-2222")["agreement"]
    pairs = [(each["first"], each["second"], each["articles"]) for each in whole["pairs"]]
    assert pairs == [("hoa-2222", "Lan", 1), ("hoa-2222", "Minh", 1)]
    assert nhan.done("agreement", folder, "--gold", "hoa-2222", "--people", "Lan").out.count("Minh") == 0


def test_a_person_against_the_same_person_later(nhan: Nhan, folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    Project.create(Disk(), again, LABELS).add_articles([Article("other", TEXT + " "), Article("one", TEXT)])
    work(again, "lan-7k2q", "one", MINH)
    work(again, "lan-7k2q", "other", LAN)
    (pair,) = agreement(nhan, folder, "--again", again)["agreement"]["pairs"]
    assert (pair["first"], pair["second"], pair["articles"]) == ("Lan", "Lan′", 1)
    ran = nhan("agreement", folder, "--again", again, "--people", "Minh", "--lang", "en")
    assert ran.code == 1 and ran.err.endswith("nobody of this project has work there.\n")


def test_edits_that_are_in_the_journal_only_count(nhan: Nhan, folder: Path) -> None:
    session = Session(Project.open(Disk(), folder), "minh-p3ra")
    assert isinstance(session.commit(finish(session.document("a2"))), Change)
    assert agreement(nhan, folder)["agreement"]["articles"] == 3
    session.close()


def test_nothing_to_compare_is_said(nhan: Nhan, folder: Path, tmp_path: Path) -> None:
    ran = nhan("agreement", folder, "--people", "Lan", "--lang", "en")
    assert ran.code == 1 and ran.err.startswith("There are not two to be compared.")
    ran = nhan("agreement", folder, "--gold", "Nobody", "--lang", "en")
    assert ran.code == 1 and "Nobody" in ran.err
    work(folder, "lan-7k2q", "a0", LAN, ArticleState(ArticleStatus.IN_PROGRESS))
    work(folder, "lan-7k2q", "a1", LAN, ArticleState(ArticleStatus.IN_PROGRESS))
    ran = nhan("agreement", folder, "--lang", "en")
    assert ran.code == 1 and ran.err == "No article is marked done by two of them, so there is nothing to compare.\n"


def test_a_damaged_record_is_named_and_passed_over(nhan: Nhan, folder: Path) -> None:
    path = record_path(folder, "lan-7k2q", "a0")
    path.write_bytes(path.read_bytes().replace(b'"label": "LOC"', b'"label": "ORG"', 1))
    ran = nhan("agreement", folder, "--json", "--lang", "en")
    assert ran.code == 0 and "a0.json" in ran.err and json.loads(ran.out)["agreement"]["articles"] == 1


def test_two_ways_at_once_are_refused(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert main(["agreement", str(folder), "--model", "--gold", "Lan"]) == 2


def test_whose_journal_a_later_version_wrote_is_named_and_the_others_are_compared(nhan: Nhan, folder: Path) -> None:
    """Also where that is the first of them, or the gold."""
    for name in ("a0", "a1"):
        work(folder, "minh-p3ra", name, MINH)
        work(folder, "thu-2345", name, MINH)
    later_journal(folder, "lan-7k2q")
    ran = nhan.done("agreement", folder, "--json")
    assert json.loads(ran.out)["agreement"]["articles"] == 2 and "lan-7k2q" in ran.err
    ran = nhan("agreement", folder, "--gold", "lan-7k2q")
    assert ran.code == 1 and ran.out == "" and "của Lan ở đây" in ran.err.splitlines()[-1]  # not by the id
    hidden = nhan("agreement", folder, "--gold", "lan-7k2q", "--hide-names").err.splitlines()[-1]
    assert "Lan" not in hidden and "lan-7k2q" not in hidden
    ran = nhan.done("curate", folder, "--json")
    assert json.loads(ran.out)["agreement"] and "lan-7k2q" in ran.err
    ran = nhan("status", folder, "--json")
    found = json.loads(ran.out)
    assert ran.code == 1 and found["annotator"] == "minh-p3ra" and "lan-7k2q" in found["problems"][0]
    assert [each["id"] for each in found["people"]] == ["minh-p3ra", "thu-2345"]
    assert "Minh" in nhan("status", folder).out
