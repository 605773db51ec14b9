"""One backup a day, beside the window, while somebody can change the project."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer

FIRST = 20_000  # ms after the window has opened, so that a backup is not in the way of the first article
AGAIN = 3_600_000  # ms between two looks, for windows that stay open for days


class Daily(QObject):
    """Asks ``is_due`` from time to time, and has a backup made. One that has failed is not tried again by itself."""

    def __init__(self, is_due: Callable[[datetime], bool], make: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._is_due, self._make = is_due, make
        self._failed = False
        self._timer = QTimer(self, singleShot=True, interval=FIRST)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Have one made if it is time."""
        self._timer.start(AGAIN)
        if not self._failed and self._is_due(datetime.now(UTC)):
            self._make()

    def fail(self) -> None:
        """It was said once; saying it every hour would be in the way."""
        self._failed = True

    def stop(self) -> None:
        self._timer.stop()
