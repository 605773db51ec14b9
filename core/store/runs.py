"""The runs of suggesters: pre/<run>/, immutable packs of suggestions beside a description of what made them."""

import hashlib
import re
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from nhan.core.model import Span, SpanStatus
from nhan.core.store.disk import Disk
from nhan.core.store.layout import SUGGESTED, shown
from nhan.core.store.lock import Lock, try_lock
from nhan.core.store.packs import Heading, Place, pack_name, pack_number, read_line, read_pack, write_pack
from nhan.core.store.record import decode_spans
from nhan.core.store.strict import Where, decode
from nhan.core.store.texts import Texts, encode_spans

DESCRIPTION = "run.json"

_NAME = re.compile(r"(\d{6,})-.*")


class RunFile(msgspec.Struct, frozen=True):
    """run.json: who made these suggestions, and how."""

    format: Literal["nhan/run"]
    version: Literal[1]
    suggester: str
    suggester_version: str
    parameters: dict[str, Any] = {}
    finished: bool = False


class RunHead(msgspec.Struct):
    """The part of a line that is read when the runs are looked through."""

    id: str
    count: int


class RunLine(RunHead):
    """One article's suggestions."""

    text_sha256: str = ""
    spans: msgspec.Raw = msgspec.Raw(b"[]")


class RunEntry(msgspec.Struct, frozen=True, gc=False):
    """Where a run has an article's suggestions, and how many they are."""

    place: Place
    count: int


class Suggested(msgspec.Struct, frozen=True):
    """One run's suggestions for one article. ``sha256`` is of the run's line: it names exactly these."""

    run: str
    sha256: str
    spans: tuple[Span, ...]


class Runs:
    """The runs of a project, looked through when first asked for. ``folder`` is the project's."""

    def __init__(self, disk: Disk, folder: Path, texts: Texts) -> None:
        self._disk = disk
        self._project = folder
        self.folder = folder / SUGGESTED
        self._texts = texts
        self._index: dict[str, dict[str, RunEntry]] | None = None  # by run, the newest first

    @property
    def names(self) -> list[str]:
        """The runs, the newest first."""
        return sorted((name for name in self._disk.list(self.folder) if _NAME.fullmatch(name)), reverse=True)

    def _by_run(self) -> dict[str, dict[str, RunEntry]]:
        if self._index is None:
            self._index = {name: self._look_through(name) for name in self.names}
        return self._index

    def _look_through(self, run: str) -> dict[str, RunEntry]:
        names = [name for name in self._disk.list(self.folder / run) if pack_number(name) is not None]
        return {key: entry for name in names for key, entry in self._entries(self.folder / run / name).items()}

    def _entries(self, path: Path) -> dict[str, RunEntry]:
        _, lines = read_pack(self._disk, path, RunHead, shown(self._project, path))
        return {head.id: RunEntry(place, head.count) for place, head in lines}

    def refresh(self) -> None:
        """Forget what was seen; the next question looks again."""
        self._index = None

    def newest(self, article_id: str) -> str | None:
        """The newest run that has the article."""
        return next((run for run, entries in self._by_run().items() if article_id in entries), None)

    def entry(self, article_id: str, run: str | None = None) -> RunEntry | None:
        """In the given run or, with None, in the newest one that has the article."""
        run = run or self.newest(article_id)
        return self._by_run().get(run, {}).get(article_id) if run else None

    def read(self, article_id: str, text: str, run: str | None = None) -> Suggested | None:
        """The suggestions over this text of the article. NhanError when they are damaged or of another text."""
        run = run or self.newest(article_id)
        entry = self.entry(article_id, run) if run else None
        if run is None or entry is None:
            return None
        data = read_line(self._disk, entry.place)
        spans = read_suggestions(data, self._where(entry.place), article_id, text, self._texts[article_id].text_sha256)
        return Suggested(run, hashlib.sha256(data).hexdigest(), spans)

    def line_sha256(self, article_id: str, run: str) -> str:
        """The hash that names a run's suggestions for an article; "" when the run has none."""
        entry = self.entry(article_id, run) if run else None
        return hashlib.sha256(read_line(self._disk, entry.place)).hexdigest() if entry else ""

    def _where(self, place: Place) -> Where:
        return Where(shown(self._project, place.pack), place.line)

    def writer(
        self, suggester: str, version: str, parameters: Mapping[str, Any], labels: frozenset[str]
    ) -> "RunWriter":
        """Write suggestions of this suggester: into the newest run if it is alike,
        unfinished and nobody is writing it, else into a new one."""
        described = RunFile("nhan/run", 1, suggester, version, dict(parameters))
        newest = next(iter(self.names), None)
        if newest and self.describe(newest) == described and (lock := self._lock(newest)):
            return RunWriter(self, newest, described, labels, lock)
        number = int(newest.split("-")[0]) + 1 if newest else 1
        slug = re.sub(r"[^a-z0-9.]+", "-", f"{suggester}-{version}".lower()).strip("-.")[:40]
        run = f"{number:06d}-{slug}-{secrets.token_hex(2)}"
        return RunWriter(self, run, described, labels, self._lock(run))

    def _lock(self, run: str) -> Lock | None:
        return try_lock(self._project, f":run:{run}")

    def describe(self, run: str) -> RunFile | None:
        """What made a run; None when its description is not there."""
        path = self.folder / run / DESCRIPTION
        if not self._disk.exists(path):
            return None
        return decode(self._disk.read_bytes(path), RunFile, Where(shown(self._project, path)))

    def _describe_as(self, run: str, described: RunFile) -> None:
        self._disk.make_folders(self.folder / run)
        data = msgspec.json.format(msgspec.json.encode(described), indent=2)
        self._disk.write_atomic(self.folder / run / DESCRIPTION, data + b"\n")

    def _write(self, run: str, number: int, spans: Mapping[str, Sequence[Span]], labels: frozenset[str]) -> None:
        path = self.folder / run / pack_name(number)
        if self._disk.exists(path):
            raise FileExistsError(f"{shown(self._project, path)} is written already")
        lines = []
        for article_id, its_spans in spans.items():
            text = self._texts.read(article_id)[0].text
            lines.append(_line(article_id, self._texts[article_id].text_sha256, text, its_spans, labels))
        write_pack(self._disk, path, Heading("nhan/suggestions", 1, 0), lines)
        if self._index is not None:  # replaced, not changed: another thread may be reading it
            grown = {**self._index.get(run, {}), **self._entries(path)}
            self._index = dict(sorted({**self._index, run: grown}.items(), reverse=True))


