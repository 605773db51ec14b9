"""No key acts on what the annotator did not see: three keys planned from one screen, while everything goes on."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.labels import LabelSet
from nhan.core.model import Article, Span
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.suggestion import Labelled, outermost
from nhan.core.tagger.training_example import CorrectedArticle
from nhan.gui.app import Program
from nhan.gui.settings import AUTO_SUGGEST, AUTO_TRAIN
from tests.core.building import MACHINE, label_set
from tests.core.news import articles
from tests.gui.conftest import settle
from tests.gui.reading_ahead import Figures, ReadingAhead

TODAY = Path(__file__).resolve().parents[3] / "shared" / "today" / "today.jsonl"


def _labelled(span: dict[str, Any]) -> Labelled:
    return span["start"], span["end"], span["label"]


def corrected(
    program: Program,
    qtbot: QtBot,
    folder: Path,
    labels: LabelSet,
    given: list[CorrectedArticle],
    seed: int,
    imported: dict[str, list[Span]] | None = None,
) -> Figures:
    """Have the articles corrected, with suggesting and training on where no suggestions are ``imported``. Returns what
    became of the keys."""
    project = Project.create(Disk(), folder, labels)
    project.add_articles([Article(each.article, each.text) for each in given])
    if imported is not None:
        writer = project.new_run("test", "1")
        writer.write(writer.next_pack, imported)
        writer.finish()
        writer.close()
    program.settings.set(AUTO_SUGGEST, imported is None)
    program.settings.set(AUTO_TRAIN, imported is None)
    window = program.open(folder)
    settle(window, qtbot)
    annotator = ReadingAhead(window, qtbot, {each.article: outermost(each.spans) for each in given}, seed)
    figures = annotator.work()
    print(f"\nseed {seed}: {figures}", *figures.what, sep="\n  ")
    return figures


def namesakes(sentences: int) -> tuple[CorrectedArticle, list[Span]]:
    """An article in which the same name is a person, a place and a ship; and suggestions that take all for places."""
    one = "Ông Sơn Tây về Sơn Tây, gặp bà Mai. Mai và Sơn Tây lên tàu Mai. "
    text = one * sentences
    names = list(re.finditer("Sơn Tây|Mai", text))
    gold = [
        (*name.span(), label)
        for name, label in zip(names, ["PER", "LOC", *["PER"] * 3, "SHIP"] * sentences, strict=True)
    ]
    wrong = [*((*name.span(), "LOC") for name in names), *((*each.span(), "SHIP") for each in re.finditer("tàu", text))]
    spans = [Span(id=f"s{start}", start=start, end=end, label=label, source=MACHINE) for start, end, label in wrong]
    return CorrectedArticle("a", text, gold), spans


@pytest.mark.slow
def test_no_key_is_wrong_or_dead_where_decisions_carry_over(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    given, imported = namesakes(12)
    labels = label_set("SHIP", "PER", "LOC")
    figures = corrected(program, qtbot, tmp_path / "p", labels, [given], 1, {given.article: imported})
    assert (figures.wrong, figures.dead) == (0, 0), figures.what
    assert figures.planned > 50 and figures.arrived > 5


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_key_is_wrong_or_dead_for_who_reads_ahead(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    labels, given = label_set("SHIP", "PER", "LOC"), articles(6)
    figures = corrected(program, qtbot, tmp_path / "p", labels, given, seed=1)
    assert (figures.wrong, figures.dead) == (0, 0), figures.what
    assert figures.planned > 50 and figures.arrived > 5 and figures.in_bulk > 1


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_twelve_articles_of_news(qtbot: QtBot, tmp_path: Path, program: Program, seed: int) -> None:
    labels, given = label_set("SHIP", "PER", "LOC"), articles(12, first=100 * seed)
    figures = corrected(program, qtbot, tmp_path / "p", labels, given, seed)
    assert (figures.wrong, figures.dead) == (0, 0), figures.what


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.skipif(not TODAY.exists(), reason="the articles of today do not lie beside the checkout")
@pytest.mark.parametrize("seed", [1, 2])
def test_twelve_articles_of_today(qtbot: QtBot, tmp_path: Path, program: Program, seed: int) -> None:
    read = [json.loads(line) for line in TODAY.read_bytes().splitlines()][:12]
    given = [CorrectedArticle(each["id"], each["text"], [_labelled(span) for span in each["spans"]]) for each in read]
    figures = corrected(program, qtbot, tmp_path / "p", label_set("PER", "LOC", "ORG", "MISC"), given, seed)
    assert (figures.wrong, figures.dead) == (0, 0), figures.what
