"""The queue filtered by what is written in files: read beside the window, and shown once it is known."""

from functools import partial
from typing import assert_never

from PySide6.QtCore import QObject, Signal

from nhan.core.curation.article_filter import ArticleFilter, matching
from nhan.gui.jobs import STOPPED, Err, Job, Jobs, Ok
from nhan.gui.queue.model import QueueModel
from nhan.gui.session_bridge import SessionBridge


class Filtering(QObject):
    """Only the newest filter counts: what reads for an earlier one is stopped."""

    failed = Signal(object)  # Message
    found = Signal()  # the rows are those of the newest filter

    def __init__(self, bridge: SessionBridge, jobs: Jobs, model: QueueModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._jobs, self._model = bridge, jobs, model
        self._job: Job | None = None
        self._newest = ArticleFilter()

    def use(self, wanted: ArticleFilter) -> None:
        """Show the articles that pass; those of the filter before stay until it is known which these are."""
        self._newest = wanted
        if self._job is not None:
            self._job.stop()
            self._job = None
        if not wanted.reads:
            self._show(wanted, None)
            return
        snapshot = self._bridge.session.snapshot()
        self._job = self._jobs.run(
            self.tr("Filtering the articles"),
            lambda progress: matching(snapshot, wanted, progress.step),
            partial(self._take, wanted),
            len(snapshot.ids),
        )

    def _take(self, wanted: ArticleFilter, result: Ok[frozenset[str]] | Err) -> None:
        if wanted is not self._newest:
            return
        match result:
            case Ok(names):
                self._show(wanted, names)
            case Err(message):
                if message != STOPPED:
                    self.failed.emit(message)
            case _:
                assert_never(result)

    def _show(self, wanted: ArticleFilter, names: frozenset[str] | None) -> None:
        self._model.set_filter(wanted, names)
        self.found.emit()
