"""Training seen from the program: a child process per model, which can be ended at any time and blocks no window."""

from pathlib import Path

from nhan.core.messages import NhanError
from nhan.core.retraining.protocol import TRAINING, Train
from nhan.core.store.disk import Disk
from nhan.core.system_reason import reason_of
from nhan.core.tagger.advice.kept_advice import KeptAdvice
from nhan.core.tagger.model_file import ModelFile, decode
from nhan.core.tagger.model_store import CACHE, MODELS, advice_path, keep_model, tokenized_path
from nhan.core.tagger.training_example import CorrectedArticle
from nhan.core.workers.channel import Seen
from nhan.core.workers.restarted_child import RestartedChild


class Trainer:
    """Trains one model at a time in a child process. Call from any thread but the window's; ``stop`` from any."""

    def __init__(self, disk: Disk, project: Path, annotator: str) -> None:
        self._disk = disk
        self._project = project
        self._annotator = annotator
        self._child = RestartedChild(TRAINING)

    def train(
        self, articles: list[CorrectedArticle], at: str, seen: Seen = lambda _, __: None, adviser: str = ""
    ) -> ModelFile:
        """Train on these, the newest last, and put the model in the place of the person's last one. ``adviser``: whose
        advice the model is to learn from, "" = nobody's.

        NhanError, with the last model still there, when there is nothing to learn from, when the child dies or is
        stopped, and when the disk refuses the file.
        """
        advice = KeptAdvice(str(advice_path(self._project)), adviser) if adviser else None
        answer = self._child.ask_once(Train(articles, at, str(tokenized_path(self._project)), advice), seen)
        model = decode(answer.data, MODELS)
        try:
            keep_model(self._disk, self._project, self._annotator, answer.data)
        except OSError as error:
            folder = self._project / CACHE / MODELS
            raise NhanError("learning.not_saved", file=str(folder), problem=reason_of(error)) from error
        return model

    def stop(self) -> None:
        """End what is under way; its caller gets a NhanError. Nothing is started any more."""
        self._child.close()

    @property
    def pid(self) -> int | None:
        """The child's process id, while there is one."""
        return self._child.pid
