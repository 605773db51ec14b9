"""What goes on beside the window, in the status line: how far the newest job is, how quick, and a way to stop it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from nhan.gui.icons import icon
from nhan.gui.jobs import Job, Jobs

LOOK = 250  # ms between two looks at how far it is
SHORT = 0.5  # seconds; what is over sooner is not shown


class JobStrip(QWidget):
    """Hidden while nothing goes on that takes longer than a moment."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._shown: Job | None = None  # the job that the words are of
        self.words = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.stop = QToolButton(autoRaise=True)
        self.stop.setIcon(icon("close"))
        self.stop.setToolTip(self.tr("Stop"))
        self.stop.setAccessibleName(self.tr("Stop"))
        self.stop.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words)
        row.addWidget(self.stop)
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self.look)
        jobs.changed.connect(self._changed)
        self.hide()

    def _changed(self) -> None:
        if self._jobs.running:
            self._timer.start()
        else:
            self._timer.stop()
            self._shown = None
            self.hide()

    def look(self) -> None:
        """Show how far it is now."""
        job = next((job for job in reversed(self._jobs.running) if job.progress.seconds >= SHORT), None)
        self._shown = job
        self.setVisible(job is not None)
        if job is not None:
            self.words.setText(self._say(job))
            self.stop.setVisible(job.stoppable and not job.progress.stopped)

    def _say(self, job: Job) -> str:
        progress, fields = job.progress, {"job": job.title, "done": job.progress.done, "total": job.progress.total}
        if not progress.done:
            return self.tr("{job}…").format(**fields)
        if not progress.total:
            return self.tr("{job}: {done}, {rate} a minute").format(rate=round(progress.rate), **fields)
        return self.tr("{job}: {done} of {total}, {rate} a minute").format(rate=round(progress.rate), **fields)

    def _stop(self) -> None:
        if self._shown is not None:
            self._shown.stop()
            self.look()
