"""What the tests of the store are built from: strategies for articles, spans and records, and disks that fail."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from hypothesis import strategies as st

from nhan.core.document import key_of
from nhan.core.model import STATUSES, Article, ArticleState, Decision, Source, Span, SpanStatus
from nhan.core.store.disk import AppendHandle, Disk, Stat
from nhan.core.store.record import Base, Record
from tests.core.building import NASTY

WORDS = st.text(max_size=8)  # hypothesis draws no lone surrogates unless asked
NAMES = st.text(min_size=1, max_size=8)
SOURCES = st.builds(Source, st.sampled_from(["machine", "human", "import"]), WORDS, WORDS)
DECISIONS = st.builds(Decision, NAMES, NAMES, st.just("2026-02-03T04:05:06Z"))
UNKNOWN = st.dictionaries(
    st.sampled_from(["extra", "khóa", "x-1", "confidence2", "", "$"]),
    st.one_of(st.none(), st.integers(-5, 2**60), WORDS, st.lists(st.booleans(), max_size=2)),
    max_size=2,
)


@st.composite
def spans_over(draw: st.DrawFn, text: str) -> tuple[Span, ...]:
    spans = []
    for number in range(draw(st.integers(0, 4)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        spans.append(
            Span(
                id=f"{draw(NAMES)}{number}",
                start=start,
                end=draw(st.integers(start + 1, len(text))),
                label=draw(NAMES),
                status=draw(st.sampled_from(SpanStatus)),
                source=draw(SOURCES),
                confidence=draw(st.none() | st.floats(0, 1)),
                runner_up=draw(st.none() | WORDS),
                decision=draw(st.none() | DECISIONS),
                note=draw(WORDS),
                question=draw(st.booleans()),
                extra=draw(UNKNOWN) or None,
                votes=draw(st.none() | st.dictionaries(NAMES, st.booleans(), min_size=1, max_size=3)),
            )
        )
    return tuple(sorted(spans, key=key_of))


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = draw(NASTY)
    return Record(
        article=Article(draw(NAMES), text, draw(WORDS), draw(UNKNOWN)),
        spans=draw(spans_over(text)),
        state=draw(st.builds(ArticleState, st.sampled_from(STATUSES), WORDS, st.booleans(), st.booleans())),
        annotator=draw(WORDS),
        base=draw(st.none() | st.builds(Base, NAMES, WORDS)),
        extra=draw(UNKNOWN),
    )


class FullDisk(Disk):
    """A disk on which the calls named in ``failing`` fail; ``torn``: appends leave the first half of their bytes."""

    def __init__(self, *failing: str, torn: bool = False) -> None:
        self.failing = set(failing)
        self.torn = torn

    def fail(self, call: str) -> None:
        if call in self.failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def write_atomic_parts(self, path: Path, parts: Iterable[bytes]) -> Stat:
        self.fail("write_atomic")
        return super().write_atomic_parts(path, parts)

    def open_append(self, path: Path) -> AppendHandle:
        self.fail("open_append")
        return FullHandle(self, super().open_append(path))


class FullHandle(AppendHandle):
    """A handle of such a disk."""

    def __init__(self, disk: FullDisk, handle: AppendHandle) -> None:
        self._disk = disk
        self._handle = handle

    def write(self, data: bytes) -> None:
        if "write" in self._disk.failing and self._disk.torn:
            self._handle.write(data[: len(data) // 2])
        self._disk.fail("write")
        self._handle.write(data)

    def sync(self) -> None:
        self._disk.fail("sync")
        self._handle.sync()

    def close(self) -> None:
        self._handle.close()
