"""The keys that the simulation counts are keys of the window: pressed at it, they end with the same spans."""

import random
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core.labels import LabelSet
from nhan.core.model import Article, ArticleStatus, SpanStatus
from nhan.core.project import Project
from nhan.core.simulation.assistant import FixedAssistant
from nhan.core.simulation.effort import CLICK, DOUBLE_CLICK, Press
from nhan.core.simulation.simulated_annotator import BulkUse, SimulatedAnnotator
from nhan.core.store.disk import Disk
from nhan.core.suggestion import Labelled, Suggestion, to_spans
from nhan.gui.actions import BY_ID
from nhan.gui.app import Program
from nhan.gui.settings import AUTO_SUGGEST, AUTO_TRAIN, CERTAIN, FOLLOW
from tests.core.building import label_set
from tests.core.news import article
from tests.gui.conftest import Typist, settle

LABELS = label_set("PER", "LOC", "SHIP")
SURE = 0.9
MOUSE = {CLICK: QTest.mouseClick, DOUBLE_CLICK: QTest.mouseDClick}


def distorted(text: str, gold: list[Labelled], dice: random.Random) -> list[Suggestion]:
    """Suggestions with every kind of mistake in them."""
    found: dict[tuple[int, int], Suggestion] = {}
    last = 0
    for start, end, label in gold:
        kind = dice.choice(["right", "right", "right", "missing", "label", "longer", "shorter", "extra"])
        other = dice.choice([each.name for each in LABELS.labels if each.name != label])
        if kind == "longer" and text[end] == " ":
            end += 1 + len(text[end + 1 :].split()[0].rstrip(".,;"))
        elif kind == "shorter" and " " in text[start:end]:
            start += text[start:end].index(" ") + 1
        if kind == "extra" and last + 1 < start - 1:
            word = text[last:start].split()[0]
            at = text.index(word, last)
            found[at, at + len(word)] = Suggestion(at, at + len(word), other, dice.random())
        if kind != "missing":
            readings = (gold[0], (start, end, other), (start, end, label)) if kind == "label" else ()
            it = Suggestion(
                start, end, other if kind == "label" else label, dice.choice([0.3, 0.95, 0.99]), None, readings
            )
            found[start, end] = it
        last = end
    return [found[place] for place in sorted(found)]


class Presser:
    """Does at a window what the simulated annotator says it did."""

    def __init__(self, typist: Typist, labels: LabelSet) -> None:
        self._typist, self._labels = typist, labels

    def press(self, press: Press) -> None:
        view = self._typist.window.view
        QApplication.processEvents()  # as a person, who sees what the last key has done
        mouse = MOUSE.get(press.action)
        if mouse is not None:
            view.reveal(press.at)
            at = view.rect_of(press.at).center()
            at.setX(at.x() + 3)
            mouse(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
            return
        label = self._labels.find(press.label)
        spec = BY_ID[press.action if label is None else f"label_{label.key}"]
        self._typist.press(spec.keys[0].replace("Del", "Delete"))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("bulk", [None, BulkUse(SURE, 0.0), BulkUse(SURE, 1.0)])
def test_every_counted_key_does_what_was_counted(
    qtbot: QtBot, tmp_path: Path, program: Program, seed: int, bulk: BulkUse | None
) -> None:
    made = article(seed)
    suggested = distorted(made.text, made.spans, random.Random(seed))
    shown = Article("a", made.text)
    annotator = SimulatedAnnotator(shown, made.spans, LABELS, FixedAssistant(made.text, suggested, memory=False), bulk)
    presses = list(annotator.work().presses())
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([shown])
    writer = project.new_run("test", "1")
    writer.write(writer.next_pack, {"a": to_spans("a", "test", "1", suggested)})
    writer.finish()
    writer.close()
    for setting in (AUTO_SUGGEST, AUTO_TRAIN, FOLLOW):
        program.settings.set(setting, False)
    program.settings.set(CERTAIN, SURE)
    window = program.open(project.folder)
    settle(window, qtbot)
    window.resize(1100, 900)
    typist = Typist(window, qtbot)
    presser = Presser(typist, LABELS)
    for press in presses:
        presser.press(press)
    document = window.bridge.session.document("a")
    confirmed = [(each.start, each.end, each.label) for each in document if each.status is SpanStatus.CONFIRMED]
    wanted = [(s.start, s.end, s.label) for s in annotator.document if s.status is SpanStatus.CONFIRMED]
    assert confirmed == wanted
    assert document.state.status is ArticleStatus.DONE and not document.state.bulk
    if bulk is None or not bulk.overlooked:
        assert confirmed == sorted(made.spans)
