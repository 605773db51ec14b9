"""Whatever an action brings up has a picture in both themes; what the tour takes for right fits the sample's texts."""

from collections import Counter
from importlib import resources
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QFileDialog, QMenu, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from nhan.gui.actions import ACTIONS, BY_ID
from nhan.gui.app import Program
from nhan.gui.article_pane.find_bar import FindBar
from nhan.gui.main_window import MainWindow
from nhan.gui.tour.command import main
from nhan.gui.tour.groups import GROUPS, MAIN, ON_ITS_SCREEN, chosen
from nhan.gui.tour.right_spans import corrected_articles
from nhan.gui.tour.scenes import SECOND, worked
from nhan.gui.tour.tour import THEMES
from nhan.gui.widgets.notice import Notice
from tests.gui.conftest import settle
from tests.tools.screenshots import COLOURS, from_the_tour, in_few_colours

OUTSIDE = {"manual", "open_log", "quit", "start_page", "first_steps", "look_for_update"}  # they lead out of the window
SURFACES = (QDialog, QDockWidget, Notice, FindBar, QMenu)
PICTURES = [picture for group in GROUPS.values() for picture in group.pictures]


def surfaces(window: MainWindow) -> set[QWidget]:
    """What stands over or beside the article, and the page that a stack of them shows."""
    there = [*QApplication.topLevelWidgets(), *window.findChildren(QWidget)]
    pages = [page for each in there if isinstance(each, QStackedWidget) and (page := each.currentWidget()) is not None]
    return {each for each in there if isinstance(each, SURFACES) and each.isVisible() and is_gone_to(each)} | set(pages)


def is_gone_to(widget: QWidget) -> bool:
    """Whether it is no panel that came up by itself, for there is room or it has something to say."""
    focus = QApplication.focusWidget()
    return not isinstance(widget, QDockWidget) or (focus is not None and widget.isAncestorOf(focus))


def is_asked_by_the_system(widget: QWidget) -> bool:
    """Whether it is the window that asks for a file, or in it."""
    return isinstance(widget.window(), QFileDialog)


def brings_up(window: MainWindow, name: str) -> bool:
    """Whether the action brings something up that was not there before, and is the program's own."""
    before = surfaces(window)
    seen: set[QWidget] = set()
    own: list[str] = []

    def look() -> None:
        new = surfaces(window) - before - seen
        seen.update(new)
        own.extend(type(each).__name__ for each in new if not is_asked_by_the_system(each))
        for each in new:
            if isinstance(each, QDialog):
                each.reject()
            elif isinstance(each, SURFACES):
                each.hide()

    looks = QTimer(interval=5)
    looks.timeout.connect(look)
    looks.start()
    window.actions_by_id[name].trigger()
    for _ in range(6):
        QApplication.processEvents()
    look()
    looks.stop()
    return bool(own)


@pytest.mark.slow
def test_whatever_an_action_brings_up_has_a_picture(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    program.open(worked(tmp_path / "p"))
    brought = set()
    for name in [each.id for each in ACTIONS if each.id not in OUTSIDE]:
        window = program.window
        assert window is not None
        window.show_article(SECOND)
        settle(window, qtbot)
        document = window.bridge.document
        window.view.set_active(next(each.id for each in document if document.text[each.start : each.end] == "TP.HCM"))
        last = window.bridge.session.peek_undo()
        if brings_up(window, name):
            brought.add(name)
        if program.window is window and name not in ("undo", "redo") and window.bridge.session.peek_undo() != last:
            window.bridge.undo()
    pictured = {action for picture in PICTURES for action in picture.actions}
    assert {"restore", "find", "find_corpus", "palette", "key_sheet", "propose_corpus"} <= brought
    assert brought - pictured == set()


def test_each_picture_has_a_name_of_its_own_and_names_actions_that_there_are() -> None:
    assert max(Counter(picture.name for picture in PICTURES).values()) == 1
    assert {action for picture in PICTURES for action in picture.actions} <= BY_ID.keys()
    assert not GROUPS.keys() & ON_ITS_SCREEN.keys()


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("name", [*sorted(GROUPS.keys() - chosen(MAIN).keys()), "screen"])
def test_the_pictures_of_a_group_are_taken_in_both_themes(tmp_path: Path, name: str) -> None:
    assert main(["--tour", str(tmp_path), "--pictures", name]) == 0
    (group,) = chosen(name).values()
    wanted = {f"{theme}-{picture.name}" for theme in THEMES for picture in group.pictures}
    assert {path.stem for path in tmp_path.glob("*.png")} == wanted
    for picture in group.pictures:
        light, dark = (QImage(str(tmp_path / f"{theme}-{picture.name}.png")) for theme in THEMES)
        assert light.pixelColor(3, 3).lightness() > dark.pixelColor(3, 3).lightness(), picture.name


def test_what_is_right_is_labelled_in_the_text_of_the_sample() -> None:
    assert corrected_articles()
    for article in corrected_articles().values():
        sample = resources.files("nhan.resources") / "samples" / f"{article.article}.txt"
        assert article.text == sample.read_bytes().decode()
        assert all(article.text[start:end] == article.text[start:end].strip() for start, end, _ in article.spans)


def test_the_pictures_of_readme_are_ones_that_the_tour_takes() -> None:
    taken = {f"{theme}-{picture.name}" for theme in THEMES for picture in PICTURES}
    assert from_the_tour() and {path.stem for path in from_the_tour()} <= taken


def test_a_picture_in_few_colours_keeps_those_that_are_frequent() -> None:
    picture = QImage(400, 2, QImage.Format.Format_RGB32)
    picture.fill(0xFF1D5FBF)
    for x in range(400):
        picture.setPixel(x, 1, 0xFF000000 + x)
    made = in_few_colours(picture)
    assert made.colorCount() == COLOURS
    assert made.pixel(7, 0) == 0xFF1D5FBF
    off = [abs(made.pixelColor(x, 1).blue() - picture.pixelColor(x, 1).blue()) for x in range(400)]
    assert max(off) <= 2
