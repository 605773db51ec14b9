"""A model's opinion of people's versions: told nothing of the article, and never from what it has learned of it."""

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import msgspec
import pytest

from nhan.core.adjudication.disagreements import Disagreement, compare
from nhan.core.adjudication.model_opinion import ModelOpinion
from nhan.core.labels import LabelSet
from nhan.core.messages import Message
from nhan.core.model import Article
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.suggest.client import SuggestClient
from nhan.core.suggest.outcome import SuggestFailed
from nhan.core.suggest.protocol import HowLikely, Likely
from nhan.core.suggest.registry import UNDERTHESEA
from nhan.core.suggest.server import SuggestServer
from nhan.core.suggestion import Labelled
from nhan.core.tagger.pretrained_choice import STARTER, starter_parameters
from tests.core.building import LABELS

TEXT = "Chiều qua, ông Nguyễn Văn An từ Hà Nội về Huế."
AN, AN_LOC = (TEXT.index("Nguyễn"), TEXT.index("Nguyễn") + 13, "PER"), (TEXT.index("Nguyễn"), TEXT.index("An"), "LOC")


def stops() -> tuple[Disagreement, ...]:
    return compare({"a": [AN], "b": [AN_LOC]}).stops


@pytest.mark.slow
def test_the_likelier_version_is_told_from_the_other(tmp_path: Path) -> None:
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article("a0", TEXT)])
    opinion = ModelOpinion(project, "cu-2345", patience=120)  # the child has to start
    try:
        found = opinion.of("a0", TEXT, stops())
        assert found[AN] > 0.5 > 0.1 > found[AN_LOC]
        assert opinion.known("a0") == found and not opinion.known("a1")
    finally:
        opinion.close()
    assert opinion.of("a1", TEXT, stops()) == {}  # closed: there is none, and nobody waits


def test_without_a_model_for_the_labels_there_is_none(tmp_path: Path) -> None:
    labels = msgspec.structs.replace(LABELS, labels=(msgspec.structs.replace(LABELS.labels[0], name="THUỐC"),))
    assert isinstance(labels, LabelSet)
    project = Project.create(Disk(), tmp_path / "p", labels)
    opinion = ModelOpinion(project, "cu-2345")
    assert opinion.of("a0", TEXT, compare({"a": [(0, 5, "THUỐC")], "b": []}).stops) == {}
    opinion.close()


def test_one_that_is_closed_before_it_is_asked_starts_nothing(tmp_path: Path) -> None:
    opinion = ModelOpinion(Project.create(Disk(), tmp_path / "p", LABELS), "cu-2345", patience=120)
    opinion.close()
    assert opinion.is_closed and opinion.of("a0", TEXT, stops()) == {} and opinion._models is None


class Asked(SuggestClient):
    """A client whose child is this test: it keeps what it was asked, and answers in turn."""

    def __init__(self, *_: object) -> None:
        super().__init__()
        self.asked: list[tuple[str, list[Labelled]]] = []
        self.answers: list[tuple[float | None, ...] | SuggestFailed | None] = []  # None: none comes yet
        self.open: list[Future[Any]] = []

    def likelihoods(self, article: str, text: str, places: Sequence[Labelled]) -> "Future[Any]":
        self.asked.append((article, list(places)))
        future: Future[Any] = Future()
        answer = self.answers.pop(0)
        if answer is None:
            self.open.append(future)
        else:
            future.set_result(answer)
        return future


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[ModelOpinion, Asked]:
    client = Asked()
    monkeypatch.setattr("nhan.core.adjudication.model_opinion.SuggestClient", lambda *_: client)
    return ModelOpinion(Project.create(Disk(), tmp_path / "p", LABELS), "cu-2345", patience=0.01), client


def test_what_it_could_not_tell_is_not_asked_again(asked: tuple[ModelOpinion, Asked]) -> None:
    opinion, client = asked
    client.answers = [(None, 0.5), (None, None)]
    places = [*stops()[0].places]
    for _ in range(2):
        assert list(opinion.of("a0", TEXT, stops()).values()) == [0.5] and opinion.of("a1", TEXT, stops()) == {}
    assert client.asked == [("a0", sorted(places)), ("a1", sorted(places))]
    client.answers = [(0.25,)]
    more = compare({"a": [AN], "b": [AN_LOC], "c": [(0, 5, "LOC")]}).stops  # another stop has opened
    assert len(opinion.of("a0", TEXT, more)) == 2 and client.asked[2:] == [("a0", [(0, 5, "LOC")])]
    opinion.close()


def test_after_a_failure_nobody_is_asked(asked: tuple[ModelOpinion, Asked]) -> None:
    opinion, client = asked
    client.answers = [SuggestFailed("a0", Message("suggest.failed"))]
    assert [opinion.of(name, TEXT, stops()) for name in ("a0", "a0", "a1")] == [{}, {}, {}]
    assert len(client.asked) == 1
    opinion.close()


def test_nobody_waits_while_an_answer_is_late(asked: tuple[ModelOpinion, Asked]) -> None:
    opinion, client = asked
    client.answers = [None, (0.5, 0.5)]
    assert [opinion.of(name, TEXT, stops()) for name in ("a0", "a0", "a1")] == [{}, {}, {}]
    assert len(client.asked) == 1
    client.open[0].set_result((0.5, 0.5))
    assert len(opinion.of("a1", TEXT, stops())) == 2
    opinion.close()


@pytest.mark.parametrize("suggester", [STARTER, UNDERTHESEA])
def test_what_a_suggester_cannot_tell_it_does_not_say(suggester: str) -> None:
    parameters = starter_parameters(LABELS) if suggester == STARTER else {}
    answer = SuggestServer().answer(HowLikely(suggester, parameters, TEXT, [AN, (0, 5, "LẠ")]), lambda _, __: None)
    assert isinstance(answer, Likely)
    first, unknown = answer.values
    assert unknown is None and (first is None) is (suggester == UNDERTHESEA)