class RunWriter:
    """Writes one run pack by pack; what is written counts at once. Nothing is on the disk before the first pack."""

    def __init__(self, runs: Runs, run: str, described: RunFile, labels: frozenset[str], lock: Lock | None) -> None:
        self.run = run
        self._lock = lock
        self._runs = runs
        self._described = described
        self._labels = labels
        self._started = False

    @property
    def written(self) -> frozenset[str]:
        """The articles this run has already: a run that was interrupted goes on with the others."""
        return frozenset(self._runs._by_run().get(self.run, ()))

    @property
    def next_pack(self) -> int:
        """The next free pack number, from 1."""
        names = self._runs._disk.list(self._runs.folder / self.run)
        return max((number for name in names if (number := pack_number(name)) is not None), default=0) + 1

    def write(self, number: int, spans: Mapping[str, Sequence[Span]]) -> None:
        """One pack: articles and their suggestions (none is an answer too), at most MOST_ARTICLES.

        FileExistsError: that pack is written. NhanError: a span is outside its text or has an unknown label.
        """
        if not self._started:
            self._runs._describe_as(self.run, self._described)
            self._started = True
        self._runs._write(self.run, number, spans, self._labels)

    def finish(self) -> None:
        """The run is whole: the next ``new_run`` begins another one."""
        if self._started or self.written:
            self._runs._describe_as(self.run, msgspec.structs.replace(self._described, finished=True))
        self.close()

    def close(self) -> None:
        """Let go of the run unfinished: the next ``new_run`` of the same suggester goes on with it."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _line(article_id: str, text_sha256: str, text: str, spans: Sequence[Span], labels: frozenset[str]) -> bytes:
    if any(span.status is not SpanStatus.SUGGESTED for span in spans):
        raise ValueError("a run holds suggestions only")
    written = encode_spans(spans, text, labels, Where(article_id))
    return msgspec.json.encode(RunLine(id=article_id, count=len(spans), text_sha256=text_sha256, spans=written))


def read_suggestions(data: bytes, where: Where, article_id: str, text: str, text_sha256: str) -> tuple[Span, ...]:
    """One line of a run, checked against the article's text."""
    line = decode(data, RunLine, where)
    if line.id != article_id:
        raise where.fault("store.other_article", "id", id=line.id, wanted=article_id)
    if line.text_sha256 != text_sha256:
        raise where.fault("store.text_changed", "text_sha256")
    return decode_spans(bytes(line.spans), text, where)
