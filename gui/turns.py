"""Work in the window's own thread, a few milliseconds at a time between two events.

For what has to touch the session or widgets. A thread beside the window would not do: the session is not for threads.
"""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

PAUSE = 15  # ms between two turns
BUDGET = 3.0  # ms that a turn may take; a step that takes longer is a turn of its own


class Turns(QObject):
    """Calls ``step`` until it returns False: then nothing is left to do until ``start`` is called again."""

    ended = Signal()  # nothing is left to do

    def __init__(self, step: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._step = step
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self.turn)

    def start(self) -> None:
        """There is something to do."""
        if not self.active:
            self._timer.start()

    def stop(self) -> None:
        """Do no more until the next ``start``."""
        self._timer.stop()

    @property
    def active(self) -> bool:
        """Whether there is something to do."""
        return self._timer.isActive()

    def turn(self) -> None:
        """Work for a few milliseconds."""
        clock = QElapsedTimer()
        clock.start()
        while self._step():
            if clock.nsecsElapsed() > BUDGET * 1e6:
                return
        self.stop()
        self.ended.emit()
