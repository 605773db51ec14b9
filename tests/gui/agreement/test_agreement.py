"""The agreement panel: what two people say is compared beside the window, and its cells lead to the places."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTreeWidget
from pytestqt.qtbot import QtBot

from nhan.core.model import Change
from nhan.core.operations import add
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role
from nhan.gui.agreement.panel import AgreementPanel
from nhan.gui.app import Program
from nhan.gui.layout import LOW
from nhan.gui.tour.scenes import FIRST, HOA, LAN, MINH, SECOND, both_done
from tests.gui.conftest import Gate, Typist, part, quiet, settle
from tests.gui.test_layout import resized


@pytest.fixture
def two(qtbot: QtBot, tmp_path: Path, program: Program) -> Typist:
    """The window on Lan's work, which Minh has done, too."""
    program.open(both_done(tmp_path / "two"))
    window = program.window
    assert window is not None
    settle(window, qtbot)
    return Typist(window, qtbot)


def opened(annotator: Typist) -> AgreementPanel:
    annotator.window.actions_by_id["agreement"].trigger()
    return part(annotator.window, AgreementPanel)


def rows(tree: QTreeWidget) -> list[list[str]]:
    items = (tree.topLevelItem(at) for at in range(tree.topLevelItemCount()))
    return [[item.text(column) for column in range(tree.columnCount())] for item in items]


def test_the_figures_of_two_people(two: Typist) -> None:
    panel = opened(two)
    assert panel.isVisible() and "2 bài" in panel.count.text() and "ít quá" in panel.count.text().casefold()
    measures = {row[0]: row for row in rows(panel.measures)}
    assert len(measures) == 8 and all(row[3] for row in measures.values())
    assert measures["F1 vị trí"][1].startswith("1.000") and measures["F1 khớp hẳn"][1].startswith("0.7")
    assert [row[0] for row in rows(panel.pairs)] == [f"{LAN.name} – {MINH.name}"]
    title = two.window.bridge.session.project.title
    assert {row[0] for row in rows(panel.articles)} == {title(FIRST), title(SECOND)}
    assert rows(panel.labels)
    assert not panel.tabs.isTabVisible(panel.tabs.indexOf(panel.topics))  # no article has one


@pytest.mark.parametrize(("width", "height"), [(1024, 700), (512, 350), (2560, 1440)])
def test_it_comes_up_below_the_article_and_leaves_it_most_of_the_window(two: Typist, width: int, height: int) -> None:
    window = resized(two.window, width, height)
    before = window.view.viewport().height()
    panel = opened(two)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (width, height)
    assert window.view.viewport().height() > (0.55 * before if height > LOW else 60)
    assert panel.height() <= panel.sizeHint().height()


def test_a_cell_leads_to_its_places(two: Typist) -> None:
    panel = opened(two)
    panel.tabs.setCurrentIndex(panel.tabs.count() - 1)
    table = panel.confusion
    heads = [table.horizontalHeaderItem(at).text() for at in range(table.columnCount())]
    row = next(at for at in range(table.rowCount()) if table.verticalHeaderItem(at).text() == "PER")
    item = table.item(row, heads.index("ORG"))
    assert item is not None
    table.setCurrentItem(item)
    assert len(rows(panel.places)) == int(item.text()) > 0
    assert panel.places.columnWidth(0) <= panel.places.viewport().width() // 2
    title, first, second = rows(panel.places)[-1]
    assert first == second
    QTest.keyClick(panel.places, Qt.Key.Key_End)
    QTest.keyClick(panel.places, Qt.Key.Key_Return)
    settle(two.window, two.qtbot)
    view, document = two.window.view, two.window.bridge.document
    assert document is not None and document.article.title in (title, "")
    assert view.selection is not None and " ".join(view.text[slice(*view.selection)].split()) == first


def test_an_article_is_opened_from_its_row(two: Typist) -> None:
    panel = opened(two)
    project, shown = two.window.bridge.session.project, two.window.bridge.document.article.title
    at = next(at for at, row in enumerate(rows(panel.articles)) if row[0] != shown)
    panel.tabs.setCurrentWidget(panel.articles)
    QTest.keyClick(panel.articles, Qt.Key.Key_Home)
    for _ in range(at):
        QTest.keyClick(panel.articles, Qt.Key.Key_Down)
    QTest.keyClick(panel.articles, Qt.Key.Key_Return)
    settle(two.window, two.qtbot)
    assert project.title(two.window.bridge.document.id) == rows(panel.articles)[at][0]


