"""Looking for doubts beside the window: a child process trains and reads, a job waits for it and reads the articles."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QObject

from nhan.core.document import Document
from nhan.core.doubts.answering import telling_place
from nhan.core.doubts.doubt import Doubt
from nhan.core.doubts.doubt_store import keep_doubts, kept_doubts
from nhan.core.doubts.finder import DoubtFinder, whole_work
from nhan.core.doubts.protocol import Doubts
from nhan.core.messages import Message, NhanError
from nhan.core.readable import Opened, Unreadable
from nhan.core.snapshot import Snapshot
from nhan.core.system_reason import reason_of
from nhan.gui.context import Context
from nhan.gui.jobs import STOPPED, Job, JobProgress, Stopped

Stop = Callable[[], object]


class OpenDoubt(msgspec.Struct, frozen=True):
    """A doubt that waits for an answer, with the words that it is about, those of the alternative where it has other
    edges, and the article's title. ``at``: the number of the place that these words are of."""

    doubt: Doubt
    at: int
    words: str
    other: str
    title: str


class FoundDoubts(msgspec.Struct):
    """What waits, the most doubtful first, and the articles that could not be read. ``not_kept``: why the list will not
    be there the next time; "" = it will."""

    waiting: list[OpenDoubt] = []
    damaged: list[Unreadable] = []
    not_kept: str | Message = ""


Work = Callable[[JobProgress], FoundDoubts | None]
Then = Callable[[FoundDoubts | None], object]


class Looking(QObject):
    """One look at a time. ``then`` gets what was found; None where nobody has looked yet, it was stopped or failed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._job: Job | None = None

    @property
    def is_on(self) -> bool:
        """Whether something is being looked for."""
        return self._job is not None and self._job in self._context.jobs.running

    def last(self, then: Then) -> None:
        """What was found last, as far as it is not answered."""
        snapshot = self._context.bridge.session.snapshot()

        def read(progress: JobProgress) -> FoundDoubts | None:
            project = snapshot.project
            kept = kept_doubts(project.disk, project.folder, snapshot.annotator)
            return None if kept is None else waiting(snapshot, kept, progress)

        self._run(self.tr("Reading doubts"), read, then)

    def look(self, then: Then, words_only: bool) -> None:
        """Look through all done work. Stopping it ends the child process at once."""
        session = self._context.bridge.session
        snapshot, keeps = session.snapshot(), session.read_only is None
        finder = DoubtFinder(snapshot.project)
        work = partial(look, snapshot, finder, words_only, keeps)
        self._run(self.tr("Looking for doubts"), work, then, finder.stop)

    def _run(self, title: str, work: Work, then: Then, stop: Stop = lambda: None) -> None:
        if self.is_on:
            return

        def found(result: FoundDoubts | None) -> None:
            self._job = None
            if result is not None:
                self._context.bridge.name_passed_over(result.damaged)
            then(result)
            if result is not None and result.not_kept:
                self._context.fail(Message("doubts.not_kept", {"reason": result.not_kept}))

        def refused(message: Message) -> None:
            self._job = None
            if message != STOPPED:
                self._context.fail(message)
            then(None)

        job = self._context.run(title, work, found, refused=refused, stop=stop)
        if job in self._context.jobs.running:
            self._job = job


def look(snapshot: Snapshot, finder: DoubtFinder, words_only: bool, keeps: bool, progress: JobProgress) -> FoundDoubts:
    """In a job. NhanError where nothing can be found; Stopped where nobody wants it any more. ``keeps``: whether the
    list is for those whose work it is."""
    project, damaged = snapshot.project, list[Unreadable]()

    def seen(done: int, of: int) -> None:
        progress.total, progress.done = of, done - 1
        progress.step()

    articles = whole_work(project, snapshot.readings(), damaged.append, progress.step)
    try:
        found = finder.find(articles, seen, words_only=words_only)
    except NhanError:
        if progress.stopped:
            raise Stopped from None
        raise
    not_kept = _kept(snapshot, found) if keeps else ""
    result = waiting(snapshot, found, progress)
    return FoundDoubts(result.waiting, [*damaged, *result.damaged], not_kept)


def _kept(snapshot: Snapshot, found: Doubts) -> str | Message:
    """Keep them for the next time; why that cannot be, "" where it can."""
    try:
        keep_doubts(snapshot.project.disk, snapshot.project.folder, snapshot.annotator, found)
    except OSError as error:
        return reason_of(error)
    return ""


def waiting(snapshot: Snapshot, found: Doubts, progress: JobProgress) -> FoundDoubts:
    """In a job: those of the doubts that nobody has answered."""
    articles = {name: snapshot.read(name) for name in {each.article for each in found.doubts} & set(snapshot.ids)}
    result = FoundDoubts()
    for reading in articles.values():
        if isinstance(reading, Unreadable):
            result.damaged.append(reading)
    for doubt in found.doubts:
        progress.step()
        here = articles.get(doubt.article)
        if isinstance(here, Opened) and (waits := open_doubt(here.document, doubt)) is not None:
            result.waiting.append(waits)
    return result


def open_doubt(document: Document, doubt: Doubt) -> OpenDoubt | None:
    """The doubt as it waits in the article; None where it is answered."""
    number = telling_place(document, doubt)
    if number is None:
        return None
    place, other = doubt.places[number], doubt.alternative[number]
    others = document.text[slice(*other[:2])] if other is not None and other[:2] != place else ""
    title = document.article.title or doubt.article
    return OpenDoubt(doubt, number, document.text[slice(*place)], others, title)
