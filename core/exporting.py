"""Taking a project's articles out into a file: streamed, and there as a whole or not at all."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, assert_never

import msgspec

from nhan.core.damage.traces import missing_records
from nhan.core.document import Document
from nhan.core.export_target import export_folder_target, export_target
from nhan.core.formats.columns import COLUMNS, TOKENS
from nhan.core.formats.format import Format, Loss, Misaligned, Words, WriteOptions
from nhan.core.formats.registry import find, names
from nhan.core.iob import Scheme
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleStatus, Span, SpanStatus
from nhan.core.readable import Opened, Reading, Unreadable
from nhan.core.snapshot import Snapshot
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record, record_of

DEFAULT = "jsonl"


class ExportOptions(msgspec.Struct, frozen=True):
    """What goes out. Confirmed spans always do; ``words`` makes token formats use words (see ``WriteOptions``).

    ``unbegun``: articles that nobody has begun, too; None: where suggestions go out, because those are what they have.
    ``skip_bad``: what cannot be read is left out and named in the report; else it is refused.
    ``seen`` hears of every article that was looked at, ``lost`` of every span that the format could not write,
    ``changed`` of every one that it wrote otherwise. ``scheme``, ``ids``, ``misaligned``: see ``WriteOptions``.
    """

    format_name: str = DEFAULT
    done_only: bool = False
    unbegun: bool | None = None
    suggested: bool = False
    rejected: bool = False
    words: Words | None = None
    skip_bad: bool = False
    seen: Callable[[], object] = lambda: None
    lost: Callable[[Loss], object] = lambda _: None
    changed: Callable[[Loss], object] = lambda _: None
    scheme: Scheme | None = None
    ids: bool = False
    misaligned: Misaligned = Misaligned.REPORT


class ExportReport(msgspec.Struct):
    """What went out: ``unfinished`` of the articles are not done; ``undone``, ``unbegun``: articles that stayed
    behind because they are not done, or because nobody has begun them; ``waiting``: suggestions that stayed behind;
    ``disputes`` of them are to be settled; ``skipped``: what could not be read; ``lost``: spans that the format has no
    place for; ``changed``: spans that it has otherwise; ``left_out``: what else it cannot say, and how often it was
    there to be said (see ``Carries``)."""

    articles: int = 0
    spans: int = 0
    unfinished: int = 0
    undone: int = 0
    unbegun: int = 0
    waiting: int = 0
    disputes: int = 0
    skipped: list[Message] = []
    lost: int = 0
    changed: int = 0
    left_out: dict[str, int] = {}


class DamagedError(NhanError):
    """Something cannot be read; with ``skip_bad`` the rest goes out."""


class Export:
    """One export. ``chunks`` yields the file's bytes; ``report`` is complete once they have all been drawn.

    NhanError: an unknown format, one that cannot be written, or spans a format has no way to mark; damaged articles.
    """

    def __init__(self, snapshot: Snapshot, options: ExportOptions) -> None:
        chosen = find(options.format_name)
        if not chosen.writable:
            raise NhanError("formats.not_writable", name=chosen.name, names=", ".join(names(writable=True)))
        if options.rejected and not chosen.carries.rejected:
            raise NhanError("formats.no_statuses", name=chosen.name)
        self.format = chosen
        self._missing: Mapping[str, Message] | None = None
        self._snapshot = snapshot
        self._options = options
        self.report = ExportReport()

    def chunks(self) -> Iterator[bytes]:
        """The bytes of the file, an article or so at a time. NhanError: the format is a folder of files."""
        if self.format.write is None:
            raise NhanError("formats.folder_stream", name=self.format.name)
        return self.format.write(self._records(), self._write_options())

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files of the folder, each with its name there, where the format is one."""
        assert self.format.write_folder is not None
        return self.format.write_folder(self._records(), self._write_options())

    def _write_options(self) -> WriteOptions:
        options = self._options
        return WriteOptions(
            words=options.words,
            lost=self._lost,
            changed=self._changed,
            labels=self._snapshot.project.labels,
            scheme=options.scheme,
            ids=options.ids,
            misaligned=options.misaligned,
        )

    def _lost(self, loss: Loss) -> None:
        self.report.spans -= 1
        self.report.lost += 1
        self._options.lost(loss)

    def _changed(self, loss: Loss) -> None:
        self.report.changed += 1
        self._options.changed(loss)

    def to_file(self, disk: Disk, path: Path) -> None:
        """Replace a file as a whole, or make a folder. OSError: what was there still stands. NhanError: nothing may be
        written there."""
        folder = self._snapshot.project.folder
        if self.format.write is None:
            disk.write_folder(export_folder_target(path, folder), self.files())
        else:
            disk.write_atomic_parts(export_target(path, folder), self.chunks())

    def to_stream(self, stream: BinaryIO) -> None:
        """Write to an open stream: nothing where something cannot be read. OSError, BrokenPipeError."""
        if self.format.write is None:
            raise NhanError("formats.folder_stream", name=self.format.name)
        if not self._options.skip_bad:
            self._leave_out(self._snapshot.project.damaged_texts)
            self._leave_out([each.message for each in self._readings() if isinstance(each, Unreadable)])
        for chunk in self.chunks():
            stream.write(chunk)
        stream.flush()

    def _records(self) -> Iterator[Record]:
        wanted = {SpanStatus.CONFIRMED}
        wanted |= {SpanStatus.SUGGESTED} if self._options.suggested else set()
        wanted |= {SpanStatus.REJECTED} if self._options.rejected else set()
        project = self._snapshot.project
        self._leave_out(project.damaged_texts)
        unbegun = self._options.suggested if self._options.unbegun is None else self._options.unbegun
        for document in self._documents():
            done = document.state.status is ArticleStatus.DONE
            if self._options.done_only and not done:
                self.report.undone += 1
                continue
            if not unbegun and not _is_begun(document):
                self.report.unbegun += 1
                continue
            kept = Document(document.article, self._labelled(document, wanted), document.state)
            self.report.articles += 1
            self.report.spans += len(kept)
            self.report.unfinished += not done
            self.report.waiting += 0 if self._options.suggested else document.unreviewed
            self.report.disputes += len(document.disputes)
            _count(kept, self.format, self.report.left_out)
            yield record_of(kept, self._snapshot.annotator)
        if self._options.suggested:
            self._leave_out(project.damaged_suggestions)

    def _readings(self) -> Iterator[Reading]:
        """Every article; one whose record is missing would go out as if nobody had worked on it."""
        snapshot = self._snapshot
        if self._missing is None:
            self._missing = missing_records(snapshot.project, snapshot.annotator)
        for article_id in snapshot.ids:
            message = self._missing.get(article_id)
            yield snapshot.read(article_id) if message is None else Unreadable(article_id, message)

    def _labelled(self, document: Document, wanted: Container[SpanStatus]) -> Iterator[Span]:
        """The spans that go out. Those of labels that were deleted do not, and are named."""
        gone = self._snapshot.project.labels.gone
        for span in document:
            if span.status in wanted and span.label not in gone:
                yield span
            elif span.status in wanted:
                self.report.lost += 1
                self._options.lost(Loss.of(document.article, span, Message("formats.lost.deleted_label")))

    def _documents(self) -> Iterator[Document]:
        for reading in self._readings():
            self._options.seen()
            match reading:
                case Opened(document):
                    yield document
                case Unreadable(_, message):
                    self._leave_out([message])
                case _:
                    assert_never(reading)

    def _leave_out(self, faults: Iterable[Message]) -> None:
        """NhanError where nothing may be left out."""
        for fault in faults:
            if not self._options.skip_bad:
                raise DamagedError(fault.key, **fault.fields)
            self.report.skipped.append(fault)


