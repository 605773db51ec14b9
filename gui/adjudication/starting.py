"""Who adjudicates: people's work is read for them beside the window; who does not yet is asked first."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer

from nhan.core.adjudication.model_opinion import ModelOpinion
from nhan.core.messages import Message, NhanError
from nhan.core.store.project_file import Role
from nhan.core.withheld import refuse_deciding
from nhan.gui.adjudication.agreed import AgreedArticles
from nhan.gui.adjudication.stops import OpenStops, WorkRead, WorkWanted, read_work
from nhan.gui.context import Context
from nhan.gui.jobs import JobProgress
from nhan.gui.questions.confirm import confirm
from nhan.gui.settings import AUTO_SUGGEST

T = TypeVar("T")


class StartOfAdjudication(QObject):
    """Gives the stops the work that is compared."""

    def __init__(self, context: Context, stops: OpenStops, agreed: AgreedArticles) -> None:
        super().__init__(context.window)
        self._context, self._stops, self._agreed = context, stops, agreed
        self._waiting: WorkRead | None = None  # for the answer to a question
        self._closed = False
        context.events.closing.connect(self._close)
        if stops.is_adjudicator:
            self._read(read_work, stops.take)

    def _close(self) -> None:
        self._closed = True
        self._let_go()

    def _let_go(self) -> None:
        if self._waiting is not None:
            self._waiting.close()
            self._waiting = None

    def _read(self, work: Callable[[WorkWanted, JobProgress], T], then: Callable[[T], object]) -> None:
        """In a job; no child is left of one that fails, or that nobody waits for."""
        session = self._context.bridge.session
        opinion = ModelOpinion(session.project, session.annotator) if self._context.settings.get(AUTO_SUGGEST) else None
        wanted = WorkWanted(session.snapshot(), session.begun, session.shown, opinion, [])
        close = opinion.close if opinion is not None else _nothing

        def read(progress: JobProgress) -> T:
            try:
                return work(wanted, progress)
            except BaseException:
                close()
                raise

        def ready(found: T) -> None:
            if found is None:
                self._context.bridge.name_passed_over(wanted.passed)
            then(found)

        self._context.run(self.tr("Reading people's work"), read, ready, len(wanted.begun), stop=close)

    def start(self) -> None:
        """Look at people's work as it is now, and go to the first stop of the project."""
        session = self._context.bridge.session
        if session.read_only is not None:
            self._context.say(session.read_only)
            return
        self._read(read_what_differs, self._ready)

    def _ready(self, found: WorkRead | None) -> None:
        if self._closed:
            if found is not None:
                found.close()
        elif found is None:
            self._context.say(Message("window.not_adjudicating"))
        elif self._stops.is_adjudicator:
            self._begin(found)
        else:
            self._let_go()
            self._waiting = found
            QTimer.singleShot(0, self, self._ask)  # once the job has ended

    def _ask(self) -> None:
        found = self._waiting
        if found is None:
            return
        question = self.tr("Become an adjudicator of this project?")
        more = self.tr(
            "It holds for everybody: your spans are then the one version that is made of the others' work, and are "
            "compared with nobody's any more. In articles that two others have done, what all of them have goes in, "
            "and suggestions go out; where all agree, the article is done. “nhan set --role” gives you the old role "
            "back."
        )
        session = self._context.bridge.session
        if not confirm(question, more, self.tr("Adjudicate"), self._context.window) or self._waiting is not found:
            self._let_go()
            return
        me = self._context.identity.annotator_in(session.project)
        try:
            session.project.welcome(session.annotator, me.name, Role.ADJUDICATOR)
        except (NhanError, OSError) as error:
            self._let_go()
            self._context.fail(error)
            return
        self._waiting = None
        self._begin(found)

    def _begin(self, found: WorkRead) -> None:
        self._stops.take(found)
        self._agreed.begin()


def read_what_differs(wanted: WorkWanted, progress: JobProgress) -> WorkRead | None:
    """``read_work`` for who begins; None: nothing can be compared. NhanError: they may not decide."""
    refuse_deciding(wanted.snapshot.project, wanted.snapshot.annotator)
    found = read_work(wanted, progress)
    if any(found.work.of(name) for name in wanted.snapshot.ids):
        return found
    found.close()
    return None


def _nothing() -> None:
    pass
