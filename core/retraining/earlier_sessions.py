"""What earlier sessions left to learn from: read once, when a project is opened."""

from collections.abc import Callable

from nhan.core.messages import NhanError
from nhan.core.metrics.progress import Decisions, read_decisions
from nhan.core.session import Session
from nhan.core.tagger.model_file import ModelFile
from nhan.core.tagger.model_store import imported, model_path


class EarlierSessions:
    """The journals that there are when this is made: what the session writes later is not among them."""

    def __init__(self, session: Session) -> None:
        self._project = session.project
        self._journals = session.project.journal(session.annotator)
        self._found = self._journals.sessions()

    def read(self, stopped: Callable[[], bool] = lambda: False) -> tuple[Decisions, ModelFile | None]:
        """Every decision, until ``stopped`` says so, and the project's model. Touches nothing else, so that a thread
        may call it. What is damaged counts as not there: ``nhan check`` names it."""
        try:
            decisions = read_decisions(self._journals, self._found, stopped)
        except (OSError, NhanError):
            decisions = Decisions()
        decisions.results()  # worked out here, so that the first question for them is quick
        try:
            return decisions, imported(self._project.disk, model_path(self._project.folder))[1]
        except (OSError, NhanError):
            return decisions, None