def _is_begun(document: Document) -> bool:
    """Whether anybody has decided on a span, here or where the article came from, or on the article as a whole."""
    decided = len(document) - document.unreviewed
    return bool(decided) or document.state.status is not ArticleStatus.NEW


def _count(document: Document, chosen: Format, counts: dict[str, int]) -> None:
    """Add what there is in an article that the format cannot say; spans without a place are counted by its writer."""
    state = document.state
    there = {
        "text": True,
        "metadata": bool(set(document.article.meta) - {TOKENS, COLUMNS}),
        "notes": sum(bool(span.note) for span in document),
        "status": sum(span.status is SpanStatus.SUGGESTED for span in document),
        "confidence": sum(span.confidence is not None for span in document),
        "people": sum(span.decision is not None for span in document),
        "questions": sum(span.question for span in document),
        "runner_up": sum(span.runner_up is not None for span in document),
        "article_status": state.status in (ArticleStatus.IN_PROGRESS, ArticleStatus.DONE),
        "skipped": state.status is ArticleStatus.SKIPPED,
        "article_notes": bool(state.note),
        "flags": state.flagged,
        "bulk": state.bulk,
    }
    carried = chosen.carries.names
    for name, count in there.items():
        if count and name not in carried:
            counts[name] = counts.get(name, 0) + count
