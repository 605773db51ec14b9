"""The docks around the article: where they stand, and the keyboard's way around them."""

from itertools import pairwise

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QStyle, QWidget

from nhan.gui.settings import Settings

SIZE = QSize(1280, 800)
LOW, NARROW = 600, 1000  # pixels of a screen on which the docks share a place, and the queue waits in the view menu
_FRAME = 6  # pixels that a window manager draws around a window, at most; above it also a title
_LEFT, _RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_AREAS = {"left": _LEFT, "right": _RIGHT}


class Docks(QObject):
    """A window's docks by name, around the widget ``middle``."""

    def __init__(self, window: QMainWindow, middle: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._middle, self._settings = window, middle, settings
        self._fields: list[QWidget] = [middle]  # what F6 goes round
        self.by_name: dict[str, QDockWidget] = {}

    def add(self, name: str, title: str, panel: QWidget, side: str, field: QWidget, shown: bool = True) -> None:
        """Add a panel; ``field`` of it takes the keyboard, and Escape leads from it back to the middle."""
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        dock.setWidget(panel)
        panel.setAutoFillBackground(True)  # opaque: what is painted in it need not have the dock painted below
        self._window.addDockWidget(_AREAS[side], dock)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), dock, self._middle.setFocus)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        dock.setVisible(shown)
        self.by_name[name] = dock
        self._fields.append(field)

    def show(self, name: str) -> None:
        """Bring a dock up."""
        self.by_name[name].show()
        self.by_name[name].raise_()

    def go_to_pane(self, way: int) -> None:
        """The keyboard to the next (1) or previous (-1) pane that is to be seen."""
        panes = [pane for pane in self._fields if pane.isVisible()]
        focus = QApplication.focusWidget()
        at = next((place for place, pane in enumerate(panes) if focus is not None and _holds(pane, focus)), -1)
        panes[(at + way) % len(panes)].setFocus()

    def restore(self) -> None:
        """As the window was left, or as it is delivered."""
        state = self._settings.get("window_state")
        if state:
            self._window.restoreGeometry(self._settings.get("window_geometry"))
            self._window.restoreState(state)
            return
        room = self._window.screen().availableSize()
        frame = self._window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight) + 2 * _FRAME
        self._window.resize(SIZE.boundedTo(room - QSize(2 * _FRAME, frame)))  # or the status line is below the screen
        docks = self.by_name
        self._window.tabifyDockWidget(docks["spans"], docks["learning"])
        docks["spans"].raise_()
        right = [docks["spans"], docks["guideline"], docks["note"]]
        if room.height() < LOW:
            for one, other in pairwise(right):
                self._window.tabifyDockWidget(one, other)
            docks["spans"].raise_()
        docks["queue"].setHidden(room.width() < NARROW)
        self._window.resizeDocks([docks["queue"], docks["spans"]], [270, 330], Qt.Orientation.Horizontal)
        heights = [420] + [140] * (len(right) - 1)
        self._window.resizeDocks(right, heights, Qt.Orientation.Vertical)

    def remember(self) -> None:
        self._settings.set("window_geometry", self._window.saveGeometry().data())
        self._settings.set("window_state", self._window.saveState().data())


def _holds(pane: QWidget, focus: QWidget) -> bool:
    around = pane.parentWidget()
    return pane is focus or pane.isAncestorOf(focus) or (around is not None and around.isAncestorOf(focus))
