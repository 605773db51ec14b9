"""Looking for circles of references only while nobody types: a whole look takes a tenth of a second on a large project.

Short looks at what is new go on as ever. What is in no circle is freed at once in any case.
"""

import gc

from PySide6.QtCore import QObject, QTimer

from nhan.gui.jobs import Jobs

IDLE = 20_000  # ms without a key
NEVER = 1_000_000  # short looks until a whole one by itself


class IdleCollector(QObject):
    """Belongs to one window; two of them do no harm."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._usual = gc.get_threshold()
        self._timer = QTimer(self, singleShot=True, interval=IDLE)
        self._timer.timeout.connect(self.collect)
        gc.set_threshold(*self._usual[:2], NEVER)

    def wait(self) -> None:
        """Somebody is at work: not before a while."""
        self._timer.start()

    def collect(self) -> None:
        """Look at everything now, unless a job runs."""
        if self._jobs.running:
            self.wait()
        else:
            gc.collect()

    def close(self) -> None:
        """Leave it to the interpreter again."""
        self._timer.stop()
        gc.set_threshold(*self._usual)
