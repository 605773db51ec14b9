"""What a model thinks of people's versions: one that has not learned from the article, told nothing of it."""

import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as TooLate
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from nhan.core.adjudication.disagreements import Disagreement
from nhan.core.adjudication.ranking import NO_MODEL
from nhan.core.messages import NhanError
from nhan.core.project import Project
from nhan.core.suggest.client import SuggestClient
from nhan.core.suggest.outcome import SuggestFailed
from nhan.core.suggest.registry import LEARNED
from nhan.core.suggest.suggester_choice import own_model
from nhan.core.suggestion import MODEL, Labelled
from nhan.core.tagger.pretrained_choice import STARTER, starter_parameters

Likelihoods = Mapping[Labelled, float]
PATIENCE = 10.0  # seconds that somebody waits for it before they go on without


class _Learned(msgspec.Struct, frozen=True):
    """Of a model's file, what it was made of."""

    studied: list[dict[str, object]]


class ModelOpinion:
    """Asks the project's model about articles that it has not learned from, else the pretrained one, which has learned
    from none of them. Reads nothing and starts no child before it is asked, which is not for the window's thread."""

    def __init__(self, project: Project, annotator: str, patience: float = PATIENCE) -> None:
        self._project, self._annotator, self._patience = project, annotator, patience
        self._models: _Models | None = None
        self._lock, self._closed = threading.Lock(), False
        self._kept: dict[str, Likelihoods] = {}
        self._answered: dict[str, set[Labelled]] = {}  # by article, what need not be asked again, whatever came of it
        self._late: Future[Any] | None = None  # what nobody waits for any more, and the child still works on
        self._failed: list[SuggestClient] = []

    def of(self, article: str, text: str, stops: Iterable[Disagreement]) -> Likelihoods:
        """How probable each place of the stops is, as far as the model can tell; nothing where there is no model, or it
        takes too long. Asked once for the same places, not while an answer is late, and never again after a failure."""
        wanted = {place for stop in stops for place in stop.places} - self._answered.get(article, set())
        if self._late is not None and self._late.done():
            self._late = None
        if wanted and self._late is None:
            self._ask(article, text, sorted(wanted))
        return self.known(article)

    def known(self, article: str) -> Likelihoods:
        """What has been asked so far: from any thread."""
        return self._kept.get(article, NO_MODEL)

    def _ask(self, article: str, text: str, places: list[Labelled]) -> None:
        if self._models is None and not self._closed:
            self._take(_models(self._project, self._annotator))
        client = self._models.client_for(article) if self._models is not None else None
        if client is None or client in self._failed:
            return
        try:
            asked = client.likelihoods(article, text, places)
            answer = asked.result(self._patience)
        except TooLate:
            self._late = asked
            return
        except (CancelledError, RuntimeError):  # closed meanwhile
            return
        if isinstance(answer, SuggestFailed):
            self._failed.append(client)
            return
        told = {place: value for place, value in zip(places, answer, strict=True) if value is not None}
        self._kept[article] = {**self.known(article), **told}
        self._answered.setdefault(article, set()).update(places)

    @property
    def is_closed(self) -> bool:
        """Whether it asks nobody any more, and has no child."""
        return self._closed

    def _take(self, models: "_Models") -> None:
        with self._lock:
            self._models = models
            closed = self._closed  # while they were looked for
        if closed:
            models.close()

    def close(self) -> None:
        """End the children at once: from any thread, also while something is asked. Nothing is answered from then on
        that has not been answered before."""
        with self._lock:
            self._closed, models = True, self._models
        if models is not None:
            models.close()


class _Models(NamedTuple):
    own: SuggestClient | None
    studied: frozenset[object]  # the articles that it was made of
    starter: SuggestClient | None

    def client_for(self, article: str) -> SuggestClient | None:
        return self.own if self.own is not None and article not in self.studied else self.starter

    def close(self) -> None:
        for client in (self.own, self.starter):
            if client is not None:
                client.close()


def _models(project: Project, annotator: str) -> _Models:
    starter = starter_parameters(project.labels)
    return _Models(*_own(project, annotator), SuggestClient(STARTER, starter) if starter else None)


def _own(project: Project, annotator: str) -> tuple[SuggestClient | None, frozenset[object]]:
    parameters = own_model(project, annotator)
    if parameters is None:
        return None, frozenset()
    try:
        learned = msgspec.msgpack.decode(project.disk.read_bytes(Path(parameters[MODEL])), type=_Learned)
    except (OSError, NhanError, msgspec.DecodeError):
        return None, frozenset()
    return SuggestClient(LEARNED, parameters), frozenset(each.get("article") for each in learned.studied)
