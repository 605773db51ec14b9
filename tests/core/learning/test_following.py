"""A worker process that is told of each decision answers for what is left of the article."""

from pathlib import Path

import pytest

from nhan.core.learning.learner import Learner, model_path
from nhan.core.store.disk import Disk
from nhan.core.suggest.outcome import Suggested
from nhan.core.suggest.worker import SuggestWorker
from tests.core.learning.news import articles

TEXT = "Tàu Hải Âu ra khơi. Ông kể về Tô Sa. Rồi Tô Sa im lặng, Tô Sa đi."
LONG = 60.0  # seconds; a hang fails instead of hanging the suite


@pytest.fixture
def model(tmp_path: Path) -> Path:
    Learner(Disk(), tmp_path).train(articles(12), "")
    return model_path(tmp_path)


def test_the_second_one_is_right_after_the_first_is(model: Path) -> None:
    first = TEXT.index("Tô Sa")
    decided = [(4, 10, "SHIP"), (first, first + 5, "SHIP")]
    with SuggestWorker("learned", {"model": str(model)}) as worker:
        found = worker.follow("a", TEXT, decided, first + 5).result(LONG)
    assert isinstance(found, Suggested)
    assert [(TEXT[span.start : span.end], span.label) for span in found.spans] == [("Tô Sa", "SHIP")] * 2
    assert {(span.source.name, span.source.version != "") for span in found.spans} == {("learned", True)}


def test_a_suggester_that_cannot_follow_answers_for_what_is_left() -> None:
    with SuggestWorker("rules") as worker:
        found = worker.follow("a", "Ông Lê Nam ở Huế.", [(4, 10, "PER")], 10).result(LONG)
    assert isinstance(found, Suggested)
    assert [(span.start, span.end, span.label) for span in found.spans] == [(13, 16, "LOC")]
