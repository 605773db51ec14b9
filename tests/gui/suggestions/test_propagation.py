"""What is decided above is right already below: by the same words, or by the model that is asked again. But not in the
next two stops, which may have been read already."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.cli import main as command_line
from nhan.core.labels import Label, LabelSet
from nhan.core.model import Article, SpanStatus
from nhan.core.ordering import BLIND
from nhan.core.project import Project
from nhan.core.retraining.trainer import Trainer
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.settings import AUTO_SUGGEST, FOLLOW
from tests.core.building import span
from tests.core.news import articles
from tests.gui.conftest import Typist, make_project, settle

TEXT = "Tàu Hải Âu đi. Ông Tô Sa ở Lào; Tô Sa vui. Còn ông Tô Sa kia, Tô Sa già?"


@pytest.fixture
def wrong(qtbot: QtBot, tmp_path: Path, program: Program) -> Typist:
    """Imported suggestions that call Tô Sa a place each time, and once too long."""
    places = [span(TEXT, "Tô Sa", "LOC", nth=nth) for nth in (0, 1, 3)]
    window = program.open(make_project(tmp_path / "p", 1, (*places, span(TEXT, "ông Tô Sa", "LOC")), TEXT))
    settle(window, qtbot)
    return Typist(window, qtbot)


def labels(annotator: Typist) -> list[str]:
    return [label for words, label, status in annotator.spans() if "Tô Sa" in words and status != "rejected"]


def test_one_key_makes_all_below_right_and_undo_takes_it_back_whole(wrong: Typist) -> None:
    before = wrong.spans()
    assert wrong.active() == "Tô Sa"
    wrong.press("1")
    assert labels(wrong) == ["PER", "LOC", "LOC", "PER"]  # the next two are as they were read
    assert wrong.active() == "Tô Sa"
    wrong.press("1")
    assert [status for *_, status in wrong.spans()] == ["confirmed", "confirmed", "suggested", "suggested"]
    wrong.press("Ctrl+Z", "Ctrl+Z")
    assert wrong.spans() == before
    wrong.press("Ctrl+Y")
    assert labels(wrong)[0] == "PER"


def test_an_edge_counts_when_the_annotator_goes_on(wrong: Typist) -> None:
    wrong.press("Tab", "Tab")
    assert wrong.active() == "ông Tô Sa"
    wrong.press("Ctrl+Shift+Right")  # "Tô Sa"; a further step may be to come
    assert ("Tô Sa", "LOC", "suggested") in wrong.spans()[-1:]
    wrong.press("2")
    assert wrong.spans()[-1] == ("Tô Sa", wrong.spans()[-2][1], "suggested")


def test_it_can_be_switched_off(wrong: Typist) -> None:
    wrong.window.settings.set(FOLLOW, False)
    wrong.press("1")
    assert labels(wrong) == ["PER", "LOC", "LOC", "LOC"]


def ships(folder: Path) -> Project:
    """A project with a model that knows ships, and an article whose only ship's name it takes for a person's."""
    names = ("PER", "LOC", "SHIP")
    both = {"vi": "nhãn", "en": "label"}
    kinds = tuple(Label(name=name, title=both, color="#336699", key=str(n + 1)) for n, name in enumerate(names))
    project = Project.create(Disk(), folder, LabelSet(name="ships", title=both, labels=kinds))
    text = "Tàu Tô Sa ra khơi. Người kể về Tô Sa. Rồi Tô Sa im lặng, Tô Sa ngủ, và Tô Sa đi về Kon Tum."
    project.add_articles([Article("a", text, title="a")])
    Trainer(Disk(), project.folder, project.annotator).train(articles(12), "")
    return project


def test_the_model_is_asked_again_after_each_decision(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    project = ships(tmp_path / "p")
    program.settings.set(AUTO_SUGGEST, True)
    window = program.open(project.folder)
    settle(window, qtbot)
    annotator = Typist(window, qtbot)
    qtbot.waitUntil(lambda: len(annotator.spans()) > 0, timeout=60_000)
    assert {each.source.name for each in window.bridge.document} == {"learned"}
    before = labels(annotator)
    assert before != ["SHIP"] * 5
    if annotator.active() != "Tô Sa":
        annotator.press("Shift+Right")
    assert annotator.active() == "Tô Sa"
    annotator.press("3")
    qtbot.waitUntil(lambda: labels(annotator)[4] == "SHIP", timeout=20_000)
    assert labels(annotator) == ["SHIP", *before[1:4], "SHIP"]  # where one is by then and the next two are as read
    assert [status for words, _, status in annotator.spans() if words == "Tô Sa"] == ["confirmed", *["suggested"] * 4]
    assert annotator.active() == "Tô Sa"
    annotator.press("3", "3", "3", "Return")
    assert [each[1:] for each in annotator.spans() if each[0] == "Tô Sa"] == [("SHIP", "confirmed")] * 5


def test_what_the_command_line_suggested_follows_decisions_too(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    project = ships(tmp_path / "p")
    assert command_line(["suggest", str(project.folder)]) == 0
    window = program.open(project.folder)
    settle(window, qtbot)
    annotator = Typist(window, qtbot)
    assert annotator.active() == "Tô Sa"
    annotator.press("3")
    qtbot.waitUntil(lambda: labels(annotator)[4] == "SHIP", timeout=60_000)
    below = [each for each in window.bridge.document if each.label == "SHIP" and each.status is SpanStatus.SUGGESTED]
    assert {each.source.name for each in below} == {"learned"}


def test_the_blind_sample_gets_nothing_from_decisions_either(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    folder = make_project(tmp_path / "blind", articles=1, suggested=(), text=TEXT)
    Project.open(Disk(), folder).describe(settings={BLIND: 1.0})
    window = program.open(folder)
    settle(window, qtbot)
    annotator = Typist(window, qtbot)
    start = TEXT.index("Tô Sa")
    window.view.set_selection(start, start + len("Tô Sa"))
    annotator.press("2", "Tab", "Right")
    assert [each[1:] for each in annotator.spans()] == [("LOC", "confirmed")]
