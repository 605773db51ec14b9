"""A batch on a real Dask scheduler with two workers, one of which is killed on the way."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from nhan.core.messages import NhanError
from nhan.core.suggest.backends import Cluster
from nhan.core.suggest.batch import Batch
from tests.core.suggest.test_batch import LABELS, Packs, X, text_of

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


class Machines:
    """A scheduler and two workers, each a process of its own."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._file = folder / "scheduler.json"
        self._stack = stack
        self.scheduler = self._start("dask_scheduler", "--port", "0", "--host", "127.0.0.1", "--no-dashboard")
        self.workers = [self._start("dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard") for _ in range(2)]

    def _start(self, program: str, *options: str) -> "subprocess.Popen[bytes]":
        command = [
            sys.executable,
            "-P",
            "-m",
            f"distributed.cli.{program}",
            "--scheduler-file",
            str(self._file),
            *options,
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)
        return process

    def address(self) -> str:
        """Where the scheduler is, once both workers are with it."""
        from distributed import Client

        with Client(scheduler_file=str(self._file), set_as_default=False, timeout="60s") as client:
            client.wait_for_workers(2, timeout=60)
            return str(client.scheduler_info()["address"])


@pytest.fixture
def machines(toy: str, tmp_path: Path) -> Iterator[Machines]:
    with ExitStack() as stack:
        yield Machines(tmp_path, stack)


def test_a_killed_worker_costs_nothing(toy: str, machines: Machines) -> None:
    texts = {f"a{number}": f"W{number} and AB" for number in range(3_000)} | {"odd": "RAISE", "bad": "DIE"}
    packs = Packs()
    backend = Cluster(toy, {}, machines.address())
    try:
        assert backend.jobs == 2
        assert backend.who().name == "toy"
        batch = Batch(backend, packs, LABELS)
        steps = batch.run(texts, text_of(texts))
        assert next(steps).articles < len(texts) / 2
        machines.workers[0].kill()
        last = list(steps)[-1]
    finally:
        backend.close()
    assert packs.written == {article: X + X for article in texts if article.startswith("a")}
    assert sorted(failure.article for failure in batch.failures) == ["bad", "odd"]
    assert (last.articles, last.written) == (3_002, 3_000)
    assert machines.workers[0].wait() != 0
    assert machines.workers[1].poll() is None


def test_a_scheduler_that_is_not_there_is_said(toy: str) -> None:
    with pytest.raises(NhanError) as caught:
        Cluster(toy, {}, "tcp://127.0.0.1:9", patience=0.5)
    assert "tcp://127.0.0.1:9" in str(caught.value)


def test_a_suggester_that_the_workers_cannot_make_is_said(toy: str, machines: Machines) -> None:
    backend = Cluster(toy, {"broken": True}, machines.address())
    try:
        with pytest.raises(NhanError, match="cannot be made"):
            backend.who()
    finally:
        backend.close()
