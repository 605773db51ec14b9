"""Names in the window: asked once, shown, changed; another's work is looked at; who is refused tries again."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from nhan.core.model import Change
from nhan.core.operations import accept
from nhan.core.people.person import Person, person_file, read_person, system_name, write_person
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui import startup
from nhan.gui.app import Program
from nhan.gui.identity import Identity
from nhan.gui.jobs import Direct
from nhan.gui.main_window import MainWindow
from nhan.gui.preferences.dialog import PreferencesDialog
from nhan.gui.questions.name_dialog import NameDialog
from nhan.gui.queue.people_box import PeopleBox
from nhan.gui.saving import Saving
from nhan.gui.settings import AUTO_SUGGEST, AUTO_TRAIN, LANGUAGE, Settings, settings_file
from nhan.gui.startup import make_application
from tests.core.building import LABELS
from tests.gui.conftest import SUGGESTED, Typist, answer_dialog, make_project, part, settle, window_of

LAN = Person(id="lan-7k2q", name="Nguyễn Thị Lan")
MINH = Person(id="minh-p3ra", name="Minh")


@pytest.fixture
def identity() -> Identity:
    write_person(Disk(), LAN)
    return Identity.of_user()


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, identity: Identity) -> Iterator[Program]:
    """The program as Lan has it."""
    settings = Settings(tmp_path / "settings.ini")
    settings.set(AUTO_SUGGEST, False)
    settings.set(AUTO_TRAIN, False)
    made = Program(make_application(), settings, executor=Direct(), identity=identity)
    yield made
    if made.window is not None:
        made.window.close()
    made.language.remove()


def typist_of(program: Program, qtbot: QtBot) -> Typist:
    assert program.window is not None
    settle(program.window, qtbot)
    return Typist(program.window, qtbot)


def work(folder: Path, annotator: str, name: str = "") -> Session:
    """Somebody accepts the first suggestion of the first article, and is still at it."""
    session = Session(Project.open(Disk(), folder), annotator, name=name)
    outcome = session.commit(accept(session.document("a0"), LABELS, SUGGESTED[0].id))
    assert isinstance(outcome, Change), outcome
    return session


def listed(folder: Path) -> list[dict[str, str]]:
    read: list[dict[str, str]] = json.loads((folder / "project.json").read_bytes())["annotators"]
    return read


def start(then: Callable[[MainWindow], object], folder: Path, *arguments: str) -> None:
    """Start the program as its command does, look at its window, and close it."""

    def look() -> None:
        window = window_of(folder)
        if window is None:
            QTimer.singleShot(10, look)
            return
        try:
            then(window)
        finally:
            for each in QApplication.topLevelWidgets():
                if isinstance(each, MainWindow):
                    each.close()

    QTimer.singleShot(50, look)
    assert startup.main(["open", str(folder), *arguments]) == 0


@pytest.mark.parametrize(
    ("typed", "key", "name"),
    [("Đỗ Thị Hoa", Qt.Key.Key_Return, "Đỗ Thị Hoa"), ("Hoa", Qt.Key.Key_Escape, ""), ("", Qt.Key.Key_Return, "")],
)
def test_the_name_is_asked_once(qtbot: QtBot, tmp_path: Path, typed: str, key: Qt.Key, name: str) -> None:
    make_application()
    Settings(settings_file()).set(AUTO_SUGGEST, False)
    folder = make_project(tmp_path / "p")

    def write(dialog: QDialog) -> None:
        (field,) = dialog.findChildren(QLineEdit)
        assert field.text() == system_name()
        field.clear()
        field.insert(typed)  # as an input method does
        QTest.keyClick(field, key)

    def label(window: MainWindow) -> None:
        settle(window, qtbot)
        Typist(window, qtbot).press("Return")
        assert window.status.who.text() == (name or system_name())
        assert (name or system_name()) in window.status.currentMessage()  # the word of welcome

    seen = answer_dialog(NameDialog, write)
    start(label, folder)
    assert len(seen) == 1
    person = read_person(Disk())
    assert person is not None and person.name == (name or system_name())
    assert listed(folder) == [{"id": person.id, "name": person.name}]
    assert [path.name for path in (folder / "work").iterdir()] == [person.id]

    seen = answer_dialog(QDialog, QDialog.reject)
    start(lambda window: None, folder)
    assert seen == [] and read_person(Disk()) == person


def test_who_is_named_at_the_start_is_not_asked(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_application()
    Settings(settings_file()).set(AUTO_SUGGEST, False)
    folder = make_project(tmp_path / "p")

    def label(window: MainWindow) -> None:
        settle(window, qtbot)
        Typist(window, qtbot).press("Return")

    def stay(window: MainWindow) -> None:
        settle(window, qtbot)
        window.actions_by_id["own_work"].trigger()
        for _ in range(3):
            QApplication.processEvents()
        assert window.isVisible()  # this is one's own work already, though nobody is listed yet

    seen = answer_dialog(QDialog, QDialog.reject)
    monkeypatch.setenv("NHAN_ANNOTATOR", "Minh")
    start(stay, folder)
    assert listed(folder) == []
    start(label, folder)
    monkeypatch.setenv("NHAN_ANNOTATOR", "Tú")
    start(label, folder, "--annotator", "minh")
    assert seen == [] and not person_file().exists()
    ((entry),) = listed(folder)
    assert entry["name"] == "Minh" and entry["id"].startswith("minh-")
    session = Session(Project.open(Disk(), folder), entry["id"])
    assert session.document("a0").unreviewed == len(SUGGESTED) - 2


def test_a_damaged_name_is_put_aside_and_asked_for(tmp_path: Path) -> None:
    person_file().parent.mkdir(parents=True)
    person_file().write_bytes(b"{")
    identity = Identity.of_user()
    assert identity.is_new
    identity.introduce("Lan")
    assert Identity.of_user().person == identity.person
    assert person_file().with_suffix(".damaged.json").read_bytes() == b"{"


def test_a_new_name_keeps_the_id(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    folder = make_project(tmp_path / "p")
    program.open(folder)
    typist = typist_of(program, qtbot)
    typist.press("Return")
    assert listed(folder) == [{"id": LAN.id, "name": LAN.name}]

    def write(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit, "name")
        assert isinstance(field, QLineEdit) and field.text() == LAN.name
        field.selectAll()
        field.insert("Lan Anh")
        QTest.keyClick(field, Qt.Key.Key_Tab)
        dialog.close()

    assert answer_dialog(PreferencesDialog, write) == []
    typist.window.actions_by_id["preferences"].trigger()
    person = read_person(Disk())
    assert person is not None and (person.id, person.name) == (LAN.id, "Lan Anh")
    assert typist.window.status.who.text() == "Lan Anh"
    typist_of(program, qtbot).press("Return")
    assert listed(folder) == [{"id": LAN.id, "name": "Lan Anh"}]


@pytest.mark.parametrize(("key", "annotator"), [("yes", "an1"), ("no", LAN.id), ("later", LAN.id)])
def test_work_without_a_name_is_asked_about(
    qtbot: QtBot, tmp_path: Path, program: Program, key: str, annotator: str
) -> None:
    folder = make_project(tmp_path / "p")
    work(folder, "an1").close()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox) and "an1" in dialog.text()
        if key == "later":
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        else:
            role = QMessageBox.ButtonRole.YesRole if key == "yes" else QMessageBox.ButtonRole.NoRole
            (button,) = (each for each in dialog.buttons() if dialog.buttonRole(each) is role)
            QTest.keyClick(button, Qt.Key.Key_Space)

    seen = answer_dialog(QMessageBox, answer)
    window = program.open(folder)
    assert len(seen) == 1
    assert window.bridge.session.annotator == annotator
    assert listed(folder) == []  # opening writes nothing
    assert len([each for each in typist_of(program, qtbot).spans() if each[2] == "confirmed"]) == (key == "yes")
    typist_of(program, qtbot).press("Return")
    assert listed(folder) == [{"id": annotator, "name": LAN.name}]
    seen = answer_dialog(QMessageBox, QDialog.reject)
    program.open(folder)
    assert seen == []


def test_another_s_work_is_looked_at_and_there_is_a_way_back(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    folder = make_project(tmp_path / "p")
    alone = program.open(folder)
    assert not part(alone, PeopleBox).isVisibleTo(alone)  # one works here: nothing to choose
    typist_of(program, qtbot).press("Delete")
    minh = work(folder, MINH.id, MINH.name)  # at work in another window
    window = program.open(folder)
    window.show_article("a1")
    settle(window, qtbot)
    box = part(window, PeopleBox)
    assert [box.itemData(row) for row in range(box.count())] == ["", MINH.id] and box.currentIndex() == 0
    assert LAN.name in box.itemText(0) and "Minh" in box.itemText(1)

    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: program.window is not None and program.window is not window)
    typist = typist_of(program, qtbot)
    assert typist.window.bridge.document is not None and typist.window.bridge.document.id == "a1"  # the same place
    typist.window.show_article("a0")
    assert typist.spans()[0][2] == "confirmed"
    before = typist.spans()
    typist.press("Tab", "Return", "Delete")
    assert typist.spans() == before
    assert part(typist.window, PeopleBox).currentData() == MINH.id
    notice = typist.window.pane.notice
    assert notice.isVisible() and "Minh" in notice.text.text()
    assert minh.close() is None  # and was not hindered

    QTest.keyClick(notice.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: program.window is not None and program.window is not typist.window)
    own = typist_of(program, qtbot)
    assert own.window.bridge.session.read_only is None
    assert own.spans()[0][2] == "rejected"
    own.press("Tab", "Return")
    assert sorted(each[2] for each in own.spans()) == ["confirmed", "rejected", "suggested", "suggested"]


def test_another_language_keeps_looking_at_the_same_person(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    folder = make_project(tmp_path / "p")
    work(folder, MINH.id, MINH.name).close()
    window = program.open(folder, MINH.id)
    program.settings.set(LANGUAGE, "en")
    qtbot.waitUntil(lambda: program.window is not None and program.window is not window)
    assert program.window is not None and program.window.bridge.session.annotator == MINH.id
    program.window.actions_by_id["own_work"].trigger()
    qtbot.waitUntil(lambda: program.window.bridge.session.annotator == LAN.id)


def test_who_was_refused_tries_again_and_writes(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    folder = make_project(tmp_path / "p")
    other = work(folder, LAN.id, LAN.name)
    window = program.open(folder)
    notice = window.pane.notice
    typist_of(program, qtbot)
    assert window.bridge.saving is Saving.READ_ONLY
    assert notice.isVisible() and LAN.name in notice.text.text() and isinstance(notice.button, QPushButton)
    with qtbot.waitSignal(notice.button.clicked):
        QTest.keyClick(notice.button, Qt.Key.Key_Space)
    qtbot.waitUntil(notice.isVisible)  # still somebody else's
    assert program.window is window
    outcome = other.commit(accept(other.document("a0"), LABELS, SUGGESTED[1].id))
    assert isinstance(outcome, Change)
    other.close()
    QTest.keyClick(notice.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: program.window is not None and program.window is not window)
    typist = typist_of(program, qtbot)
    assert typist.window.bridge.session.read_only is None
    assert [each[2] for each in typist.spans()[:2]] == ["confirmed", "confirmed"]  # what was done meanwhile
    typist.press("Tab", "Return")
    assert len([each for each in typist.spans() if each[2] == "confirmed"]) == 3


def test_the_box_is_a_combo_box_for_the_keyboard(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    folder = make_project(tmp_path / "p")
    work(folder, MINH.id, MINH.name).close()
    box = part(program.open(folder), PeopleBox)
    assert isinstance(box, QComboBox) and box.accessibleName()
