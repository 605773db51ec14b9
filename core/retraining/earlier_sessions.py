"""What earlier sessions left to learn from: read once, when a project is opened."""

from collections.abc import Callable

from nhan.core.messages import NhanError
from nhan.core.metrics.progress import Decisions, read_decisions
from nhan.core.people.learn_from import trained_by
from nhan.core.retraining.corrections_of_all import corrections_of_others
from nhan.core.session import Session
from nhan.core.tagger.model_file import ModelFile
from nhan.core.tagger.model_store import imported, newest_model
from nhan.core.tagger.training_example import CorrectedArticle


class EarlierSessions:
    """The journals that there are when this is made: what the session writes later is not among them."""

    def __init__(self, session: Session) -> None:
        self._session, self._project = session, session.project
        self._journals = session.project.journal(session.annotator)
        self._found = self._journals.sessions()
        self._whose_models = trained_by(self._project, session.annotator)

    def others(self, stopped: Callable[[], bool] = lambda: False) -> list[CorrectedArticle]:
        """What others are done with and the project's model learns from, likewise."""
        try:
            return list(corrections_of_others(self._session, (), lambda _: None, stopped))
        except (OSError, NhanError):
            return []

    def read(self, stopped: Callable[[], bool] = lambda: False) -> tuple[Decisions, ModelFile | None]:
        """Every decision, until ``stopped`` says so, and the project's model. Touches nothing else, so that a thread
        may call it. What is damaged counts as not there: ``nhan check`` names it."""
        try:
            decisions = read_decisions(self._journals, self._found, stopped)
        except (OSError, NhanError):
            decisions = Decisions()
        decisions.results()  # worked out here, so that the first question for them is quick
        try:
            model = newest_model(self._project.disk, self._project.folder, self._whose_models)
            return decisions, imported(self._project.disk, model)[1] if model else None
        except (OSError, NhanError):
            return decisions, None
