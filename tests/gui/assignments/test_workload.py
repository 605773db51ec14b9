"""The workload panel: there at once, filled in by jobs; each figure lists its articles."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nhan.core.curation.dealing import Dealer
from nhan.core.project import Project
from nhan.core.report.workload import COLUMNS
from nhan.core.store.disk import Disk
from nhan.core.store.layout import ASSIGNMENTS
from nhan.gui.app import Program
from nhan.gui.assignments.panel import WorkloadPanel
from nhan.gui.jobs import Jobs
from nhan.gui.queue.panel import QueuePanel
from tests.core.building import later_journal
from tests.core.curation.apart import LAN, MINH, TAM, do, given_to_two
from tests.gui.assignments.building import Sit, folder, sit
from tests.gui.conftest import Later, Typist, part, settle

__all__ = ["folder", "sit"]  # fixtures


def opened(annotator: Typist) -> WorkloadPanel:
    annotator.window.actions_by_id["workload"].trigger()
    return part(annotator.window, WorkloadPanel)


def rows(panel: WorkloadPanel) -> list[list[str]]:
    table = panel.table
    return [[table.item(row, at).text() for at in range(table.columnCount())] for row in range(table.rowCount())]


def listed(annotator: Typist) -> list[str]:
    model = part(annotator.window, QueuePanel).model
    return [model.index(row).data(Qt.ItemDataRole.DisplayRole) for row in range(model.rowCount())]


def test_a_row_for_everybody(sit: Sit, folder: Path) -> None:
    do(folder, TAM, "a0")
    annotator = sit(TAM)
    panel = opened(annotator)
    assert panel.isVisible() and panel.table.hasFocus()
    found = rows(panel)
    assert [row[:6] for row in found] == [["Lan", "4", "1", "0", "3", "0"], ["Minh", "4", "2", "1", "1", "0"]]
    assert int(found[0][6]) > 0 and found[0][7].startswith("1.000") and found[1][7].startswith("0.500")
    assert panel.table.columnCount() == len(COLUMNS) and panel.table.horizontalHeaderItem(4).text() == "Xong"


def test_a_figure_lists_its_articles(sit: Sit) -> None:
    annotator = sit(TAM)
    panel, queue = opened(annotator), part(annotator.window, QueuePanel)
    everything = listed(annotator)
    for column, expected in ((1, 4), (4, 3), (2, 1), (3, 0), (6, 3)):
        panel.table.setFocus()
        panel.table.setCurrentCell(0, column)
        QTest.keyClick(panel.table, Qt.Key.Key_Return)
        assert len(listed(annotator)) == expected and queue.list.hasFocus(), column
        assert queue.filter.status.isVisible() and queue.filter.status.currentText().startswith("Lan: ")
    panel.table.cellDoubleClicked.emit(1, 3)
    assert listed(annotator) == ["Bài 1"]  # which Minh has begun
    queue.filter.status.setCurrentIndex(0)
    assert listed(annotator) == everything
    assert all(not queue.filter.status.itemText(at).startswith("Lan") for at in range(queue.filter.status.count()))


def test_it_follows_what_is_given_out(sit: Sit, folder: Path) -> None:
    annotator = sit(TAM)
    panel = opened(annotator)
    session = annotator.window.bridge.session
    annotator.window.bridge.commit(Dealer(session.project).leave(MINH).change)
    after = rows(panel)[1]
    assert [row[0] for row in rows(panel)] == ["Lan", "Minh"] and after[1] == after[4]  # what is done stays Minh's
    annotator.press("Ctrl+Z")
    assert [row[0] for row in rows(panel)] == ["Lan", "Minh"]


def test_what_is_known_stays_where_it_cannot_be_counted_again(sit: Sit, folder: Path) -> None:
    panel = opened(sit(TAM))
    before = rows(panel)
    (folder / ASSIGNMENTS).write_text("<<<<<<<", encoding="utf-8")
    QTest.mouseClick(panel.again, Qt.MouseButton.LeftButton)
    assert rows(panel) == before and ASSIGNMENTS in panel.words.text()


def test_people_of_one_name_are_told_apart(sit: Sit, folder: Path) -> None:
    Project.open(Disk(), folder).welcome(MINH, "lan")
    assert [row[0] for row in rows(opened(sit(TAM)))] == [f"Lan ({LAN})", f"lan ({MINH})"]


def test_what_is_done_meanwhile_is_counted_again(sit: Sit, folder: Path) -> None:
    annotator = sit(TAM)
    panel = opened(annotator)
    do(folder, MINH, "a2")
    QTest.mouseClick(panel.again, Qt.MouseButton.LeftButton)
    assert rows(panel)[1][4] == "2"
    (folder / "assignments.json").unlink()
    QTest.mouseClick(panel.again, Qt.MouseButton.LeftButton)
    assert rows(panel) == [] and panel.words.text().startswith("Chưa giao bài cho ai")


def test_whose_journal_a_later_version_wrote_is_named_and_the_others_are_counted(sit: Sit, folder: Path) -> None:
    do(folder, TAM, "a0")
    later_journal(folder, LAN)
    annotator = sit(TAM)
    said: list[object] = []
    annotator.window.bridge.failed.connect(said.append)
    found = rows(opened(annotator))
    assert found[0] == ["Lan", "4", *["–"] * 6]
    assert found[1][:6] == ["Minh", "4", "2", "1", "1", "0"] and found[1][7].startswith("0.500")
    assert len(said) == 1 and LAN in annotator.window.pane.notice.text.text()


def test_it_is_there_before_anything_is_counted(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    later = Later()
    window = program.open(given_to_two(tmp_path / "q"))
    settle(window, qtbot)
    jobs = window.bridge.jobs
    assert isinstance(jobs, Jobs)
    jobs._executor = later
    later.held = True
    annotator = Typist(window, qtbot)
    panel = opened(annotator)
    assert panel.isVisible() and rows(panel) == [] and panel.words.text() == "Đang đếm…"
    later.let_go()
    qtbot.waitUntil(lambda: len(rows(panel)) == 2)


def test_it_shares_its_place_with_what_else_comes_up_at_the_bottom(sit: Sit) -> None:
    annotator = sit(TAM)
    annotator.window.actions_by_id["agreement"].trigger()
    panel = opened(annotator)
    docks = annotator.window.docks.by_name
    assert docks["workload"] in annotator.window.tabifiedDockWidgets(docks["agreement"])
    assert not panel.visibleRegion().isEmpty()
    annotator.window.actions_by_id["agreement"].trigger()
    assert panel.visibleRegion().isEmpty() and not docks["agreement"].widget().visibleRegion().isEmpty()
