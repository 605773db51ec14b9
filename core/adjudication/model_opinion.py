"""What a model thinks of people's versions: one that has not learned from the article, told nothing of it."""

from collections.abc import Iterable, Mapping
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as TooLate
from pathlib import Path

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
    from none of them. Not for the window's thread, but for ``close``."""

    def __init__(self, project: Project, annotator: str, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._own, self._studied = _own(project, annotator)
        starter = starter_parameters(project.labels)
        self._starter = SuggestClient(STARTER, starter) if starter else None
        self._kept: dict[str, Likelihoods] = {}

    def of(self, article: str, text: str, stops: Iterable[Disagreement]) -> Likelihoods:
        """How probable each place of the stops is, as far as the model can tell; nothing where there is no model, or it
        takes too long. Asked once for the same places."""
        wanted = sorted({place for stop in stops for place in stop.places})
        known = self._kept.get(article, {})
        if wanted and not known.keys() >= set(wanted):
            known = self._kept[article] = self._asked(article, text, wanted)
        return known

    def known(self, article: str) -> Likelihoods:
        """What has been asked so far: from any thread."""
        return self._kept.get(article, NO_MODEL)

    def _asked(self, article: str, text: str, places: list[Labelled]) -> Likelihoods:
        client = self._own if self._own is not None and article not in self._studied else self._starter
        if client is None:
            return {}
        try:
            answer = client.likelihoods(article, text, places).result(self._patience)
        except (CancelledError, TooLate, RuntimeError):  # closed meanwhile
            return {}
        if isinstance(answer, SuggestFailed):
            return {}
        return {place: value for place, value in zip(places, answer, strict=True) if value is not None}

    def close(self) -> None:
        """End the children at once."""
        for client in (self._own, self._starter):
            if client is not None:
                client.close()


def _own(project: Project, annotator: str) -> tuple[SuggestClient | None, frozenset[object]]:
    parameters = own_model(project, annotator)
    if parameters is None:
        return None, frozenset()
    try:
        learned = msgspec.msgpack.decode(project.disk.read_bytes(Path(parameters[MODEL])), type=_Learned)
    except (OSError, NhanError, msgspec.DecodeError):
        return None, frozenset()
    return SuggestClient(LEARNED, parameters), frozenset(each.get("article") for each in learned.studied)
