"""The docks around the article: where they stand, and the keyboard's way around them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDockWidget, QMainWindow, QStyle, QWidget

from nhan.gui.action_spec import Handlers
from nhan.gui.settings import CLOSED_PANELS, FOLDED_PANELS, WINDOW_GEOMETRY, WINDOW_STATE, Settings
from nhan.gui.widgets.dock_title import DockTitle
from nhan.gui.widgets.focus_mark import FocusMark

SIZE = QSize(1280, 800)
LOW = 600  # pixels of a screen's height on which the docks of a side share one place
ARTICLE = 0.6  # of the window's width: what the article has at least while the panels can give way
BELOW = 0.32  # of the window's height: what a panel below the article comes up with at most
WIDTHS = {"right": 310, "left": 240}  # pixels; who comes first here stays longer where there is little room
WIDEST = 1.6  # times that: in a wide window, where nobody has drawn a panel to another width
LEAST = {"right": 230, "left": 190}
VERSION = 2  # of the arrangement: one that was kept by an earlier version is not put back
_FRAME = 6  # pixels that a window manager draws around a window, at most; above it also a title
_AREA = Qt.DockWidgetArea
_AREAS = {"left": _AREA.LeftDockWidgetArea, "right": _AREA.RightDockWidgetArea, "bottom": _AREA.BottomDockWidgetArea}
_ACROSS = Qt.Orientation.Horizontal


class Dock(msgspec.Struct, frozen=True):
    """A panel beside the article. ``field`` of it takes the keyboard, and Escape leads from it back to the article.

    ``beside`` names the dock that it shares its place with, behind it, until somebody moves it. One that ``waits``
    stays away until it has something to say, see ``Docks.offer``. ``closed``: what follows when somebody closes one
    that came up on demand.
    """

    name: str
    title: str
    panel: QWidget
    side: Literal["left", "right", "bottom"]
    field: QWidget
    beside: str = ""
    waits: bool = False
    closed: Callable[[], object] = lambda: None


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
        self._folded: dict[str, list[QDockWidget]] = {}  # by side: what gave way to the article, and comes back
        self._put_away: dict[str, list[QDockWidget]] = {}  # by side: what somebody put away at once
        self._offered: set[str] = set()  # who has had something to say
        self._given: dict[str, int] = {}  # by side: the width that its panels were given here
        self._restored = False
        self._cleared = b""  # the arrangement that comes back after the article was alone

    def add(self, dock: Dock) -> None:
        """Add a panel for good: F6 goes to it, and the view menu has it."""
        widget = self._place(dock)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), widget, self._middle.setFocus)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.by_name[dock.name] = widget
        widget.toggleViewAction().triggered.connect(lambda wanted: self._remember_wish(dock.name, wanted))
        self._added.append(dock)
        self._fields.append(dock.field)

    def add_passing(self, dock: Dock) -> None:
        """Add a panel that comes up when it is asked for: Escape hides it. Those at the bottom share one place: beside
        one another none would have room for its table."""
        others = [each for each in self._standing_on("bottom") if dock.side == "bottom"]
        widget = self._place(dock)
        for other in others[-1:]:
            self._window.tabifyDockWidget(other, widget)

        def close(wanted: bool = False) -> None:
            if not wanted:
                self.hide(dock.name)
                dock.closed()

        key = QShortcut(QKeySequence(Qt.Key.Key_Escape), widget, close)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        widget.toggleViewAction().triggered.connect(close)
        self.by_name[dock.name] = widget

    def _place(self, dock: Dock) -> QDockWidget:
        widget = QDockWidget(dock.title, self._window)
        widget.setObjectName(dock.name)
        widget.setWidget(dock.panel)
        for kind in (QComboBox, QAbstractButton):
            for each in dock.panel.findChildren(kind):
                if each.focusPolicy() & Qt.FocusPolicy.ClickFocus:
                    each.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a choice by mouse leaves the keyboard where it is
        widget.setTitleBarWidget(DockTitle(dock.title, widget.toggleViewAction().trigger))
        dock.panel.setAutoFillBackground(True)  # opaque: what is painted in it need not have the dock painted below
        self._window.addDockWidget(_AREAS[dock.side], widget)
        if dock.side == "bottom":
            height = min(widget.sizeHint().height(), round(BELOW * self._window.height()))
            self._window.resizeDocks([widget], [height], Qt.Orientation.Vertical)
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

    def offer(self, name: str) -> None:
        """The dock has something to say: it comes up behind its neighbour, unless somebody has closed it before."""
        self._offered.add(name)
        if not self._restored:
            return  # see ``restore``
        widget = self.by_name[name]
        dock = next(each for each in self._added if each.name == name)
        if not widget.isHidden() or name in self._settings.get(CLOSED_PANELS):
            return
        column = self._column(dock.side)
        if self._cleared or (self._added_here(dock.side) and not column):
            return  # the article is alone, or somebody has put the whole side away
        front = [each for each in column if not each.visibleRegion().isEmpty()]
        if self._folded.get(dock.side):
            self._folded[dock.side].append(widget)
        else:
            widget.show()
            for each in front:
                each.raise_()

    def _remember_wish(self, name: str, wanted: bool) -> None:
        """Somebody has closed or opened a panel."""
        closed = [each for each in self._settings.get(CLOSED_PANELS) if each != name]
        self._settings.set(CLOSED_PANELS, closed if wanted else [*closed, name])
        if not wanted:
            self._middle.setFocus()

    @property
    def handlers(self) -> Handlers:
        return {
            "next_pane": partial(self.go_to_pane, 1),
            "previous_pane": partial(self.go_to_pane, -1),
            "left_panels": partial(self.toggle_side, "left"),
            "right_panels": partial(self.toggle_side, "right"),
        }

    def toggle_side(self, side: str) -> None:
        """Put all panels of a side away, or bring them back, however narrow the window is."""
        shown = [each for each in self._standing_on(side) if not each.isHidden()]
        if shown:
            self._put_away[side] = shown
            for each in shown:
                each.hide()
            self._middle.setFocus()
            return
        closed = self._settings.get(CLOSED_PANELS)
        usual = [self.by_name[dock.name] for dock in self._added if dock.side == side and not dock.waits]
        usual = [each for each in usual if each.objectName() not in closed]
        back = self._folded.pop(side, None) or self._put_away.pop(side, None) or usual
        for each in back:
            each.show()
        for each in back[:1]:
            each.raise_()

    # -- room for the article -------------------------------------------------------------------------------------

    def fit(self) -> None:
        """Let panels give way where the article would become narrow, and come back where there is room again."""
        if not self._restored or self._cleared:
            return
        most = room = int(self._window.width() * (1 - ARTICLE)) - 2 * _FRAME
        kept = []
        for side, least in LEAST.items():
            if not self._column(side):
                continue
            if least <= room:
                room -= least
                kept.append(side)
                self._unfold(side)
            else:
                room = 0  # the one that goes first does not come back before the other
                self._fold(side)
        columns = [(side, next(each for each in self._standing_on(side) if not each.isHidden())) for side in kept]
        own = {side for side, widget in columns if abs(widget.width() - self._given.get(side, 0)) > 1}
        usual = min(WIDEST, max(1.0, self._window.width() / SIZE.width()))
        wide = {
            side: max(LEAST[side], widget.width() if side in own else round(usual * WIDTHS[side]))
            for side, widget in columns
        }
        if columns and sum(wide.values()) > most:
            spare = most - sum(LEAST[side] for side in kept)
            share = spare / max(1, sum(WIDTHS[side] - LEAST[side] for side in kept))
            widths = [round(LEAST[side] + min(1.0, share) * (WIDTHS[side] - LEAST[side])) for side in kept]
            self._give([widget for _, widget in columns], dict(zip(kept, widths, strict=True)))
        elif len(own) < len(columns):
            self._give([widget for _, widget in columns], wide)

    def _give(self, widgets: Sequence[QDockWidget], widths: Mapping[str, int]) -> None:
        """Draw the panels to these widths, by side, as long as nobody draws them to others."""
        if any(widget.width() != width for widget, width in zip(widgets, widths.values(), strict=True)):
            self._window.resizeDocks(widgets, list(widths.values()), _ACROSS)
        self._given = {**self._given, **widths}

    def _standing_on(self, side: str) -> list[QDockWidget]:
        """The docks that are on that side now, wherever they were delivered; floating ones are on none."""
        docks = [each for each in self.by_name.values() if not each.isFloating()]
        return [each for each in docks if self._window.dockWidgetArea(each) is _AREAS[side]]

    def _column(self, side: str) -> list[QDockWidget]:
        """The docks of a side that are to be seen, or would be if there were room."""
        return [each for each in self._standing_on(side) if not each.isHidden() or each in self._folded.get(side, ())]

    def _added_here(self, side: str) -> bool:
        return any(dock.side == side and not dock.waits for dock in self._added)

    def _fold(self, side: str) -> None:
        shown = [each for each in self._standing_on(side) if not each.isHidden()]
        if shown:
            self._folded[side] = [*self._folded.get(side, ()), *shown]
            had = any(_holds(each, focus) for each in shown if (focus := QApplication.focusWidget()) is not None)
            for each in shown:
                each.hide()
            if had:
                self._middle.setFocus()

    def _unfold(self, side: str) -> None:
        back = self._folded.pop(side, [])
        for each in back:
            each.show()
        for each in back[:1]:
            each.raise_()

    def clear(self) -> None:
        """Put all docks away until they are brought back."""
        self._cleared = bytes(self._window.saveState(VERSION).data())
        for each in self.by_name.values():
            each.hide()

    def bring_back(self) -> None:
        state, self._cleared = self._cleared, b""
        self._window.restoreState(state, VERSION)
        self.fit()

    def go_to_pane(self, way: int) -> None:
        """The keyboard to the next (1) or previous (-1) pane that is to be seen."""
        panes = [pane for pane in self._fields if pane.isVisible()]
        focus = QApplication.focusWidget()
        at = next((place for place, pane in enumerate(panes) if focus is not None and _holds(pane, focus)), -1)
        panes[(at + way) % len(panes)].setFocus()

    def restore(self) -> None:
        """As the window was left, or as it is delivered."""
        folded = self._settings.get(FOLDED_PANELS)
        state, geometry = self._settings.get(WINDOW_STATE), self._settings.get(WINDOW_GEOMETRY)
        if geometry:
            self._window.restoreGeometry(geometry)
        if not state or not self._window.restoreState(state, VERSION):
            self._arrange(resize=not geometry)
        else:
            self._folded = {
                side: [self.by_name[dock.name] for dock in self._added if dock.side == side and dock.name in folded]
                for side in LEAST
            }
        self._restored = True
        for name in sorted(self._offered):
            self.offer(name)
        self.fit()

    def _arrange(self, resize: bool) -> None:
        """As delivered."""
        room = self._window.screen().availableSize()
        if resize:
            frame = self._window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight) + 2 * _FRAME
            self._window.resize(
                SIZE.boundedTo(room - QSize(2 * _FRAME, frame))
            )  # or the status line is below the screen
        for dock in self._added:
            if dock.beside in self.by_name:
                self._window.tabifyDockWidget(self.by_name[dock.beside], self.by_name[dock.name])
                self.by_name[dock.beside].raise_()
        left, right = (self._standing(side) for side in ("left", "right"))
        if room.height() < LOW and right:
            for one, other in pairwise(right):
                self._window.tabifyDockWidget(one, other)
            right[0].raise_()
        for dock in self._added:
            if dock.waits and dock.name not in self._offered:
                self.by_name[dock.name].hide()
        sides = [(column[0], WIDTHS[side]) for column, side in ((left, "left"), (right, "right")) if column]
        self._window.resizeDocks([one for one, _ in sides], [width for _, width in sides], _ACROSS)
        self._given = dict(WIDTHS)
        heights = [420, *(170 for _ in right)][: len(right)]
        self._window.resizeDocks(right, heights, Qt.Orientation.Vertical)

    def _standing(self, side: str) -> list[QDockWidget]:
        """The docks of a side that have a place of their own, from above."""
        return [
            self.by_name[dock.name] for dock in self._added if dock.side == side and dock.beside not in self.by_name
        ]

    def remember(self) -> None:
        """For the next time, also what only gave way."""
        folded = [each.objectName() for side in self._folded.values() for each in side]
        self._settings.set(FOLDED_PANELS, folded)
        self._settings.set(WINDOW_GEOMETRY, bytes(self._window.saveGeometry().data()))
        self._settings.set(WINDOW_STATE, bytes(self._window.saveState(VERSION).data()))


def _holds(pane: QWidget, focus: QWidget) -> bool:
    around = pane.parentWidget()
    return pane is focus or pane.isAncestorOf(focus) or (around is not None and around.isAncestorOf(focus))
