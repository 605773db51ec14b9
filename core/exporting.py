"""Taking a project's articles out into a file: streamed, and there as a whole or not at all."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from nhan.core.document import Document
from nhan.core.formats.format import Loss, Words, WriteOptions
from nhan.core.formats.registry import find, names
from nhan.core.messages import NhanError
from nhan.core.model import ArticleStatus, SpanStatus
from nhan.core.snapshot import Snapshot
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record, record_of

DEFAULT = "jsonl"


class ExportOptions(msgspec.Struct, frozen=True):
    """What goes out. Confirmed spans always do; ``words`` makes token formats use words (see ``WriteOptions``).

    ``seen`` hears of every article that was looked at, ``lost`` of every span that the format could not write.
    """

    format_name: str = DEFAULT
    done_only: bool = False
    suggested: bool = False
    rejected: bool = False
    words: Words | None = None
    seen: Callable[[], object] = lambda: None
    lost: Callable[[Loss], object] = lambda _: None


class ExportReport(msgspec.Struct):
    """What went out: ``unfinished`` of the articles are not done; ``waiting``: suggestions that stayed behind."""

    articles: int = 0
    spans: int = 0
    unfinished: int = 0
    waiting: int = 0


class Export:
    """One export. ``chunks`` yields the file's bytes; ``report`` is complete once they have all been drawn.

    NhanError: an unknown format, one that cannot be written, or spans a format has no way to mark; damaged articles.
    """

    def __init__(self, snapshot: Snapshot, options: ExportOptions) -> None:
        chosen = find(options.format_name)
        if chosen.write is None:
            raise NhanError("formats.not_writable", name=chosen.name, names=", ".join(names(writable=True)))
        if options.rejected and not chosen.statuses:
            raise NhanError("formats.no_statuses", name=chosen.name)
        self._write = chosen.write
        self._snapshot = snapshot
        self._options = options
        self.report = ExportReport()

    def chunks(self) -> Iterator[bytes]:
        """The bytes of the file, an article or so at a time."""
        return self._write(self._records(), WriteOptions(self._options.words, self._lost))

    def _lost(self, loss: Loss) -> None:
        self.report.spans -= 1
        self._options.lost(loss)

    def to_file(self, disk: Disk, path: Path) -> None:
        """Replace a file as a whole. OSError: what was there still stands."""
        disk.write_atomic_parts(path, self.chunks())

    def to_stream(self, stream: BinaryIO) -> None:
        """Write to an open stream. OSError, BrokenPipeError."""
        for chunk in self.chunks():
            stream.write(chunk)
        stream.flush()

    def _records(self) -> Iterator[Record]:
        wanted = {SpanStatus.CONFIRMED}
        wanted |= {SpanStatus.SUGGESTED} if self._options.suggested else set()
        wanted |= {SpanStatus.REJECTED} if self._options.rejected else set()
        for article_id in self._snapshot.ids:
            self._options.seen()
            document = self._snapshot.document(article_id)
            done = document.state.status is ArticleStatus.DONE
            if self._options.done_only and not done:
                continue
            kept = Document(document.article, (span for span in document if span.status in wanted), document.state)
            self.report.articles += 1
            self.report.spans += len(kept)
            self.report.unfinished += not done
            self.report.waiting += 0 if self._options.suggested else document.unreviewed
            yield record_of(kept, self._snapshot.annotator)
