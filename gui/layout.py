"""The docks around the article: where they stand, and the keyboard's way around them."""

from functools import partial
from itertools import pairwise
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDockWidget, QMainWindow, QStyle, QWidget

from nhan.gui.actions import Handlers
from nhan.gui.settings import WINDOW_GEOMETRY, WINDOW_STATE, Settings
from nhan.gui.widgets.focus_mark import FocusMark

SIZE = QSize(1280, 800)
LOW, NARROW = 600, 1000  # pixels of a screen on which the docks share a place, and the queue waits in the view menu
_FRAME = 6  # pixels that a window manager draws around a window, at most; above it also a title
_AREA = Qt.DockWidgetArea
_AREAS = {"left": _AREA.LeftDockWidgetArea, "right": _AREA.RightDockWidgetArea, "bottom": _AREA.BottomDockWidgetArea}


class Dock(msgspec.Struct, frozen=True):
    """A panel beside the article. ``field`` of it takes the keyboard, and Escape leads from it back to the article.

    ``beside`` names the dock that it shares its place with, behind it, until somebody moves it.
    """

    name: str
    title: str
    panel: QWidget
    side: Literal["left", "right", "bottom"]
    field: QWidget
    beside: str = ""


class Docks(QObject):
    """A window's docks by name, around the widget ``middle``."""

    def __init__(self, window: QMainWindow, middle: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._middle, self._settings = window, middle, settings
        self._fields: list[QWidget] = [middle]  # what F6 goes round
        self._mark = FocusMark(window)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)
        self._added: list[Dock] = []
        self.by_name: dict[str, QDockWidget] = {}

    def add(self, dock: Dock) -> None:
        """Add a panel for good: F6 goes to it, and the view menu has it."""
        widget = self._place(dock)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), widget, self._middle.setFocus)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.by_name[dock.name] = widget
        self._added.append(dock)
        self._fields.append(dock.field)

    def add_passing(self, dock: Dock) -> None:
        """Add a panel that comes up when it is asked for: Escape hides it."""
        widget = self._place(dock)
        close = QShortcut(QKeySequence(Qt.Key.Key_Escape), widget, lambda: self.hide(dock.name))
        close.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.by_name[dock.name] = widget

    def _place(self, dock: Dock) -> QDockWidget:
        widget = QDockWidget(dock.title, self._window)
        widget.setObjectName(dock.name)
        widget.setWidget(dock.panel)
        for kind in (QComboBox, QAbstractButton):
            for each in dock.panel.findChildren(kind):
                if each.focusPolicy() & Qt.FocusPolicy.ClickFocus:
                    each.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a choice by mouse leaves the keyboard where it is
        dock.panel.setAutoFillBackground(True)  # opaque: what is painted in it need not have the dock painted below
        widget.installEventFilter(self._window)
        self._window.addDockWidget(_AREAS[dock.side], widget)
        return widget

    def _focus_changed(self, _was: QWidget | None, now: QWidget | None) -> None:
        """The pane that has the keyboard shows it."""
        if now is None or now.window() is not self._window:
            return  # a dialog or a menu, which gives it back
        middle = self._middle.parentWidget()
        panes = [widget.widget() for widget in self.by_name.values()] + ([middle] if middle is not None else [])
        self._mark.mark(next((pane for pane in panes if pane is now or pane.isAncestorOf(now)), None))

    def hide(self, name: str) -> None:
        """Put a dock away, and the keyboard back to the article."""
        self.by_name[name].hide()
        self._middle.setFocus()

    def show(self, name: str) -> None:
        """Bring a dock up."""
        self.by_name[name].show()
        self.by_name[name].raise_()

    @property
    def handlers(self) -> Handlers:
        return {"next_pane": partial(self.go_to_pane, 1), "previous_pane": partial(self.go_to_pane, -1)}

    def go_to_pane(self, way: int) -> None:
        """The keyboard to the next (1) or previous (-1) pane that is to be seen."""
        panes = [pane for pane in self._fields if pane.isVisible()]
        focus = QApplication.focusWidget()
        at = next((place for place, pane in enumerate(panes) if focus is not None and _holds(pane, focus)), -1)
        panes[(at + way) % len(panes)].setFocus()

    def restore(self) -> None:
        """As the window was left, or as it is delivered."""
        state = self._settings.get(WINDOW_STATE)
        if state:
            self._window.restoreGeometry(self._settings.get(WINDOW_GEOMETRY))
            self._window.restoreState(state)
            return
        room = self._window.screen().availableSize()
        frame = self._window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight) + 2 * _FRAME
        self._window.resize(SIZE.boundedTo(room - QSize(2 * _FRAME, frame)))  # or the status line is below the screen
        for dock in self._added:
            if dock.beside in self.by_name:
                self._window.tabifyDockWidget(self.by_name[dock.beside], self.by_name[dock.name])
                self.by_name[dock.beside].raise_()
        left, right = (self._standing(side) for side in ("left", "right"))
        if room.height() < LOW and right:
            for one, other in pairwise(right):
                self._window.tabifyDockWidget(one, other)
            right[0].raise_()
        for widget in left:
            widget.setHidden(room.width() < NARROW)
        widths = [(column[0], width) for column, width in ((left, 270), (right, 330)) if column]
        self._window.resizeDocks([one for one, _ in widths], [width for _, width in widths], Qt.Orientation.Horizontal)
        heights = [420, *(140 for _ in right)][: len(right)]
        self._window.resizeDocks(right, heights, Qt.Orientation.Vertical)

    def _standing(self, side: str) -> list[QDockWidget]:
        """The docks of a side that have a place of their own, from above."""
        return [
            self.by_name[dock.name] for dock in self._added if dock.side == side and dock.beside not in self.by_name
        ]

    def remember(self) -> None:
        self._settings.set(WINDOW_GEOMETRY, bytes(self._window.saveGeometry().data()))
        self._settings.set(WINDOW_STATE, bytes(self._window.saveState().data()))


def _holds(pane: QWidget, focus: QWidget) -> bool:
    around = pane.parentWidget()
    return pane is focus or pane.isAncestorOf(focus) or (around is not None and around.isAncestorOf(focus))
