"""Keeps what is looked at in place while estimated heights become exact, moves it by blits, and fills idle time."""

from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea

from nhan.gui.article_view.page import Page

_SLICE = 0.004  # seconds of measuring between two looks at the event queue
_QUIET = 120  # ms after the last move before measuring starts: it must not stand in the way of keys


class Scrolling(QObject):
    """The vertical place of one page in a scroll area. ``y`` is the page height at the viewport's top."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        # Its parts are asked for each time: while a window is being destroyed, a part kept in Python is gone before the
        # last events (focus out) come, and touching it then ends the program.
        self._area = area
        self._page: Page | None = None
        self._shown: tuple[int, int] | None = None  # a piece and where it was on the screen when last drawn
        self._quiet = False
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._measure)

    @property
    def y(self) -> int:
        return self._area.verticalScrollBar().value()

    def set_page(self, page: Page | None, y: int = 0) -> None:
        """A new page or a new layout of it, with ``y`` at the top."""
        self._page = page
        self._shown = None
        self._put(y)
        self.settle()
        self._area.viewport().update()

    def scroll_to(self, y: int, keep: int) -> None:
        """Bring page height ``y`` to the top; if heights turn out otherwise, piece ``keep`` is what stays in place."""
        self._put(y)
        self.settle(keep)

    def bar_moved(self) -> None:
        """The scroll bar has another value (called by the view)."""
        if not self._quiet:
            self.settle()

    def settle(self, keep: int | None = None) -> None:
        """Make the heights on screen exact without moving what was there, then bring the screen up to date."""
        page = self._page
        if page is None:
            return
        for _ in range(4):  # each round can bring new pieces into view
            before = self.y
            if not self._settle_once(page, keep) and self.y == before:
                break
        self._blit(page)
        self._idle.start(_QUIET)

    def _settle_once(self, page: Page, keep: int | None) -> bool:
        y, bottom = self.y, self.y + self._area.viewport().height()
        first = page.at(y)
        if keep is None:
            keep = self._exact_from(page, first, bottom)
        keep_at = page.top(keep) - y
        changed = False
        piece, top = first, page.top(first)
        while piece < len(page.pieces) and top < bottom:
            if not page.is_exact(piece):
                before = page.heights[piece]
                page.shaped(piece)
                changed |= before != page.heights[piece]
            top += page.heights[piece]
            piece += 1
        self._put(page.top(keep) - keep_at)
        return changed

    def _exact_from(self, page: Page, first: int, bottom: int) -> int:
        """What was already on screen must not move: the first exact piece in view."""
        piece = first
        while piece < len(page.pieces) and page.top(piece) < bottom:
            if page.is_exact(piece):
                return piece
            piece += 1
        return first

    def _put(self, y: int) -> None:
        bar, height, page = self._area.verticalScrollBar(), self._area.viewport().height(), self._page
        self._quiet = True
        most = max(0, page.height - height) if page is not None else 0
        if bar.maximum() != most:
            bar.setRange(0, most)
        if page is not None:
            bar.setSingleStep(page.metrics.pitch)
            bar.setPageStep(max(1, height - page.metrics.pitch))  # one line stays in view
        if bar.value() != y:
            bar.setValue(y)
        self._quiet = False

    def _blit(self, page: Page) -> None:
        """Move the pixels that are still right; Qt asks for the strip that is new."""
        shown, y, height = self._shown, self.y, self._area.viewport().height()
        first = page.at(y)
        self._shown = (first, page.top(first) - y)
        if shown is None:
            return
        moved = page.top(shown[0]) - y - shown[1]
        if moved:
            if abs(moved) < height:
                self._area.viewport().scroll(0, moved)
            else:
                self._area.viewport().update()

    def _measure(self) -> None:
        page = self._page
        if page is None:
            return
        first = page.at(self.y)
        keep_at = page.top(first) - self.y
        until = perf_counter() + _SLICE
        more = True
        while more and perf_counter() < until:
            more = page.measure_next()
        self._put(page.top(first) - keep_at)
        self._blit(page)
        if more:
            self._idle.start(0)
