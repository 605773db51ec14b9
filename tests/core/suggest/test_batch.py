"""Batches: resumable, bounded, cancellable; what kills workers is found and left out."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest

from nhan.core.messages import LANGUAGES, NhanError, say
from nhan.core.model import Span
from nhan.core.suggest import batch as batch_module
from nhan.core.suggest.backends import Cluster, Local
from nhan.core.suggest.batch import Batch
from tests.core.building import label_set

LABELS = label_set("X")
X = ("X",)


class Packs:
    """Keeps what is written, as a project's run does."""

    def __init__(self) -> None:
        self.packs: list[dict[str, tuple[str, ...]]] = []

    @property
    def next_pack(self) -> int:
        return len(self.packs) + 1

    def write(self, number: int, spans: Mapping[str, Sequence[Span]]) -> None:
        assert number == self.next_pack
        self.packs.append({article: tuple(span.label for span in found) for article, found in spans.items()})

    @property
    def written(self) -> dict[str, tuple[str, ...]]:
        return {article: found for pack in self.packs for article, found in pack.items()}


@pytest.fixture
def backend(toy: str) -> Iterator[Local]:
    made = Local(toy, {}, jobs=2)
    yield made
    made.close()


def text_of(texts: dict[str, str]) -> Callable[[str], str]:
    return texts.__getitem__


def test_every_article_is_suggested_for_and_written_in_packs(backend: Local) -> None:
    texts = {f"a{number}": f"W{number} and AB" for number in range(250)}
    packs = Packs()
    batch = Batch(backend, packs, LABELS, pack=100)
    steps = list(batch.run(texts, text_of(texts)))
    assert packs.written == dict.fromkeys(texts, X + X)
    assert all(len(pack) >= 100 for pack in packs.packs[:-1])
    last = steps[-1]
    assert (last.articles, last.failed, last.spans, last.written) == (250, 0, 500, 250)
    assert last.length == sum(map(len, texts.values()))
    assert [step.articles for step in steps] == sorted(step.articles for step in steps)


def test_labels_that_the_project_lacks_are_left_out(backend: Local) -> None:
    packs = Packs()
    list(Batch(backend, packs, label_set("PER")).run(["a"], text_of({"a": "AB"})))
    assert packs.written == {"a": ()}


def test_labels_that_the_project_has_under_another_name_get_that_name() -> None:
    packs = Packs()
    backend = Local("rules", {}, 1)
    list(Batch(backend, packs, label_set("PERSON", "LOCATION")).run(["a"], text_of({"a": "Ông Lê Văn Tám về Hà Nội."})))
    backend.close()
    assert packs.written == {"a": ("PERSON", "LOCATION")}


def test_articles_that_kill_or_break_the_suggester_are_reported_alone(backend: Local) -> None:
    texts = {f"a{number}": "AB" for number in range(60)} | {"bad": "DIE", "odd": "RAISE"}
    packs = Packs()
    batch = Batch(backend, packs, LABELS)
    last = list(batch.run(texts, text_of(texts)))[-1]
    assert sorted(failure.article for failure in batch.failures) == ["bad", "odd"]
    assert packs.written == {article: X for article in texts if article.startswith("a")}
    assert (last.articles, last.failed) == (62, 2)


def test_an_article_that_cannot_be_read_is_reported(backend: Local) -> None:
    def read(article: str) -> str:
        if article == "torn":
            raise NhanError("suggest.closed")
        return "AB"

    packs = Packs()
    batch = Batch(backend, packs, LABELS)
    last = list(batch.run(["a", "torn", "b"], read))[-1]
    assert [failure.article for failure in batch.failures] == ["torn"]
    assert sorted(packs.written) == ["a", "b"]
    assert last.articles == 3


def test_killed_children_are_replaced(backend: Local) -> None:
    texts = {f"a{number}": "AB" for number in range(400)}
    packs = Packs()
    steps = Batch(backend, packs, LABELS).run(texts, text_of(texts))
    next(steps)
    first = backend.pool.pids
    for pid in first:
        os.kill(pid, signal.SIGKILL)
    assert list(steps)[-1].failed == 0
    assert packs.written == dict.fromkeys(texts, X)
    assert first
    assert not {*first} & {*backend.pool.pids}


@pytest.mark.parametrize("how", ["stop", "close"])
def test_stopping_writes_what_is_done_and_the_rest_can_follow(backend: Local, toy: str, how: str) -> None:
    texts = {f"a{number}": "AB" for number in range(2_000)}
    packs = Packs()
    stopped = False
    steps = Batch(backend, packs, LABELS).run(texts, text_of(texts), stop=lambda: stopped)
    assert next(steps).written == 0
    if how == "stop":
        stopped = True
        assert list(steps)[-1].written > 0
    else:
        steps.close()
    done = set(packs.written)
    assert 0 < len(done) < len(texts)
    rest = [article for article in texts if article not in done]
    list(Batch(backend, packs, LABELS).run(rest, text_of(texts)))
    assert packs.written == dict.fromkeys(texts, X)
    assert sum(map(len, packs.packs)) == len(texts)  # nothing was done twice


def test_texts_are_read_no_further_ahead_than_the_window(backend: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_module, "CHUNK_ARTICLES", 4)
    read: list[str] = []

    def text(article: str) -> str:
        read.append(article)
        return "AB"

    for step in Batch(backend, Packs(), LABELS).run([f"a{number}" for number in range(200)], text):
        # Beyond what is done: the window, what is done but not yet counted, and the article that opens the next chunk.
        assert len(read) - step.articles <= 4 * 2 * backend.jobs * batch_module.AHEAD + 1


def test_who_suggests_is_known_before_anything_is_done(backend: Local) -> None:
    assert (backend.who().name, backend.who().version) == ("toy", "1")
    broken = Local("toy", {"broken": True}, jobs=1)
    with pytest.raises(NhanError, match="cannot be made"):
        broken.who()
    broken.close()


def test_a_cluster_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)  # as if it were not installed
    with pytest.raises(NhanError) as caught:
        Cluster("toy", {}, "tcp://127.0.0.1:1")
    assert all("nhan[cluster]" in say(caught.value.message, language) for language in LANGUAGES)
