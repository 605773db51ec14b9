"""Two people's different labels of one span, however they arrive: shown side by side, settled by keys, and saved."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nhan.core.model import ArticleStatus
from nhan.core.operations import Edge, accept_rest, add, move_edge, reject, set_note, set_status
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.article_view.look import DARK
from nhan.gui.conflicts.panel import ConflictPanel
from nhan.gui.conflicts.version_card import VersionCard
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.settings import SHORTCUTS, THEME
from nhan.gui.span_list.panel import SpanPanel
from tests.core.building import LABELS, TEXT
from tests.core.disputed import by_copy, by_git, elsewhere, record_of, relabelled
from tests.gui.conftest import Later, Typist, make_project, part, settle

HOA_BINH = (TEXT.index("Hoà Bình"), TEXT.index("Hoà Bình") + len("Hoà Bình"))
MINE, THEIRS = relabelled("Hoà Bình", "PER"), relabelled("Hoà Bình", "ORG")
Arrives = Callable[[Program, Path, QtBot], Typist]


def opened(program: Program, folder: Path, qtbot: QtBot) -> Typist:
    window = program.open(folder)
    settle(window, qtbot)
    return Typist(window, qtbot)


def replaced(program: Program, folder: Path, qtbot: QtBot) -> Typist:
    """The record is replaced while the article is open and edited."""
    annotator = opened(program, folder, qtbot)
    made = elsewhere(folder, THEIRS)
    annotator.press("Tab", "Tab", "1")
    record = record_of(folder)
    record.parent.mkdir(parents=True)
    record.write_bytes(made)
    annotator.window.bridge.look()
    return annotator


def git(program: Program, folder: Path, qtbot: QtBot) -> Typist:
    by_git(folder, MINE, THEIRS)
    assert b"<<<<<<<" in record_of(folder).read_bytes()
    return opened(program, folder, qtbot)


def copy(program: Program, folder: Path, qtbot: QtBot) -> Typist:
    by_copy(folder, MINE, THEIRS)
    return opened(program, folder, qtbot)


def panel_of(annotator: Typist) -> ConflictPanel:
    return part(annotator.window, ConflictPanel)


def said(card: VersionCard) -> str:
    """All that a side says, in one line."""
    assert card.label.text() == "" or card.label.isVisible()
    return card.accessibleName()


def labels_over(folder: Path, article: str = "a0") -> dict[str, str]:
    """What is on the disk by now, of what nobody has rejected."""
    document = Session(Project.open(Disk(), folder)).document(article)
    return {document.text[s.start : s.end]: s.label for s in document if s.status.value == "confirmed"}


def state_of(annotator: Typist, article: str) -> str:
    model = part(annotator.window, QueuePanel).model
    row = model.row_of(article)
    assert row is not None
    return str(model.data(model.index(row), Qt.ItemDataRole.AccessibleDescriptionRole))


@pytest.mark.parametrize("arrives", [replaced, git, copy])
@pytest.mark.parametrize("key", ["Alt+Left", "Alt+Right"])
def test_a_conflict_is_settled_from_the_keyboard(
    program: Program, qtbot: QtBot, tmp_path: Path, arrives: Arrives, key: str
) -> None:
    folder = make_project(tmp_path / "p")
    annotator = arrives(program, folder, qtbot)
    window, panel = annotator.window, panel_of(annotator)
    assert panel.isVisible() and panel.headline.text() == "Xung đột 1/1 · “Hoà Bình” · khác nhau ở: nhãn"
    here, other = panel.here.label.text(), panel.other.label.text()
    assert {here, other} == {"PER", "ORG"} and ("Hoà Bình", here, "confirmed") in annotator.spans()
    assert said(panel.here).startswith(f"Đang có trong bài: {here} · đã xác nhận · Hoà Bình · an1 · ")
    assert said(panel.other).startswith(f"Bản kia: {other} · đã xác nhận · Hoà Bình · an1 · ")
    qtbot.waitUntil(lambda: state_of(annotator, "a0").startswith("1 xung đột · "))
    annotator.press("Alt+Down")
    assert annotator.active() == "Hoà Bình"
    annotator.press(key)
    stands = here if key == "Alt+Left" else other
    assert not panel.isVisible() and window.status.currentMessage() == "Không còn xung đột nào."
    assert ("Hoà Bình", stands, "confirmed") in annotator.spans()
    qtbot.waitUntil(lambda: "xung đột" not in state_of(annotator, "a0"))
    window.close()
    assert labels_over(folder) == {"Hoà Bình": stands}
    assert [each.name for each in record_of(folder).parent.iterdir()] == ["a0.json"]
    again = opened(program, folder, qtbot)
    assert not again.window.bridge.document.disputes
    assert not again.window.findChildren(ConflictPanel)


def test_undo_brings_a_conflict_back(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    annotator = copy(program, make_project(tmp_path / "p"), qtbot)
    annotator.press("Alt+Right", "Ctrl+Z")
    panel = panel_of(annotator)
    assert panel.isVisible() and said(panel.here).startswith("Đang có trong bài: PER")
    annotator.press("Ctrl+Y")
    assert not panel.isVisible() and ("Hoà Bình", "ORG", "confirmed") in annotator.spans()


def test_undo_brings_back_the_conflict_that_was_settled_last(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = make_project(tmp_path / "p")
    by_copy(folder, MINE, THEIRS)
    by_copy(folder, relabelled("tỉnh Bắc Ninh", "LOC"), relabelled("tỉnh Bắc Ninh", "ORG"))
    annotator = opened(program, folder, qtbot)
    panel = panel_of(annotator)
    annotator.press("Alt+Left")
    assert "“tỉnh Bắc Ninh”" in panel.headline.text() and annotator.active() == "tỉnh Bắc Ninh"
    annotator.press("Ctrl+Z")
    assert "“Hoà Bình”" in panel.headline.text()
    annotator.press("Alt+Right")
    assert ("Hoà Bình", "ORG", "confirmed") in annotator.spans()


def test_a_panel_that_was_put_away_comes_back_with_the_key(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    annotator = copy(program, make_project(tmp_path / "p"), qtbot)
    panel = panel_of(annotator)
    annotator.window.docks.hide("conflicts")
    annotator.press("Tab", "Return")
    assert not panel.isVisible()
    annotator.press("Alt+Down")
    assert panel.isVisible()


def test_another_theme_and_other_keys_are_taken_over(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    annotator = copy(program, make_project(tmp_path / "p"), qtbot)
    panel = panel_of(annotator)
    light = panel.here.label.styleSheet()
    program.settings.set(THEME, "dark")
    assert DARK.ink in panel.here.label.styleSheet() and DARK.ink not in light
    program.settings.set(SHORTCUTS, {"take_here": ["F12"]})
    assert panel.here.button.text() == "Giữ bản này  F12"
    annotator.press("F12")
    assert not panel.isVisible()


def test_a_click_takes_a_side_and_leaves_the_keyboard_where_it_is(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    annotator = copy(program, make_project(tmp_path / "p"), qtbot)
    QTest.mouseClick(panel_of(annotator).other.button, Qt.MouseButton.LeftButton)
    assert ("Hoà Bình", "ORG", "confirmed") in annotator.spans() and annotator.window.view.hasFocus()


def test_conflicts_that_come_into_another_article_are_a_word(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder, executor = make_project(tmp_path / "p"), Later()
    program._executor = executor
    annotator, made = opened(program, folder, qtbot), elsewhere(folder, THEIRS)
    window = annotator.window
    executor.held = True  # the first article is not written yet when the second one is shown
    annotator.press("Tab", "Tab", "1", "Ctrl+PageDown")
    record_of(folder).parent.mkdir(parents=True)
    record_of(folder).write_bytes(made)
    window.bridge.look()
    assert window.status.currentMessage() == "Đã nhận những gì người khác sửa; có 1 xung đột ở bài khác."
    qtbot.waitUntil(lambda: state_of(annotator, "a0").startswith("1 xung đột"))
    executor.let_go()
    assert window.bridge.document.id == "a1" and not window.pane.notice.isVisible()


def test_what_comes_in_while_one_works_is_told_and_nothing_moves(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    annotator = opened(program, make_project(tmp_path / "p"), qtbot)
    window, folder = annotator.window, tmp_path / "p"
    made = elsewhere(folder, THEIRS)
    annotator.press("Tab", "Tab", "1", "Tab")
    active, notice = window.view.active, window.pane.notice
    record_of(folder).parent.mkdir(parents=True)
    record_of(folder).write_bytes(made)
    window.bridge.look()
    assert window.view.active == active and window.view.hasFocus()
    assert notice.text.text() == "1 chỗ bị người khác sửa khác đi; Alt+↓ để xem"
    QTest.mouseClick(notice.button, Qt.MouseButton.LeftButton)
    assert annotator.active() == "Hoà Bình" and not notice.isVisible()
    annotator.press("Alt+Left")
    made = elsewhere(folder, lambda document: set_note(document, "từ xa"))
    record_of(folder).write_bytes(made)
    window.bridge.look()
    assert window.status.currentMessage() == "Đã nhận những gì người khác sửa trong 1 bài."
    assert not notice.isVisible()


def test_the_notice_goes_when_the_conflicts_are_settled(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    annotator = replaced(program, make_project(tmp_path / "p"), qtbot)
    assert annotator.window.pane.notice.isVisible()
    annotator.press("Alt+Left")
    assert not annotator.window.pane.notice.isVisible()


def test_from_one_to_the_next_and_into_the_next_article(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = make_project(tmp_path / "p", 4)
    by_copy(folder, MINE, THEIRS)
    by_copy(folder, relabelled("tỉnh Bắc Ninh", "LOC"), relabelled("tỉnh Bắc Ninh", "ORG"))
    by_copy(folder, MINE, THEIRS, article="a2")
    annotator = opened(program, folder, qtbot)
    window, panel = annotator.window, panel_of(annotator)

    def where() -> tuple[str, str | None, str]:
        return window.bridge.document.id, annotator.active(), panel.headline.text().split(" · ")[0]

    first, second = ("a0", "Hoà Bình", "Xung đột 1/2"), ("a0", "tỉnh Bắc Ninh", "Xung đột 2/2")
    elsewhere = ("a2", "Hoà Bình", "Xung đột 1/1")
    assert where() == first
    for key, there in (
        ("Alt+Down", second),
        ("Alt+Down", elsewhere),
        ("Alt+Down", first),
        ("Alt+Up", elsewhere),
        ("Alt+Up", second),
        ("Alt+Up", first),
    ):
        annotator.press(key)
        assert where() == there
    annotator.press("Alt+Left")
    assert panel.headline.text().startswith("Xung đột 1/1") and panel.isVisible()
    annotator.press("Alt+Left")
    assert window.status.currentMessage() == "Bài này không còn xung đột. Alt+↓: sang bài kế còn xung đột."
    assert not panel.isVisible()
    annotator.press("Alt+Down")
    assert window.bridge.document.id == "a2" and panel.isVisible()
    annotator.press("Ctrl+PageUp")
    assert window.bridge.document.id == "a1" and not panel.isVisible()


def test_edges_a_span_taken_out_and_the_state(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = make_project(tmp_path / "p")
    name = next(s.id for s in Session(Project.open(Disk(), folder)).document("a0") if s.start == HOA_BINH[0])
    by_copy(
        folder,
        lambda document: move_edge(document, LABELS, name, Edge.START, HOA_BINH[0] - 2),
        lambda document: move_edge(document, LABELS, name, Edge.END, HOA_BINH[1] + 7),
    )
    by_copy(folder, lambda document: reject(document, name), THEIRS, article="a1")
    by_copy(
        folder,
        lambda document: set_status(document, ArticleStatus.SKIPPED),
        lambda document: accept_rest(document, LABELS),
        article="a2",
    )
    annotator = opened(program, folder, qtbot)
    panel, view = panel_of(annotator), annotator.window.view
    assert "khác nhau ở: biên" in panel.headline.text()
    assert view._marks == [(HOA_BINH[0], HOA_BINH[1] + 7)]
    annotator.press("Alt+Right", "Alt+Down")
    assert view._marks == [HOA_BINH] and view.active is None and view.caret == HOA_BINH[0]
    assert "một bên đã bỏ cụm này" in panel.headline.text()
    assert said(panel.here) == "Đang có trong bài: đã bỏ · Hoà Bình"
    annotator.press("Alt+Right", "Alt+Down")
    assert panel.headline.text() == "Xung đột 1/1 · trạng thái của bài"
    assert (said(panel.here), said(panel.other)) == ("Đang có trong bài: bỏ qua", "Bản kia: xong")
    annotator.press("Alt+Right")
    assert annotator.window.bridge.document.state.status is ArticleStatus.DONE
    annotator.window.close()
    assert labels_over(folder, "a1") == {"Hoà Bình": "ORG"}
    assert labels_over(folder) == {TEXT[HOA_BINH[0] : HOA_BINH[1] + 7]: "LOC"}


def test_the_queue_marks_and_finds_articles_with_conflicts(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = make_project(tmp_path / "p")
    by_copy(folder, MINE, THEIRS, article="a1")
    by_copy(folder, MINE, relabelled("và", "ORG"), article="a2")
    annotator = opened(program, folder, qtbot)
    queue = part(annotator.window, QueuePanel)
    tips = [queue.model.data(queue.model.index(row), Qt.ItemDataRole.ToolTipRole) for row in range(3)]
    assert ["1 xung đột" in tip for tip in tips] == [False, True, False]
    marked = [name for name in ("a0", "a1", "a2") if state_of(annotator, name).startswith("1 xung đột · ")]
    assert marked == ["a1"]
    queue.filter.status.setCurrentIndex(queue.filter.status.findText("có xung đột"))
    assert [queue.model.row_of(name) for name in ("a0", "a1", "a2")] == [None, 0, None]
    annotator.press("Alt+Down")
    assert annotator.window.bridge.document.id == "a1"


def test_texts_of_files_are_plain(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """What looks like markup is shown letter by letter."""
    text = "Ở <b>Huế</b> và <img src='x'> Vinh."
    folder = make_project(tmp_path / "p", suggested=(), text=text)
    start = text.index("<b>")
    by_copy(
        folder,
        lambda document: add(document, LABELS, start, start + 10, "LOC"),
        lambda document: add(document, LABELS, start, start + 10, "PER"),
    )
    annotator = opened(program, folder, qtbot)
    panel = panel_of(annotator)
    assert "“<b>Huế</b>”" in panel.headline.text()
    assert panel.here.excerpt.accessibleName() == "Ở [<b>Huế</b>] và <img src='x'> Vinh."


def test_the_keys_say_that_there_is_nothing(annotator: Typist) -> None:
    for key in ("Alt+Down", "Alt+Up", "Alt+Left", "Alt+Right"):
        annotator.window.status.clearMessage()
        annotator.press(key)
        assert annotator.window.status.currentMessage() == "Không có xung đột nào."
    assert annotator.active() == "tỉnh Bắc Ninh" and not annotator.window.bridge.session.unsaved
    assert not annotator.window.findChildren(ConflictPanel) and part(annotator.window, SpanPanel)
