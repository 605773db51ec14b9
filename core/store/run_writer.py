"""Writing a run of a suggester, pack by pack, so that an interrupted one can go on."""

import re
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from msgspec.structs import replace

from nhan.core.messages import NhanError
from nhan.core.model import Span
from nhan.core.store.lock import Lock, try_lock
from nhan.core.store.runs import RunFile, Runs


class RunWriter:
    """Writes one run; what is written counts at once. Nothing is on the disk before the first pack."""

    def __init__(self, runs: Runs, run: str, described: RunFile, labels: frozenset[str], lock: Lock | None) -> None:
        self.run = run
        self._runs = runs
        self._described = described
        self._labels = labels
        self._lock = lock
        self._started = False

    @property
    def written(self) -> frozenset[str]:
        """The articles this run has already: a run that was interrupted goes on with the others."""
        return self._runs.articles(self.run)

    @property
    def next_pack(self) -> int:
        """The next free pack number, from 1."""
        return self._runs.next_pack(self.run)

    def write(self, number: int, spans: Mapping[str, Sequence[Span]]) -> None:
        """One pack: articles and their suggestions (none is an answer too), at most ``packs.MOST_ARTICLES``.

        FileExistsError: that pack is written. NhanError: a span is outside its text or has an unknown label.
        OSError: nothing was written.
        """
        if not self._started:
            self._runs.describe_as(self.run, self._described)
            self._started = True
        self._runs.write(self.run, number, spans, self._labels)

    def finish(self) -> None:
        """The run is whole: the next one of the same suggester is another."""
        if self._started or self.written:
            self._runs.describe_as(self.run, replace(self._described, finished=True))
        self.close()

    def close(self) -> None:
        """Let go of the run unfinished: the next ``begin`` of the same suggester goes on with it."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def begin(runs: Runs, suggester: str, version: str, parameters: Mapping[str, Any], labels: frozenset[str]) -> RunWriter:
    """A writer for the newest run if that is alike, unfinished and nobody is writing it, else for a new one."""
    described = RunFile("nhan/run", 1, suggester, version, dict(parameters))
    newest = next(iter(runs.names), None)
    if newest and _described(runs, newest) == described and (lock := _lock(runs, newest)):
        return RunWriter(runs, newest, described, labels, lock)
    number = int(newest.split("-")[0]) + 1 if newest else 1
    slug = re.sub(r"[^a-z0-9.]+", "-", f"{suggester}-{version}".lower()).strip("-.")[:40]
    run = f"{number:06d}-{slug}-{secrets.token_hex(6)}"
    return RunWriter(runs, run, described, labels, _lock(runs, run))


def _described(runs: Runs, run: str) -> RunFile | None:
    """None where a newer version has described it, or where it cannot be read: then it is another's run."""
    with suppress(NhanError):
        return runs.describe(run)
    return None


def _lock(runs: Runs, run: str) -> Lock | None:
    return try_lock(runs.project, f":run:{run}")
