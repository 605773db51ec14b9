"""Who suggests in the project that is open: kept for each project with the person's settings, not in the project.

A project is shared; whether its texts may go to a server is for each person to say.
"""

from concurrent.futures import wait
from functools import partial

from PySide6.QtCore import QObject

from nhan.core.messages import Message
from nhan.core.suggest.client import SuggestClient
from nhan.core.suggest.outcome import Suggested, SuggestFailed
from nhan.core.suggest.suggester_choice import SuggesterChoice, chosen_suggester, parameters_for
from nhan.gui.context import Context
from nhan.gui.jobs import STOPPED, Job, JobProgress, Stopped
from nhan.gui.questions.asked import asked
from nhan.gui.settings import SUGGESTERS
from nhan.gui.suggestions.chooser import SuggesterDialog

_LOOK_S = 0.2  # how often a try looks whether it was stopped
_SHOWN = 3  # spans of a try that are named


class SuggesterChooser(QObject):
    """Asks who is to suggest, tries it beside the window, and keeps what was chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._dialog: SuggesterDialog | None = None
        self._job: Job | None = None  # of trying
        self._project = str(context.bridge.session.project.folder.resolve())

    @property
    def wanted(self) -> SuggesterChoice:
        return self._context.settings.suggester_of(self._context.bridge.session.project.folder)

    def choose(self) -> None:
        """The dialog. What is chosen holds at once."""
        before = self._context.settings.get(SUGGESTERS).get(self._project, SuggesterChoice())
        dialog = SuggesterDialog(before, self._context.language.say, self._context.window)
        dialog.tried.connect(partial(self._try, dialog))
        self._dialog = dialog
        accepted = asked(dialog)
        self._dialog = None
        if self._job is not None:
            self._job.stop()
        choice = dialog.choice
        if accepted and choice != before:
            others = {key: each for key, each in self._context.settings.get(SUGGESTERS).items() if key != self._project}
            self._context.settings.set(SUGGESTERS, others | ({self._project: choice} if choice.name else {}))

    def _try(self, dialog: SuggesterDialog, choice: SuggesterChoice) -> None:
        session, document = self._context.bridge.session, self._context.bridge.document
        if document is None:
            dialog.show_result(self.tr("There is no article to try it on."))
            return
        name, parameters = chosen_suggester(session.project, session.annotator, choice)
        if choice.advises:  # it is tried by itself, not as adviser of the project's model
            name, parameters = choice.name, parameters_for(session.project, session.annotator, choice)
        article, text = document.id, document.text

        def ask(progress: JobProgress) -> tuple[Suggested | SuggestFailed, float]:
            with SuggestClient(name, parameters) as client:
                asked = client.submit(article, text)
                while not asked.done():
                    if progress.stopped:
                        raise Stopped
                    wait([asked], timeout=_LOOK_S)
                return asked.result(), progress.seconds

        def tried(found: tuple[Suggested | SuggestFailed, float]) -> None:
            if dialog is self._dialog and dialog.choice == choice:
                dialog.show_result(self._words(text, *found))

        def refused(message: Message) -> None:
            if dialog is self._dialog:
                dialog.show_result("" if message == STOPPED else self._context.language.say(message))

        self._job = self._context.run(self.tr("Trying a suggester"), ask, tried, refused=refused)

    def _words(self, text: str, outcome: Suggested | SuggestFailed, seconds: float) -> str:
        """What came of it, as the dialog says it."""
        if isinstance(outcome, SuggestFailed):
            return self._context.language.say(outcome.message)
        named = [f"{text[span.start : span.end]} ({span.label})" for span in outcome.spans[:_SHOWN]]
        said = self.tr("%n spans", "", len(outcome.spans)) + f" · {seconds:.1f} s"
        return f"{said}\n{', '.join(named)}" if named else said
