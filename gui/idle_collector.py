"""Looking for circles of references only while nobody types: a whole look takes a tenth of a second on a large project.

Short looks at what is new go on as ever. What is in no circle is freed at once in any case.
"""

import gc

from PySide6.QtCore import QObject, QTimer

from nhan.gui.jobs import Jobs
from nhan.gui.overridden import NO_WHOLE_LOOKS

IDLE = 20_000  # ms without a key


class IdleCollector(QObject):
    """Belongs to one window, of which two may be there for a moment."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._timer = QTimer(self, singleShot=True, interval=IDLE)
        self._timer.timeout.connect(self.collect)
        NO_WHOLE_LOOKS.begin(self)

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
        """Leave it to the interpreter again, unless another window is there."""
        self._timer.stop()
        NO_WHOLE_LOOKS.end(self)