def test_views_and_hidden_names(two: Typist) -> None:
    panel = opened(two)
    QTest.mouseClick(panel.spans_only, Qt.MouseButton.LeftButton)
    assert {row[0]: row[1] for row in rows(panel.measures)}["F1 khớp hẳn"].startswith("1.000")
    QTest.mouseClick(panel.trimmed, Qt.MouseButton.LeftButton)
    assert rows(panel.measures)[0][2].startswith("1.000")
    QTest.mouseClick(panel.hidden_names, Qt.MouseButton.LeftButton)
    assert rows(panel.pairs)[0][0] in ("A1 – A2", "A2 – A1")
    panel.who.setCurrentIndex(1)
    panel.who.activated.emit(1)
    assert {row[0].split(" – ")[0] for row in rows(panel.pairs)} == {"model"}


def test_an_edit_since_counts_when_it_is_compared_again(two: Typist) -> None:
    panel = opened(two)
    before = rows(panel.measures)[0][1]
    two.window.show_article(SECOND)
    settle(two.window, two.qtbot)
    two.window.view.setFocus()
    document = two.window.bridge.document
    assert document is not None
    two.window.view.set_active(next(iter(document)).id)
    two.press("Delete")
    QTest.mouseClick(panel.again, Qt.MouseButton.LeftButton)
    assert rows(panel.measures)[0][1] != before


def test_it_opens_at_once_and_fills_in(threaded: tuple[Typist, Gate]) -> None:
    annotator, gate = threaded
    quiet(annotator)
    gate.open.clear()
    panel = opened(annotator)
    assert panel.isVisible() and panel.count.text() == "Đang so…" and not rows(panel.measures)
    gate.open.set()
    quiet(annotator)
    assert panel.count.text() != "Đang so…"


def test_what_is_in_names_stays_text(two: Typist) -> None:
    panel = opened(two)
    assert {label.textFormat() for label in panel.findChildren(QLabel)} <= {
        Qt.TextFormat.PlainText,
        Qt.TextFormat.AutoText,
    }


def test_who_is_compared_is_shown_in_full_where_there_is_room(two: Typist) -> None:
    window = resized(two.window, 1280, 800)
    panel = opened(two)
    QApplication.processEvents()
    for at in range(panel.who.count()):
        assert panel.who.fontMetrics().horizontalAdvance(panel.who.itemText(at)) < panel.who.width()
    resized(window, 512, 400)
    assert panel.who.width() < panel.width()


def test_advice_is_of_sharing_only_where_all_are_compared(two: Typist) -> None:
    panel = opened(two)
    assert "bài chung" in panel.advice.text() and "LOC" in panel.advice.text() and "hướng dẫn" in panel.advice.text()
    panel.who.setCurrentIndex(2)
    panel.who.activated.emit(2)
    assert "bài chung" not in panel.advice.text() and "hướng dẫn" in panel.advice.text()


def test_who_adjudicates_is_offered_as_the_gold(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    folder = both_done(tmp_path / "gold")
    Project.open(Disk(), folder).welcome(MINH.id, MINH.name, Role.ADJUDICATOR)
    program.open(folder)
    assert program.window is not None
    settle(program.window, qtbot)
    panel = opened(Typist(program.window, qtbot))
    offered = [panel.who.itemText(at) for at in range(panel.who.count())]
    assert offered[2:] == [f"{LAN.name} với những người khác", f"Bản chuẩn ({MINH.name}) với từng người"]


def test_who_has_nothing_in_common_with_anybody_has_no_row(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    folder = both_done(tmp_path / "three")
    session = Session(Project.open(Disk(), folder), HOA.id, name=HOA.name)
    article = session.project.ids[-1]
    assert isinstance(session.commit(add(session.document(article), session.project.labels, 0, 4, "PER")), Change)
    assert session.close() is None
    program.open(folder)
    assert program.window is not None
    settle(program.window, qtbot)
    panel = opened(Typist(program.window, qtbot))
    assert [row[0] for row in rows(panel.pairs)] == [f"{LAN.name} – {MINH.name}"]
    assert panel.advice.text().startswith(f"{HOA.name}: ")
