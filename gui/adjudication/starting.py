"""Who adjudicates: people's work is read for them beside the window; who does not yet is asked first."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from nhan.core.messages import Message, NhanError
from nhan.core.readable import Unreadable
from nhan.core.store.project_file import Role
from nhan.core.withheld import refuse_deciding
from nhan.gui.adjudication.agreed import AgreedArticles
from nhan.gui.adjudication.stops import OpenStops, WorkRead, read_work
from nhan.gui.context import Context
from nhan.gui.jobs import JobProgress
from nhan.gui.questions.confirm import confirm
from nhan.gui.settings import AUTO_SUGGEST


class StartOfAdjudication(QObject):
    """Gives the stops the work that is compared."""

    def __init__(self, context: Context, stops: OpenStops, agreed: AgreedArticles) -> None:
        super().__init__(context.window)
        self._context, self._stops, self._agreed = context, stops, agreed
        if stops.is_adjudicator:
            begun = context.bridge.session.begun
            passed: list[Unreadable] = []
            work = partial(read_work, context.bridge.session.snapshot(), begun, passed.append, self._asked_about)

            def read(found: WorkRead) -> None:
                context.bridge.name_passed_over(passed)
                stops.take(found)

            context.run(self.tr("Reading people's work"), work, read, len(begun))

    @property
    def _asked_about(self) -> str | None:
        """The article that a model is asked about first; None where the user wants no model to suggest."""
        return self._context.bridge.session.shown or "" if self._context.settings.get(AUTO_SUGGEST) else None

    def start(self) -> None:
        """Look at people's work as it is now, and go to the first stop of the project."""
        session = self._context.bridge.session
        if session.read_only is not None:
            self._context.say(session.read_only)
            return
        snapshot, begun, passed = session.snapshot(), session.begun, list[Unreadable]()
        here = self._asked_about

        def read(progress: JobProgress) -> WorkRead | None:
            """None: nothing can be compared."""
            refuse_deciding(snapshot.project, snapshot.annotator)
            found = read_work(snapshot, begun, passed.append, here, progress)
            return found if any(found.work.of(name) for name in snapshot.ids) else None

        def ready(found: WorkRead | None) -> None:
            self._context.bridge.name_passed_over(passed)
            if found is None:
                self._context.say(Message("window.not_adjudicating"))
            elif self._stops.is_adjudicator:
                self._begin(found)
            else:
                QTimer.singleShot(0, self, partial(self._ask, found))  # once the job has ended

        self._context.run(self.tr("Reading people's work"), read, ready, len(begun))

    def _ask(self, found: WorkRead) -> None:
        question = self.tr("Become an adjudicator of this project?")
        more = self.tr(
            "It holds for everybody: your spans are then the one version that is made of the others' work, and are "
            "compared with nobody's any more. In articles that two others have done, what all of them have goes in, "
            "and suggestions go out. “nhan set --role” gives you the old role back."
        )
        session = self._context.bridge.session
        if not confirm(question, more, self.tr("Adjudicate"), self._context.window):
            return
        me = self._context.identity.annotator_in(session.project)
        try:
            session.project.welcome(session.annotator, me.name, Role.ADJUDICATOR)
        except (NhanError, OSError) as error:
            self._context.fail(error)
            return
        self._begin(found)

    def _begin(self, found: WorkRead) -> None:
        self._stops.take(found)
        self._agreed.begin()
