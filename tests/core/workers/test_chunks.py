"""Chunks on an executor: what kills workers is found down to the article, what is lost is run again."""

import os
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from nhan.core.workers.chunks import Chunk, Runner


def fatal(chunk: Chunk) -> list[str]:
    """Runs in a pool process: ends it for a certain text."""
    for _, text in chunk:
        if text == "die":
            os._exit(1)
    return [article for article, _ in chunk]


@pytest.mark.slow
def test_the_article_that_breaks_a_whole_pool_is_found_by_halving() -> None:
    places = [(row, place) for row in range(4) for place in range(4)]
    texts = {f"{row}-{place}": "die" if (row, place) == (2, 3) else "" for row, place in places}
    chunks = [tuple(list(texts.items())[at : at + 4]) for at in range(0, 16, 4)]
    pools: list[Executor] = []

    def pool() -> Executor:
        pools.append(ProcessPoolExecutor(2, mp_context=get_context("forkserver")))
        return pools[-1]

    runner = Runner[str](pool, fatal, lambda article, error: f"lost {article}", window=4)
    found = [one for results in runner.run(chunks) for one in results]
    pools[-1].shutdown()
    assert sorted(found) == sorted("lost 2-3" if article == "2-3" else article for article in texts)
    assert len(pools) > 1


class Unreliable(Executor):
    """Loses every future it is given for the first time."""

    def __init__(self) -> None:
        self._inner = ThreadPoolExecutor(2)
        self._seen: set[object] = set()

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        if args in self._seen:
            return self._inner.submit(fn, *args, **kwargs)
        self._seen.add(args)
        lost: Future[list[str]] = Future()
        lost.cancel()
        lost.set_running_or_notify_cancel()
        return lost

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._inner.shutdown(wait)


def test_chunks_that_a_cluster_loses_are_run_again() -> None:
    executor = Unreliable()
    runner = Runner[str](lambda: executor, fatal, lambda article, error: f"lost {article}", window=3)
    chunks = [tuple((f"{row}-{place}", "") for place in range(2)) for row in range(4)]
    found = [one for results in runner.run(chunks) for one in results]
    executor.shutdown()
    assert sorted(found) == sorted(article for chunk in chunks for article, _ in chunk)
