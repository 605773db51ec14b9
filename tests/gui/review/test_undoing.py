"""Undo says what it undoes, and makes active what it brought back."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from nhan.core.model import Change, Source, Span
from nhan.core.operations import configure
from nhan.core.people.others_work import OTHERS_WORK, OthersWork, others_work
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from tests.core.building import TEXT
from tests.gui.conftest import Typist, make_project, settle

MACHINE = Source("machine", "test", "2")


def said(annotator: Typist) -> str:
    return annotator.window.status.currentMessage()


def test_undo_names_the_step_its_words_and_its_label(annotator: Typist) -> None:
    annotator.press("2", "Ctrl+Z")
    assert annotator.active() == "tỉnh Bắc Ninh"
    assert all(word in said(annotator) for word in ("hoàn tác", "đổi nhãn", "tỉnh Bắc Ninh", "PER"))
    annotator.press("Ctrl+Y")
    assert all(word in said(annotator) for word in ("làm lại", "đổi nhãn", "tỉnh Bắc Ninh"))


def test_undo_makes_active_what_came_back_and_not_what_a_machine_had_added_since(annotator: Typist) -> None:
    annotator.press("Tab", "Tab", "Delete")
    start = TEXT.index("Công an")
    later = Span(id="later", start=start, end=start + 7, label="ORG", source=MACHINE)
    assert annotator.window.bridge.offer("a0", [later])
    annotator.press("Ctrl+Z")
    assert annotator.active() == "Hoà Bình" and "Hoà Bình" in said(annotator)


def test_what_a_machine_has_added_since_is_not_counted_as_undone(annotator: Typist) -> None:
    annotator.press("Tab", "Tab", "Delete")
    later = [
        Span(id=words, start=TEXT.index(words), end=TEXT.index(words) + len(words), label="ORG", source=MACHINE)
        for words in ("Công an", "TP.HCM")
    ]
    assert annotator.window.bridge.offer("a0", later)
    annotator.press("Ctrl+Z")
    assert "cụm" not in said(annotator) and "Hoà Bình" in said(annotator)


def test_undoing_an_added_span_selects_its_words_again(annotator: Typist) -> None:
    start = TEXT.index("TP.HCM")
    annotator.window.view.set_active(None)
    annotator.window.view.set_selection(start, start + 6)
    annotator.press("2", "Ctrl+Z")
    assert annotator.window.view.selection == (start, start + 6)
    annotator.press("3")
    assert ("TP.HCM", "ORG", "confirmed") in annotator.spans()


def test_redoing_a_rejection_goes_on_as_the_key_did(annotator: Typist) -> None:
    annotator.press("Delete", "Ctrl+Z")
    assert annotator.active() == "tỉnh Bắc Ninh"
    annotator.press("Ctrl+Y")
    assert annotator.active() == "ông Nguyễn Văn A" and annotator.spans()[0][2] == "rejected"


def test_a_step_without_a_span_is_named_by_its_verb(annotator: Typist) -> None:
    annotator.press("Ctrl+F8", "Ctrl+Z", "Ctrl+Z")
    assert annotator.window.bridge.document.id == "a0" and "hoàn tác" in said(annotator)


def test_nothing_to_undo_says_so(annotator: Typist) -> None:
    annotator.press("Ctrl+Z")
    assert said(annotator) == "Không còn gì để hoàn tác."


def test_what_changed_for_everybody_is_named_before_it_is_taken_back(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "p"
    project = Project.open(Disk(), make_project(folder))
    before = Session(project)
    assert isinstance(before.commit(configure(project.settings, {OTHERS_WORK: OthersWork.ALWAYS.value})), Change)
    assert before.close() is None
    window = program.open(folder)
    settle(window, qtbot)
    annotator = Typist(window, qtbot)

    def now() -> OthersWork:
        return others_work(Project.open(Disk(), folder))

    annotator.press("Ctrl+Z")
    assert now() is OthersWork.ALWAYS
    assert all(word in said(annotator) for word in ("hoàn tác", "mọi người", "cài đặt", "bấm lần nữa"))
    annotator.press("Return", "Ctrl+Z")  # what was named is forgotten once something else is done
    assert now() is OthersWork.ALWAYS
    annotator.press("Ctrl+Z")
    assert now() is OthersWork.ALWAYS
    annotator.press("Ctrl+Z")
    assert now() is OthersWork.AFTER_OWN and "đã làm xong bài ấy của mình" in said(annotator)
    annotator.press("Ctrl+Y")  # it has just been said
    assert now() is OthersWork.ALWAYS and "luôn thấy bài của người khác" in said(annotator)
