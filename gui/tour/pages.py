"""What comes up in the window itself: bars, panels, menus, other ways to show the article."""

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from nhan.gui.actions import MENUS, menu_title
from nhan.gui.settings import TEXT_PX
from nhan.gui.tour.picture import Arrange, Group, Picture, page, trigger
from nhan.gui.tour.scenes import FIRST, SECOND, worked
from nhan.gui.tour.tour import Tour


def begin(tour: Tour) -> None:
    tour.open(worked(tour.folder("pages")), FIRST)


def type_there(words: str) -> Arrange:
    return lambda tour: tour.type_into_focus(words)


def search_there(words: str) -> Arrange:
    """Type into what has the keyboard, and Enter."""

    def search(tour: Tour) -> None:
        tour.type_into_focus(words)
        tour.press_in_focus("Return")

    return search


def leave(tour: Tour) -> None:
    """Escape leads from wherever the keyboard is back to the article."""
    tour.press_in_focus("Escape")
    tour.back_to_the_article()


def then(*steps: Arrange) -> Arrange:
    """One after the other."""

    def arrange(tour: Tour) -> None:
        for step in steps:
            step(tour)
            tour.settle()

    return arrange


def raise_learning(tour: Tour) -> None:
    """Behind the list of spans."""
    if "learning" in tour.window.docks.by_name:
        tour.window.docks.show("learning")


def on_words(words: str) -> Arrange:
    """The first span over these words is active."""

    def go(tour: Tour) -> None:
        found = next(each for each in tour.document if tour.document.text[each.start : each.end] == words)
        tour.window.view.set_active(found.id)

    return go


def to_another_article(tour: Tour) -> None:
    tour.window.show_article(SECOND)


def to_a_candidate(tour: Tour) -> None:
    """Tab, until it stops where a span may be missing."""
    for _ in range(len(tour.document)):
        tour.do("next_stop")
        if tour.window.view.selection is not None:
            return


def open_context_menu(tour: Tour) -> None:
    """By a click on the active span."""
    view = tour.window.view
    span = view.span(view.active or "")
    assert span is not None
    at = view.rect_of(span.start + 1).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)


def popup(_: Tour) -> QWidget:
    """The menu that is open."""
    found = QApplication.activePopupWidget()
    assert found is not None
    return found


def menu(name: str) -> Picture:
    """A menu of the menu bar, as it would open."""

    def find(tour: Tour) -> QWidget:
        title = menu_title(name)
        found = next(each.menu() for each in tour.window.menuBar().actions() if each.text() == title)
        assert isinstance(found, QMenu)
        found.adjustSize()
        return found

    return Picture(f"menu-{name}", shown=find)


def close_popup(tour: Tour) -> None:
    while (found := QApplication.activePopupWidget()) is not None:
        found.close()
    tour.back_to_the_article()


PAGES = Group(
    begin,
    (
        Picture("half-done"),
        page("find", then=type_there("hưng yên")),
        Picture("found", lambda tour: tour.press_in_focus("Return"), ("find_next", "find_previous")),
        page("find_corpus", "concordance", leave, search_there("hung yen")),
        Picture("learning", then(leave, raise_learning)),
        page("note", then=type_there("Hỏi lại: chợ Bái có phải địa điểm?")),
        page("propose_corpus", "all-the-same", then(leave, to_another_article, on_words("TP.HCM"))),
        page("withdraw_corpus", "reject-all-the-same", on_words("TP.HCM")),
        page("compact", first=leave),
        page("compact", "comfortable"),
        page("larger", first=lambda tour: tour.window.settings.set(TEXT_PX, 21)),
        page("candidates", first=trigger("normal_size"), then=to_a_candidate),
        *(menu(name) for name in MENUS),
        Picture("context-menu", then(on_words("TP.HCM"), open_context_menu), shown=popup),
        page("suggest_all", first=close_popup),
    ),
)
