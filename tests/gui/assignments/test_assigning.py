"""Articles are given out in a dialog that shows first who gets how much; one undo takes it back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from nhan.core.cli import main
from nhan.core.people.others_work import OthersWork, others_work
from nhan.core.project import Project
from nhan.core.store.assignments_file import Assignments, read_assignments, write_assignments
from nhan.core.store.disk import Disk
from nhan.gui.assignments.dialog import AssignDialog
from nhan.gui.assignments.give_back import GiveBackDialog
from nhan.gui.watching.feature import FolderWatcher
from tests.core.cli.running import tree
from tests.core.curation.apart import HOA, LAN, MINH, TAM
from tests.gui.assignments.building import Sit, folder, sit
from tests.gui.conftest import Later, Typist, answer_dialog, part, settle

__all__ = ["folder", "sit"]  # fixtures


def there(folder: Path) -> Assignments:
    found = read_assignments(Disk(), folder)
    assert found is not None
    return found


def ask(annotator: Typist, act: Callable[[AssignDialog], object]) -> None:
    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, AssignDialog)
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    seen = answer_dialog(AssignDialog, look)
    annotator.window.actions_by_id["assign"].trigger()
    assert len(seen) == 1
    settle(annotator.window, annotator.qtbot)


def tick(dialog: AssignDialog, name: str, wanted: bool = True) -> None:
    (item,) = dialog.people_list.findItems(name, Qt.MatchFlag.MatchExactly)
    item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)


def shown(annotator: Typist, dialog: AssignDialog) -> dict[str, list[int]]:
    """By person, what the preview says once it is worked out."""
    annotator.qtbot.waitUntil(lambda: not dialog._pause.isActive())
    table = dialog.table
    rows = ([table.item(row, at).text() for at in range(table.columnCount())] for row in range(table.rowCount()))
    return {name: list(map(int, figures)) for name, *figures in rows}


def give(dialog: AssignDialog) -> None:
    assert dialog.give.isEnabled()
    QTest.mouseClick(dialog.give, Qt.MouseButton.LeftButton)


def test_who_gets_how_much_is_shown_and_nothing_written(sit: Sit, folder: Path) -> None:
    annotator, before = sit(TAM), tree(folder)
    seen: list[dict[str, list[int]]] = []

    def look(dialog: AssignDialog) -> None:
        assert [each.id for each in dialog.people] == [LAN, MINH] and not dialog.give.isEnabled()
        seen.append(shown(annotator, dialog))
        tick(dialog, "Hoa")
        assert not dialog.give.isEnabled()  # what is shown is not what would be made
        seen.append(shown(annotator, dialog))
        assert dialog.give.isEnabled() and "30" in dialog.advice.text() and "60" in dialog.advice.text()
        for name in ("Lan", "Minh", "Hoa"):
            tick(dialog, name, False)
        seen.append(shown(annotator, dialog))
        assert "ít nhất một người" in dialog.sums.text() and not dialog.give.isEnabled()

    ask(annotator, look)
    assert seen[0] == {"Lan": [4, 4, 0, 0, 4, 3], "Minh": [4, 4, 0, 0, 4, 2]}
    assert seen[1].keys() == {"Lan", "Minh", "Hoa"} and seen[1]["Hoa"][2] == seen[1]["Hoa"][1] > 0
    assert seen[2] == {} and tree(folder) == before


def test_it_is_made_as_one_change_that_undo_takes_back(sit: Sit, folder: Path) -> None:
    annotator, before = sit(TAM), (folder / "assignments.json").read_bytes()

    def with_hoa(dialog: AssignDialog) -> None:
        tick(dialog, "Hoa")
        shown(annotator, dialog)
        give(dialog)

    ask(annotator, with_hoa)
    after = (folder / "assignments.json").read_bytes()
    assert HOA in there(folder).people and after != before
    assert annotator.window.status.currentMessage().startswith("Đã giao lại")
    assert "3 người" in annotator.window.status.currentMessage()
    annotator.press("Ctrl+Z")
    assert (folder / "assignments.json").read_bytes() == before
    annotator.press("Ctrl+Y")
    assert (folder / "assignments.json").read_bytes() == after


def test_no_plan_is_shown_or_made_that_is_older_than_what_is_asked_for(
    sit: Sit, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotator, later = sit(TAM), Later()
    monkeypatch.setattr(annotator.window.bridge.jobs, "_executor", later)

    def change_meanwhile(dialog: AssignDialog) -> None:
        shown(annotator, dialog)
        later.held = True
        tick(dialog, "Hoa")
        assert shown(annotator, dialog).keys() == {"Lan", "Minh"} and not dialog.table.isEnabled()
        tick(dialog, "Hoa", False)
        dialog.overlap_field.setValue(1)
        later.let_go()  # what was asked for first is known now
        table = dialog.table
        assert [table.item(row, 0).text() for row in range(table.rowCount())] == ["Lan", "Minh"]
        assert table.isEnabled()

    ask(annotator, change_meanwhile)


def test_nothing_is_given_out_while_a_name_is_typed(sit: Sit) -> None:
    annotator = sit(TAM)

    def type_name(dialog: AssignDialog) -> None:
        tick(dialog, "Hoa")
        shown(annotator, dialog)
        assert dialog.give.isEnabled()
        dialog.name.setText("An")
        assert not dialog.give.isEnabled() and dialog.add.isEnabled()
        dialog.name.clear()
        assert dialog.give.isEnabled()

    ask(annotator, type_name)


def test_the_first_time_is_not_said_to_be_again(sit: Sit, folder: Path) -> None:
    (folder / "assignments.json").unlink()
    annotator = sit(TAM)

    listed: list[str] = []

    def as_proposed(dialog: AssignDialog) -> None:
        listed.extend(dialog.people_list.item(row).text() for row in range(dialog.people_list.count()))
        shown(annotator, dialog)
        give(dialog)

    ask(annotator, as_proposed)
    assert "Tâm (người phân xử)" in listed
    assert annotator.window.status.currentMessage() == "Đã giao 4 bài cho 3 người."


@pytest.mark.parametrize("named", [True, False])
def test_who_gives_articles_out_and_has_begun_none_is_not_proposed(sit: Sit, folder: Path, named: bool) -> None:
    (folder / "assignments.json").unlink()
    if named:
        Project.open(Disk(), folder).welcome("an-6666", "An")
    annotator = sit("an-6666")
    seen: list[list[str]] = []
    ask(annotator, lambda dialog: seen.append([each.id for each in dialog.people]))
    annotator.press("Enter")  # begun
    ask(annotator, lambda dialog: seen.append([each.id for each in dialog.people]))
    assert seen[0] == [LAN, MINH, HOA] and sorted(seen[1]) == sorted([LAN, MINH, HOA, "an-6666"])


def test_somebody_new_is_listed_and_has_a_queue(sit: Sit, folder: Path) -> None:
    annotator = sit(TAM)

    def with_new(dialog: AssignDialog) -> None:
        dialog.name.setFocus()
        QTest.keyClicks(dialog.name, "An")
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        assert dialog.isVisible() and dialog.name.text() == ""
        tick(dialog, "Minh", False)
        dialog.overlap_field.setValue(2)
        found = shown(annotator, dialog)
        assert found["An"][1] > 0 and found["Minh"][1] == 1  # what Minh is done with stays Minh's
        give(dialog)

    ask(annotator, with_new)
    project = Project.open(Disk(), folder)
    (new,) = [each for each in project.annotators if each.name == "An"]
    assert there(folder).people == (LAN, new.id) and MINH in there(folder).articles["a0"]


def test_whether_others_work_is_withheld_is_asked_here_too(sit: Sit, folder: Path) -> None:
    annotator = sit(TAM)

    def always(dialog: AssignDialog) -> None:
        assert dialog.apart and not dialog.give.isEnabled()
        dialog.apart_box.click()
        give(dialog)

    ask(annotator, always)
    assert others_work(Project.open(Disk(), folder)) is OthersWork.ALWAYS
    assert annotator.window.status.currentMessage() == "Nay ai cũng luôn thấy bài của người khác."
    annotator.press("Ctrl+Z")
    assert others_work(Project.open(Disk(), folder)) is OthersWork.AFTER_OWN
    assert "khi đã làm xong" in annotator.window.status.currentMessage()


def test_what_is_given_out_and_whether_it_is_withheld_are_one_step(sit: Sit, folder: Path) -> None:
    before = (folder / "assignments.json").read_bytes()
    annotator = sit(TAM)

    def all_and_always(dialog: AssignDialog) -> None:
        dialog.overlap_field.setValue(dialog.overlap_field.value() + 1)
        shown(annotator, dialog)
        dialog.apart_box.click()
        give(dialog)

    ask(annotator, all_and_always)
    assert (folder / "assignments.json").read_bytes() != before
    assert others_work(Project.open(Disk(), folder)) is OthersWork.ALWAYS
    said = annotator.window.status.currentMessage()
    assert said.startswith("Đã giao") and said.endswith("Nay ai cũng luôn thấy bài của người khác.")
    annotator.press("Ctrl+Z")
    assert (folder / "assignments.json").read_bytes() == before
    assert others_work(Project.open(Disk(), folder)) is OthersWork.AFTER_OWN


def test_the_dialog_and_the_command_line_give_out_the_same(sit: Sit, folder: Path, tmp_path: Path) -> None:
    (folder / "assignments.json").unlink()
    annotator = sit(TAM)

    def all_three(dialog: AssignDialog) -> None:
        assert [each.id for each in dialog.people] == [LAN, MINH, HOA]  # and not who adjudicates
        dialog.overlap_field.setValue(3)
        dialog.first_field.setValue(1)
        shown(annotator, dialog)
        give(dialog)

    ask(annotator, all_three)
    made = (folder / "assignments.json").read_bytes()
    annotator.window.close()
    (folder / "assignments.json").unlink()
    words = ["assign", str(folder), "--people", f"{LAN},{MINH},{HOA}", "--overlap", "3", "--first", "1"]
    assert main(words) == 0 and (folder / "assignments.json").read_bytes() == made


def give_back(annotator: Typist, person: str) -> str:
    """What the dialog says of who gets it."""
    said: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, GiveBackDialog)
        dialog.who.setCurrentIndex(dialog.who.findData(person))
        said.append(dialog.goes.text())
        QTest.mouseClick(dialog.give, Qt.MouseButton.LeftButton)

    answer_dialog(GiveBackDialog, look)
    annotator.window.actions_by_id["give_back"].trigger()
    annotator.qtbot.waitUntil(lambda: bool(said))
    settle(annotator.window, annotator.qtbot)
    return said[0]


def test_an_article_is_given_back(sit: Sit, folder: Path) -> None:
    (folder / "assignments.json").unlink()
    assert main(["assign", str(folder), "--people", f"{LAN},{MINH},{HOA}", "--overlap", "2", "--first", "0"]) == 0
    annotator = sit(MINH)
    name = next(each for each, its in there(folder).articles.items() if set(its) == {LAN, MINH})
    annotator.window.show_article(name)
    before = there(folder)
    assert "Hoa" in give_back(annotator, MINH)
    assert set(there(folder).articles[name]) == {LAN, HOA}
    assert name not in [each.id for each in annotator.window.order.summaries]  # it is not in the own queue any more
    annotator.press("Ctrl+Z")
    assert there(folder) == before and name in [each.id for each in annotator.window.order.summaries]


def test_who_only_looks_changes_nothing(sit: Sit, folder: Path) -> None:
    annotator, before = sit(TAM, LAN), tree(folder)
    for action in ("assign", "give_back"):
        annotator.window.actions_by_id[action].trigger()
        assert "chỉ xem" in annotator.window.status.currentMessage()
    assert tree(folder) == before


def test_a_damaged_file_is_named(sit: Sit, folder: Path) -> None:
    annotator = sit(TAM)
    (folder / "assignments.json").write_text("<<<<<<<")
    annotator.window.actions_by_id["assign"].trigger()
    assert "assignments.json" in annotator.window.pane.notice.text.text()


def test_what_is_given_out_elsewhere_comes_into_the_queue(sit: Sit, folder: Path) -> None:
    annotator = sit(MINH)
    assert len(annotator.window.order.summaries) == 4
    articles = {"a0": (LAN, MINH), "a1": (LAN,), "a2": (LAN,), "a3": (LAN,)}
    write_assignments(Disk(), folder, Assignments(people=(LAN, MINH), articles=articles))
    part(annotator.window, FolderWatcher).look()
    assert [each.id for each in annotator.window.order.summaries] == ["a0"]
