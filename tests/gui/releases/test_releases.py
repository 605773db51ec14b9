"""The release dialog: what it asks, and that what comes of it is what the command line makes."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from nhan.core.cli import main
from nhan.core.releases.manifest import read_manifest, verify
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.icons import icon
from nhan.gui.releases.dialog import ReleaseDialog
from nhan.gui.tour.scenes import LAN, MINH, both_done
from tests.core.building import later_journal
from tests.core.cli.running import tree
from tests.gui.conftest import Typist, answer_dialog, settle


@pytest.fixture
def two(qtbot: QtBot, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch) -> Typist:
    """The window on a project that two people have done; the user's key is made where tests may write."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    program.open(both_done(tmp_path / "two"))
    window = program.window
    assert window is not None
    settle(window, qtbot)
    return Typist(window, qtbot)


def fill(dialog: QDialog, version: str = "1.0") -> ReleaseDialog:
    assert isinstance(dialog, ReleaseDialog)
    dialog.version.setText(version)
    dialog.date.setDate(QDate(2026, 11, 28))
    return dialog


def release(annotator: Typist, version: str = "1.0") -> None:
    def answer(dialog: QDialog) -> None:
        QTest.mouseClick(fill(dialog, version).make, Qt.MouseButton.LeftButton)

    seen = answer_dialog(ReleaseDialog, answer)
    annotator.window.actions_by_id["make_release"].trigger()
    assert len(seen) == 1


def test_a_release_is_made_and_said(two: Typist) -> None:
    folder = two.window.bridge.session.project.folder
    release(two)
    made = folder / "releases" / "1.0"
    assert verify(Disk(), made) == [] and len(read_manifest(Disk(), made).articles) == 2
    assert two.window.pane.notice.isVisible() and str(made) in two.window.pane.notice.text.text()
    offered: list[bool] = []

    def look(dialog: QDialog) -> None:
        offered.extend(fill(dialog, version).make.isEnabled() for version in ("1.0", "..", "1.1"))
        dialog.reject()

    answer_dialog(ReleaseDialog, look)
    two.window.actions_by_id["make_release"].trigger()
    assert offered == [False, False, True]  # nothing is written over it


def test_it_is_what_the_command_line_makes(two: Typist, tmp_path: Path) -> None:
    folder = two.window.bridge.session.project.folder
    release(two)
    out = tmp_path / "out"
    name = two.window.bridge.session.project.name
    words = ["release", str(folder), "1.0", "--date", "2026-11-28", "-o", str(out), "--by", LAN.id, "--title", name]
    assert main([*words, "--format", "jsonl", "--format", "hf-jsonl"]) == 0
    assert tree(out) == tree(folder / "releases" / "1.0")


def test_what_is_asked(two: Typist) -> None:
    seen: list[tuple[object, ...]] = []

    def look(dialog: QDialog) -> None:
        form = fill(dialog)
        people = [form.people.itemText(at) for at in range(form.people.count())]
        form.creators.setText("Viện A; Lan ;")
        seen.append((people, form.gold, form.formats, form.about.creators, form.make.isEnabled()))
        form.version.setText(" ")
        seen.append((form.make.isEnabled(),))
        form.version.setText("2")
        for row in range(form.list.count()):
            form.list.item(row).setCheckState(Qt.CheckState.Unchecked)
        seen.append((form.make.isEnabled(),))
        form.reject()

    answer_dialog(ReleaseDialog, look)
    two.window.actions_by_id["make_release"].trigger()
    people = [LAN.name, MINH.name]
    assert seen == [(people, LAN.id, ("jsonl", "hf-jsonl"), ("Viện A", "Lan"), True), (False,), (False,)]
    assert not (two.window.bridge.session.project.folder / "releases").exists()


def test_it_says_beforehand_where_it_goes_what_is_in_it_and_what_is_missing(two: Typist, qtbot: QtBot) -> None:
    folder = two.window.bridge.session.project.folder
    said: list[str] = []

    def look(dialog: QDialog) -> None:
        form = fill(dialog)
        qtbot.waitUntil(lambda: "sẽ có 2 bài" in form.summary.text())
        said.append(form.summary.text())
        form.license.setText("CC0-1.0")
        form.version.setText("..")
        said.append(form.summary.text())
        assert form.license.placeholderText() != "CC-BY-4.0" and form.personal.placeholderText()
        form.reject()

    answer_dialog(ReleaseDialog, look)
    two.window.actions_by_id["make_release"].trigger()
    assert str(folder / "releases" / "1.0") in said[0] and "Chưa nêu giấy phép" in said[0]
    assert "giấy phép" not in said[1] and str(folder) not in said[1]


def test_who_cannot_be_counted_is_named_and_the_others_are(two: Typist, qtbot: QtBot) -> None:
    later_journal(two.window.bridge.session.project.folder, MINH.id)

    def look(dialog: QDialog) -> None:
        form = fill(dialog)
        qtbot.waitUntil(lambda: "sẽ có 2 bài" in form.summary.text())
        form.people.setCurrentIndex(form.people.findData(MINH.id))
        assert "phiên bản" in form.summary.text() and not form.make.isEnabled()
        form.reject()

    seen = answer_dialog(ReleaseDialog, look)
    two.window.actions_by_id["make_release"].trigger()
    assert len(seen) == 1


def test_a_release_that_is_made_is_no_problem(two: Typist) -> None:
    release(two)
    notice = two.window.pane.notice
    assert notice.isVisible() and notice.picture.pixmap().toImage() == icon("done").pixmap(18, 18).toImage()
    assert any("không có bài nào" in line.text() for line in notice.details)  # two articles are not three parts
