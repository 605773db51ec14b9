"""What was decided otherwise: seen when the project is opened, gone through and answered by keys, and in the files."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.adjudication.gold import decide
from nhan.core.adjudication.people_work import PeopleWork
from nhan.core.model import Change
from nhan.core.operations import comment
from nhan.core.people.person import Person
from nhan.core.project import Project
from nhan.core.report.standing import standing
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role
from nhan.gui.app import Program
from nhan.gui.identity import Identity
from nhan.gui.otherwise.feature import ToldOtherwise
from nhan.gui.otherwise.panel import OtherwisePanel
from nhan.gui.questions.comment import CommentDialog
from tests.core.building import LABELS
from tests.gui.adjudication.people import CURATOR, HUE, LAN, MINH, done_by, huế, said
from tests.gui.conftest import Typist, answer_dialog, close, part, settle


def adjudicated(folder: Path, ask: bool = False, missed: int = 0) -> Path:
    """Two articles in which Lan called three places LOC and Minh ORG; Cúc has taken Minh's. ``missed``: how many of the
    three Lan has nothing at."""
    done_by(folder, {LAN: huế("LOC")[missed:], MINH: huế("ORG")}, articles=2)
    project = Project.open(Disk(), folder)
    project.welcome(CURATOR.id, CURATOR.name, Role.ADJUDICATOR)
    session = Session(project, CURATOR.id, name=CURATOR.name)
    work = PeopleWork(project, CURATOR.id, print)
    for name in project.ids:
        gold = session.document(name)
        while (state := work.adjudication(gold)) is not None and state.open:
            stop = state.open[0]
            taken = next(each.places for each in stop.versions if MINH in each.voters)
            assert isinstance(session.commit(decide(gold, LABELS, state, stop, taken)), Change)
    if ask:
        gold = session.document("a0")
        span = next(each for each in gold if each.place == (HUE[0], HUE[0] + 3, "ORG"))
        assert isinstance(session.commit(comment(gold, span.id, "vì sao?", True)), Change)
    assert session.close() is None
    return folder


def at_work(program: Program, folder: Path, qtbot: QtBot, person: str = LAN) -> Typist:
    program.identity = Identity(Person(id=person, name=person))
    window = program.open(folder)
    settle(window, qtbot)
    return Typist(window, qtbot)


def answers(folder: Path, person: str = LAN) -> list[tuple[str, int, str, bool]]:
    """What the files say."""
    session = Session(Project.open(Disk(), folder), person)
    found = [
        (name, each.start, each.said, each.question)
        for name in session.project.ids
        for each in session.document(name).state.answers
    ]
    assert session.close() is None
    return found


def test_each_place_takes_one_key(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    annotator = at_work(program, adjudicated(tmp_path / "p"), qtbot)
    notice = annotator.window.pane.notice
    assert notice.isVisible() and "6" in notice.text.text()
    annotator.press("Ctrl+F2")
    panel, told = part(annotator.window, OtherwisePanel), part(annotator.window, ToldOtherwise)
    assert panel.isVisible() and len(told.told) == 6 and panel.rows.topLevelItemCount() == 6
    seen: list[tuple[str, str | None]] = []
    before = annotator.spans()
    for _ in range(6):
        document = annotator.window.bridge.document
        assert document is not None and annotator.window.view.hasFocus()
        seen.append((document.id, annotator.active()))
        annotator.press("Return")
    assert seen == [("a0", "Huế")] * 3 + [("a1", "Huế")] * 3 and "Chỗ nào cũng đã có trả lời" in said(annotator)
    assert annotator.spans() == before  # an answer decides nothing
    annotator.window.close()
    assert answers(tmp_path / "p") == [(name, start, "", False) for name in ("a0", "a1") for start in HUE]


def test_what_one_had_nothing_at_takes_the_same_keys(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    annotator = at_work(program, adjudicated(tmp_path / "p", missed=2), qtbot)
    annotator.press("Ctrl+F2")
    panel, told = part(annotator.window, OtherwisePanel), part(annotator.window, ToldOtherwise)
    assert annotator.active() is None and "6 chỗ chưa trả lời" in panel.count.text()
    for left in (5, 4, 3):
        annotator.press("Return")
        assert f"{left} chỗ chưa trả lời" in panel.count.text()
    annotator.press("Alt+Up", "Return")  # what was answered stays so
    assert [each.answer is None for each in told.told].count(True) == 3


def test_a_button_is_about_the_row_that_is_marked(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    annotator = at_work(program, adjudicated(tmp_path / "p"), qtbot)
    annotator.press("Ctrl+F2")
    panel, told = part(annotator.window, OtherwisePanel), part(annotator.window, ToldOtherwise)
    row = panel.rows.topLevelItem(4)
    assert row is not None
    panel.rows.setCurrentItem(row)
    panel.agree.click()  # to the place, which nobody has seen yet
    settle(annotator.window, qtbot)
    assert told.at == 4 and all(each.answer is None for each in told.told)
    panel.agree.click()
    assert [at for at, each in enumerate(told.told) if each.answer is not None] == [4]


def test_a_question_back_reaches_the_curator(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = adjudicated(tmp_path / "p")
    annotator = at_work(program, folder, qtbot)
    annotator.press("Ctrl+F2", "Alt+Down")

    def ask(dialog: object) -> None:
        assert isinstance(dialog, CommentDialog)
        dialog.field.setPlainText("là tỉnh mà?")
        dialog.question.setChecked(True)
        dialog.accept()

    seen = answer_dialog(CommentDialog, ask)
    annotator.press("F2")
    qtbot.waitUntil(lambda: len(seen) == 1)
    settle(annotator.window, qtbot)
    row = part(annotator.window, OtherwisePanel).rows.topLevelItem(1)
    assert "là tỉnh mà?" in row.text(4)
    annotator.press("Ctrl+Z")
    assert row.text(4) == ""
    annotator.press("Ctrl+Y")
    annotator.window.close()
    assert answers(folder) == [("a0", HUE[1], "là tỉnh mà?", True)]
    (question,) = standing(Project.open(Disk(), folder)).questions
    assert (question.person, question.start, question.said, question.to_decision) == (LAN, HUE[1], "là tỉnh mà?", True)


def test_who_is_asked_sees_it_though_nothing_was_decided_otherwise(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    annotator = at_work(program, adjudicated(tmp_path / "p", ask=True), qtbot, MINH)
    annotator.press("Ctrl+F2")
    (told,) = part(annotator.window, ToldOtherwise).told
    assert told.place.asked and told.place.note == "vì sao?"
    assert "vì sao?" in part(annotator.window, OtherwisePanel).rows.topLevelItem(0).text(3)


@pytest.mark.parametrize("key", ["Return", "F2", "Alt+Down"])
def test_elsewhere_the_keys_mean_what_they_mean(key: str, program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    annotator = at_work(program, adjudicated(tmp_path / "p"), qtbot)
    annotator.press("Ctrl+F2", "Ctrl+End")
    seen = answer_dialog(CommentDialog, lambda dialog: dialog.reject()) if key == "F2" else []
    annotator.window.view.set_active(None)
    annotator.press(key)
    assert not seen and part(annotator.window, ToldOtherwise).told[0].answer is None
    annotator.window.close()
    assert not answers(tmp_path / "p")


@pytest.mark.parametrize("how", ["x", "key"])
def test_closing_the_list_ends_its_keys(how: str, program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    annotator = at_work(program, adjudicated(tmp_path / "p"), qtbot)
    annotator.press("Ctrl+F2")
    close(annotator.window, "otherwise", how)
    assert annotator.window.view.hasFocus()
    annotator.press("Return")
    assert all(each.answer is None for each in part(annotator.window, ToldOtherwise).told)
    annotator.press("Ctrl+F2", "Return")
    assert part(annotator.window, ToldOtherwise).told[0].answer is not None


def test_nothing_to_answer_is_said(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    annotator = at_work(program, done_by(tmp_path / "p", {LAN: huế("LOC")}), qtbot)
    assert not annotator.window.pane.notice.isVisible()
    annotator.press("Ctrl+F2")
    assert "Không có chỗ nào phân xử khác" in said(annotator)
