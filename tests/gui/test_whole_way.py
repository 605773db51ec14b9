"""From files to a data set that others load, through the window: three annotators by keys, a curator, a release."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from nhan.core.cli import main
from nhan.core.model import ArticleStatus
from nhan.core.people.person import Person
from nhan.core.project import Project
from nhan.core.releases.manifest import read_manifest, verify
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role
from nhan.gui.agreement.panel import AgreementPanel
from nhan.gui.app import Program
from nhan.gui.curation.page import CuratorPage
from nhan.gui.identity import Identity
from nhan.gui.otherwise.feature import ToldOtherwise
from nhan.gui.releases.dialog import ReleaseDialog
from nhan.gui.transfer.feature import Transfer
from nhan.gui.transfer.import_dialog import ImportDialog
from tests.core.cli.test_whole_way import ARTICLES, file_of
from tests.gui.adjudication.people import CURATOR, stops_of
from tests.gui.conftest import Typist, answer_dialog, part, settle

PEOPLE = tuple(Person(id=f"{name.lower()}-2345", name=name) for name in ("Lan", "Minh", "Hoa"))


def at_work(program: Program, folder: Path, qtbot: QtBot, person: Person) -> Typist:
    program.identity = Identity(person)
    window = program.open(folder)
    settle(window, qtbot)
    return Typist(window, qtbot)


def correct(annotator: Typist, person: int) -> None:
    """Their articles by keys: every suggestion is accepted, but that some get another label, each person others."""
    while (document := annotator.window.bridge.document) is not None and document.unreviewed:
        decided = 0
        annotator.press("Ctrl+Home")
        while document.unreviewed:
            if annotator.active() is None:
                annotator.press("Tab")
            else:
                annotator.press("4" if (decided + int(document.id[1:])) % 7 == 2 * person else "Return")
                decided += 1
        annotator.press("Ctrl+Return")
        assert document.state.status is ArticleStatus.DONE, document.id


@pytest.mark.slow
def test_from_files_to_a_data_set(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))  # where the key of aliases is made
    folder = tmp_path / "p"
    assert main(["new", str(folder)]) == 0
    curator = at_work(program, folder, qtbot, CURATOR)
    source = file_of(tmp_path / "in.jsonl")
    asked = answer_dialog(ImportDialog, lambda dialog: dialog.go.click())  # type: ignore[attr-defined]
    part(curator.window, Transfer).import_these([source])
    assert asked and len(Project.open(Disk(), folder).ids) == ARTICLES
    curator.window.close()
    names = ",".join(person.id for person in PEOPLE)
    assert main(["assign", str(folder), "--people", names, "--overlap", str(ARTICLES)]) == 0
    for number, person in enumerate(PEOPLE):
        annotator = at_work(program, folder, qtbot, person)
        correct(annotator, number)
        annotator.window.close()
    Project.open(Disk(), folder).welcome(CURATOR.id, CURATOR.name, Role.ADJUDICATOR)
    curator = at_work(program, folder, qtbot, CURATOR)
    curator.window.actions_by_id["agreement"].trigger()
    assert part(curator.window, AgreementPanel).measures.topLevelItem(0).text(1).startswith("0.5")
    stops = keys = 0
    curator.window.actions_by_id["adjudicate"].trigger()
    settle(curator.window, qtbot)
    before = curator.keys
    while stops_of(curator).stop is not None:
        curator.press("Return")
        stops += 1
    keys = curator.keys - before
    assert stops > ARTICLES and keys == stops
    # (doubts about the gold come here)
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, CuratorPage)
        seen.append(dialog.headline.text())
        dialog.reject()

    answer_dialog(CuratorPage, look)
    curator.window.actions_by_id["curate"].trigger()
    assert seen == ["12 bài: 12 bài ít nhất hai người đã xong, 12 bài đã phân xử"]

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, ReleaseDialog)
        dialog.version.setText("1.0")
        dialog.date.setDate(QDate(2026, 11, 28))
        QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)

    answer_dialog(ReleaseDialog, fill)
    curator.window.actions_by_id["make_release"].trigger()
    curator.window.close()
    annotator = at_work(program, folder, qtbot, PEOPLE[0])
    annotator.press("Ctrl+F2")
    told = part(annotator.window, ToldOtherwise).told
    assert told  # a third of them at most: each was alone with it
    for _ in told:
        annotator.press("Return")
    assert all(each.answer is not None for each in told)
    annotator.window.close()
    made = folder / "releases" / "1.0"
    assert main(["release", "--verify", str(made)]) == 0 and verify(Disk(), made) == []
    assert len(read_manifest(Disk(), made).articles) == ARTICLES
    if find_spec("datasets") is not None:  # the extra ``interop``
        loaded = import_module("datasets").load_dataset(str(made), cache_dir=str(tmp_path / "cache"))
        assert sum(map(len, loaded.values())) == ARTICLES
