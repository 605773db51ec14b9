"""The runs of suggesters: pre/<run>/, immutable packs of suggestions beside a description of what made them."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from nhan.core.document import Document
from nhan.core.messages import Message, NhanError
from nhan.core.model import Article, Span, SpanStatus
from nhan.core.store.disk import Disk
from nhan.core.store.layout import SUGGESTED, shown
from nhan.core.store.packs import (
    PackHeading,
    PackPlace,
    new_pack,
    next_number,
    pack_number,
    packs_among,
    read_line,
    read_pack,
)
from nhan.core.store.span_record import decode_spans
from nhan.core.store.strict import Where, decode
from nhan.core.store.texts import Texts, checked_spans

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

    place: PackPlace
    count: int


class RunSuggestions(msgspec.Struct, frozen=True):
    """One run's suggestions for one article. ``sha256`` is of the run's line: it names exactly these."""

    run: str
    sha256: str
    spans: tuple[Span, ...]


class Runs:
    """The runs of a project, looked through when first asked for. ``folder`` is the project's."""

    def __init__(self, disk: Disk, folder: Path, texts: Texts) -> None:
        self._disk = disk
        self.project = folder
        self.folder = folder / SUGGESTED
        self._texts = texts
        self._index: dict[str, dict[str, RunEntry]] | None = None  # by run, the newest first
        self._faults: list[Message] = []

    @property
    def names(self) -> list[str]:
        """The runs, the newest first."""
        return sorted((name for name in self._disk.list(self.folder) if _NAME.fullmatch(name)), reverse=True)

    def _by_run(self) -> dict[str, dict[str, RunEntry]]:
        if self._index is None:
            self._faults = []
            self._index = {name: self._look_through(name) for name in self.names}
        return self._index

    @property
    def faults(self) -> list[Message]:
        """What cannot be read, so that its suggestions are out of work."""
        self._by_run()
        return list(self._faults)

    def _look_through(self, run: str) -> dict[str, RunEntry]:
        names = packs_among(self._disk.list(self.folder / run))
        return {key: entry for name in names for key, entry in self._entries(self.folder / run / name).items()}

    def _entries(self, path: Path) -> dict[str, RunEntry]:
        try:
            pack = read_pack(self._disk, path, RunHead, shown(self.project, path))
        except NhanError as error:
            self._faults.append(error.message)
            return {}
        self._faults += [fault.message for fault in pack.faults]
        return {head.id: RunEntry(place, head.count) for place, head in pack.lines}

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

    def read(self, article_id: str, text: str, run: str | None = None) -> RunSuggestions | None:
        """The suggestions over this text of the article. NhanError when they are damaged or of another text."""
        run = run or self.newest(article_id)
        entry = self.entry(article_id, run) if run else None
        if run is None or entry is None:
            return None
        data = read_line(self._disk, entry.place)
        spans = read_suggestions(data, self._where(entry.place), article_id, text, self._texts[article_id].text_sha256)
        spans = self._texts.label_names.spans(spans)
        return RunSuggestions(run, hashlib.sha256(data).hexdigest(), spans)

    def line_sha256(self, article_id: str, run: str) -> str:
        """The hash that names a run's suggestions for an article; "" when the run has none."""
        entry = self.entry(article_id, run) if run else None
        return hashlib.sha256(read_line(self._disk, entry.place)).hexdigest() if entry else ""

    def _where(self, place: PackPlace) -> Where:
        return Where(shown(self.project, place.pack), place.line)

    def describe(self, run: str) -> RunFile | None:
        """What made a run; None when its description is not there."""
        path = self.folder / run / DESCRIPTION
        if not self._disk.exists(path):
            return None
        return decode(self._disk.read_bytes(path), RunFile, Where(shown(self.project, path)))

    def describe_as(self, run: str, described: RunFile) -> None:
        """Write or replace a run's description."""
        self._disk.make_folders(self.folder / run)
        data = msgspec.json.format(msgspec.json.encode(described), indent=2)
        self._disk.write_atomic(self.folder / run / DESCRIPTION, data + b"\n")

    def articles(self, run: str) -> frozenset[str]:
        """The articles that a run has."""
        return frozenset(self._by_run().get(run, ()))

    def next_pack(self, run: str) -> int:
        """The next free pack number of a run, from 1."""
        return next_number(self._disk.list(self.folder / run))

    def write(self, run: str, number: int, spans: Mapping[str, Sequence[Span]], labels: frozenset[str]) -> None:
        """One new pack of a run (see ``RunWriter.write``)."""
        folder = self.folder / run
        if any(pack_number(name) == number for name in self._disk.list(folder)):
            raise FileExistsError(f"pack {number} of {shown(self.project, folder)} is written already")
        lines = []
        for article_id, its_spans in spans.items():
            text = self._texts.read(article_id)[0].text
            its_spans = self._texts.label_names.spans_in_files(its_spans)
            lines.append(_line(article_id, self._texts[article_id].text_sha256, text, its_spans, labels))
        name, data = new_pack(number, PackHeading("nhan/suggestions", 1, 0), lines)
        path = folder / name
        self._disk.write_atomic(path, data)
        if self._index is not None:  # replaced, not changed: another thread may be reading it
            grown = {**self._index.get(run, {}), **self._entries(path)}
            self._index = dict(sorted({**self._index, run: grown}.items(), reverse=True))


def _line(article_id: str, text_sha256: str, text: str, spans: Sequence[Span], labels: frozenset[str]) -> bytes:
    if any(span.status is not SpanStatus.SUGGESTED for span in spans):
        raise ValueError("a run holds suggestions only")
    written = checked_spans(spans, text, labels, Where(article_id))
    return msgspec.json.encode(RunLine(id=article_id, count=len(spans), text_sha256=text_sha256, spans=written))


def read_suggestions(data: bytes, where: Where, article_id: str, text: str, text_sha256: str) -> tuple[Span, ...]:
    """One line of a run, checked against the article's text."""
    line = decode(data, RunLine, where)
    if line.id != article_id:
        raise where.fault("store.other_article", "id", id=line.id, wanted=article_id)
    if line.text_sha256 != text_sha256:
        raise where.fault("store.text_changed", "text_sha256")
    return decode_spans(bytes(line.spans), text, where)


def starting_spans(imported: Sequence[Span], suggested: Sequence[Span]) -> tuple[Span, ...]:
    """What an untouched article starts with: a run replaces the suggestions it was imported with, and yields to the
    spans it was imported with that are decided: nothing of the run overlaps one of those or has its id."""
    decided = [span for span in imported if span.status is not SpanStatus.SUGGESTED]
    if not decided:
        return tuple(suggested)
    beside = Document(Article("", ""), decided)
    free = (span for span in suggested if beside.get(span.id) is None and not beside.overlapping(span.start, span.end))
    return (*decided, *free)
