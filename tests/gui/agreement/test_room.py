"""The panel has room for its rows where another panel stands in its place already."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.gui.adjudication.panel import VersionsPanel
from nhan.gui.agreement.panel import AgreementPanel
from nhan.gui.app import Program
from tests.gui.adjudication.people import LAN, MINH, at_work, done_by, huế
from tests.gui.conftest import part, settle
from tests.gui.test_layout import resized


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 700)])
def test_rows_can_be_read_beside_the_versions(
    program: Program, qtbot: QtBot, tmp_path: Path, width: int, height: int
) -> None:
    curator = at_work(program, done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: huế("ORG")}), qtbot)
    window = resized(curator.window, width, height)
    versions = part(window, VersionsPanel)
    assert versions.isVisible() and versions.height() < 0.25 * height
    for _ in range(2):  # also when it comes back
        window.actions_by_id["agreement"].trigger()
        settle(window, qtbot)
        QApplication.processEvents()
        panel = part(window, AgreementPanel)
        first = panel.measures.topLevelItem(0)
        assert first is not None
        row = panel.measures.visualItemRect(first).height()
        assert panel.measures.viewport().height() >= 3 * row
        assert window.view.viewport().height() > 0.4 * height
        window.docks.hide("agreement")
        window.docks.show("adjudication")
        QApplication.processEvents()
