"""The suggesting child process: what dies is replaced, what fails is said, nothing is lost."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import wait

import pytest

from nhan.core.messages import say
from nhan.core.suggest import protocol as messages
from nhan.core.suggest.client import SuggestClient
from nhan.core.suggest.outcome import Suggested, SuggestFailed
from nhan.core.suggest.protocol import Known
from tests.core.suggest.test_builtin import DOUBTFUL

LONG = 30  # seconds that no test should need


@pytest.fixture
def worker(toy: str) -> Iterator[SuggestClient]:
    with SuggestClient(toy) as made:
        yield made


def words_of(outcome: object, text: str) -> list[str]:
    assert isinstance(outcome, Suggested), outcome
    return [text[span.start : span.end] for span in outcome.spans]


def reason(outcome: object) -> str:
    assert isinstance(outcome, SuggestFailed), outcome
    return say(outcome.message, "en")


def alive(pid: int) -> bool:
    """Not even a zombie is left."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_suggester_that_cannot_tell_where_it_was_unsure_names_no_place(worker: SuggestClient) -> None:
    assert worker.candidates("a", "Hà Nội").result(LONG) == ()


def test_where_the_pretrained_model_was_unsure_comes_through_the_child() -> None:
    with SuggestClient("starter") as worker:
        found = worker.candidates("a", DOUBTFUL).result(LONG)
    assert isinstance(found, tuple)
    assert [(DOUBTFUL[start:end], label) for start, end, label in found] == [("Ban Kỷ luật VFF", "ORG")]


def test_underthesea_through_the_child(shared_article_text: str) -> None:
    with SuggestClient() as worker:
        known = worker.warm_up().result(LONG)
        found = worker.submit("a", shared_article_text).result(LONG)
        words = worker.words("Hà Nội là thủ đô").result(LONG)
    assert known == Known("underthesea", "9.5.0")
    assert isinstance(found, Suggested)
    assert (found.name, found.version, found.article) == ("underthesea", "9.5.0", "a")
    assert {"PER", "LOC"} <= {span.label for span in found.spans}
    assert words == ((0, 6), (7, 9), (10, 16))


def test_killing_the_child_loses_nothing(worker: SuggestClient) -> None:
    before = worker.submit("a", "AB cd").result(LONG)
    first = worker.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    texts = [f"W{number} x" for number in range(20)]
    futures = [worker.submit(str(number), text) for number, text in enumerate(texts)]
    assert [words_of(future.result(LONG), text) for future, text in zip(futures, texts, strict=True)] == [
        [f"W{number}"] for number in range(20)
    ]
    assert words_of(before, "AB cd") == ["AB"]
    assert worker.pid != first
    assert not alive(first)


def test_a_text_that_always_ends_the_child_fails_alone_and_can_be_tried_again(worker: SuggestClient) -> None:
    futures = [worker.submit("a", "AB"), worker.submit("b", "DIE"), worker.submit("c", "CD")]
    outcomes = [future.result(LONG) for future in futures]
    assert words_of(outcomes[0], "AB") == ["AB"]
    assert reason(outcomes[1]) == "The suggesting process ended abruptly (code 3). You can try again."
    assert words_of(outcomes[2], "CD") == ["CD"]
    assert words_of(worker.submit("b", "DI").result(LONG), "DI") == ["DI"]


def test_an_error_of_the_suggester_is_said_and_the_child_lives(worker: SuggestClient) -> None:
    worker.warm_up().result(LONG)
    pid = worker.pid
    assert "ValueError: no such text" in reason(worker.submit("a", "RAISE").result(LONG))
    assert "UnicodeEncodeError" in reason(worker.submit("a", "\ud800").result(LONG))
    assert words_of(worker.submit("a", "AB").result(LONG), "AB") == ["AB"]
    assert pid is not None


def test_a_text_that_never_ends_is_given_up(worker: SuggestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    worker.warm_up().result(LONG)
    monkeypatch.setattr(messages, "PATIENCE", 0.2)
    assert "seconds" in reason(worker.submit("a", "HANG").result(LONG))
    monkeypatch.setattr(messages, "PATIENCE", LONG)
    assert words_of(worker.submit("a", "AB").result(LONG), "AB") == ["AB"]


def test_closing_ends_the_child_at_once_and_cancels_what_waits(worker: SuggestClient) -> None:
    worker.warm_up().result(LONG)
    pid = worker.pid
    busy, waiting = worker.submit("a", "HANG"), worker.submit("b", "AB")
    worker.close()
    wait([busy, waiting], LONG)
    assert waiting.cancelled()
    assert busy.cancelled() or reason(busy.result()) == "The suggester is closed."
    assert pid is not None
    assert not alive(pid)
    with pytest.raises(RuntimeError):
        worker.submit("a", "AB")


def test_what_somebody_looks_at_goes_first(worker: SuggestClient) -> None:
    order: list[str] = []
    hold = worker.warm_up()
    futures = [worker.submit(name, "AB", first=name == "now") for name in ("later", "last", "now")]
    for future in futures:
        future.add_done_callback(lambda done: order.append(done.result().article))
    hold.result(LONG)
    wait(futures, LONG)
    assert order == ["now", "later", "last"]


def test_a_suggester_that_cannot_be_made(toy: str) -> None:
    with SuggestClient(toy, {"broken": True}) as worker:
        assert "cannot be made" in reason(worker.submit("a", "AB").result(LONG))
    with SuggestClient("nobody") as worker:
        assert "There is no suggester named “nobody”" in reason(worker.warm_up().result(LONG))
