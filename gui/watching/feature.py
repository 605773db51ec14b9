"""New articles appear in the queue, and what others did to an article comes into the window.

The folder is looked at every few seconds, beside the window: network folders tell nobody of changes.
"""

from contextlib import suppress

import msgspec
from PySide6.QtCore import QObject, QTimer

from nhan.core.messages import Message
from nhan.core.store.fingerprint import Fingerprint, articles_in, fingerprint
from nhan.gui.context import Context, Feature
from nhan.gui.jobs import JobProgress

EVERY = 3000  # ms


class _Seen(msgspec.Struct, frozen=True):
    """The folder as it is, and what is other than before: packs, records or journals, and how many articles more."""

    fingerprint: Fingerprint
    packs: bool
    work: bool
    records: list[str]  # ids of articles in whose folders something was written
    new_articles: int


class FolderWatcher(QObject):
    """Belongs to one window."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._last: Fingerprint | None = None  # None: the folder could not be read
        with suppress(OSError):
            self._last = self._fingerprint()
        self._looking = False
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        context.events.closing.connect(self._timer.stop)

    def look(self) -> None:
        """Look at the folder beside the window."""
        if not self._looking:
            self._looking = True
            self._context.run(self.tr("Looking at the folder"), self._work, self._seen, refused=self._see_nothing)

    def _fingerprint(self) -> Fingerprint:
        session = self._context.bridge.session
        return fingerprint(session.project.disk, session.project.folder, session.annotator)

    def _work(self, _: JobProgress) -> _Seen:
        project, found, last = self._context.bridge.session.project, self._fingerprint(), self._last
        before = len(project)
        packs = last is None or last.packs != found.packs
        if packs:
            project.refresh()
        records = articles_in(found.folders_changed_since(last), project.ids)
        return _Seen(found, packs, last is None or last.work != found.work, records, len(project) - before)

    def _seen(self, seen: _Seen) -> None:
        self._looking = False
        self._last = seen.fingerprint
        if seen.work:
            self._context.bridge.look()
            self._context.order.refresh(seen.records)
        if seen.packs:
            self._context.events.articles_added.emit()
        if seen.new_articles > 0:
            self._context.say(Message("window.articles_came", {"count": seen.new_articles}))

    def _see_nothing(self, _: Message) -> None:
        self._looking = False  # a folder that is away for a while: what is written there says so


def attach(context: Context) -> Feature:
    FolderWatcher(context)
    return Feature()
