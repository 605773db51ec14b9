"""What people have touched: work/<annotator>/<h2>/<key>.json, one record per article, one writer per annotator.

How far each journal is in a record is known of those that this program has written, by their bytes; of others it need
not be known (see ``merging.replay``).
"""

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from nhan.core.messages import NhanError
from nhan.core.model import ArticleState, ArticleStatus, SpanStatus
from nhan.core.store.disk import Disk, Stat
from nhan.core.store.label_names import LabelNames
from nhan.core.store.layout import QUARANTINE, WORK, annotator_folder, record_path, shown
from nhan.core.store.record import VERSION, Base, Record, record_parts
from nhan.core.store.strict import Where, decode, read_file
from nhan.core.store.texts import Tally, tally_of
from nhan.core.store.versions import MARK, read_versions, with_copies


class Head(msgspec.Struct, frozen=True):
    """What the queue shows of a touched article."""

    state: ArticleState = ArticleState()
    tally: Tally = Tally()
    applied: Mapping[str, int] = {}  # how far each session's journal is in it, as far as that is known
    disputes: int = 0
    questions: int = 0  # spans whose notes ask something
    unsure: bool = False  # git merged several versions into it: they have to be read to know what they make


class _SpanHead(msgspec.Struct, frozen=True, gc=False):
    id: str
    status: SpanStatus
    question: bool = False


class _DisputeHead(msgspec.Struct, frozen=True, gc=False):
    pass


class _RecordHead(msgspec.Struct, frozen=True):
    status: ArticleStatus
    spans: list[_SpanHead]
    note: str = ""
    bulk: bool = False
    flagged: bool = False
    disputes: list[_DisputeHead] = []
    applied: dict[str, int] = {}


class ChangedOutsideError(NhanError):
    """The record is not the one that was read: another program has written it since."""


class Carried(msgspec.Struct, frozen=True):
    """What a record holds that a document does not: to be written back."""

    base: Base | None = None
    extra: dict[str, Any] = {}
    version: int = VERSION


KEPT = ".json.v1"  # the ending of a record of an older version, kept when it was written again
WRITTEN = 3  # versions of a record whose bytes are remembered: other threads may still be reading the one before


class Records:
    """The records of every annotator of one project. ``folder`` is the project's."""

    def __init__(self, disk: Disk, folder: Path, names: LabelNames | None = None) -> None:
        self._disk = disk
        self._names = names or LabelNames()
        self._project = folder
        self._heads: dict[Path, tuple[Stat, Head]] = {}
        self._carried: dict[Path, Carried] = {}
        self._applied: dict[Path, dict[bytes, Mapping[str, int]]] = {}  # by the hash of the record's bytes

    def path(self, annotator: str, article_id: str) -> Path:
        return record_path(self._project, annotator, article_id)

    def load(self, annotator: str, article_id: str) -> Record | None:
        """The annotator's record; None for an untouched article. NhanError when it is damaged: never an empty one."""
        path = self.path(annotator, article_id)
        stat = self._disk.stat(path)  # before the bytes: what is replaced in between counts as changed
        if stat is None:
            return None
        where = Where(shown(self._project, path))
        data = read_file(self._disk, path, where)
        record, versions = read_versions(self._disk, path, data, where)
        if not self._names.as_written:
            record = self._named(record)
            base = versions and versions.base and self._named(versions.base)
            versions = versions and replace(versions, records=tuple(map(self._named, versions.records)), base=base)
        if record.article.id != article_id:
            raise where.fault("store.other_article", "id", id=record.article.id, wanted=article_id)
        self._carried[path] = Carried(record.base, dict(record.extra), record.version)
        return replace(record, applied=self._applied_in(path, data) or record.applied, stat=stat, versions=versions)

    def _named(self, record: Record) -> Record:
        """With the labels as they are called now."""
        spans, disputes = self._names.spans(record.spans), self._names.disputes(record.disputes)
        return replace(record, spans=spans, disputes=disputes)

    def keep(self, files: Iterable[Path]) -> None:
        """Keep other versions of a record in quarantine, before the one is written that they are merged in."""
        for path in files:
            data = self._disk.read_bytes(path)
            self._disk.make_folders(self._project / QUARANTINE)
            name = f"{path.stem}.{hashlib.sha256(data).hexdigest()[:12]}{path.suffix}"
            with suppress(FileExistsError):
                self._disk.create_new(self._project / QUARANTINE / name, data)

    def drop(self, annotator: str, article_id: str, files: Iterable[Path]) -> None:
        """Take other versions away, once they are kept and merged. The record itself stays."""
        for path in files:
            if path != self.path(annotator, article_id):
                self._disk.remove(path)

    def _applied_in(self, path: Path, data: bytes) -> Mapping[str, int]:
        written = self._applied.get(path)
        return written.get(hashlib.sha256(data).digest(), {}) if written else {}

    def carried(self, annotator: str, article_id: str) -> Carried:
        """What the record on the disk holds beside the document."""
        path = self.path(annotator, article_id)
        if path not in self._carried and self.load(annotator, article_id) is None:
            return Carried()
        return self._carried[path]

    def save(self, annotator: str, record: Record) -> Stat:
        """Replace the annotator's record as a whole. OSError: the old one still stands.

        ``record.stat``: of the file that the record was made of (None: there was none). ChangedOutsideError: another
        one is there by now, and stays. ``record.applied`` is remembered, not written. A file of an older version is
        kept beside the new one.
        """
        path = self.path(annotator, record.article.id)
        if self._disk.stat(path) != record.stat:
            raise ChangedOutsideError("store.changed_outside", file=shown(self._project, path))
        spans, disputes = self._names.spans_in_files(record.spans), self._names.disputes_in_files(record.disputes)
        parts = record_parts(replace(record, spans=spans, disputes=disputes))
        self._disk.make_folders(path.parent)
        self._keep_older(path)
        digest = hashlib.sha256()
        for part in parts:
            digest.update(part)
        written = self._applied.get(path, {})  # replaced, not changed, and before the bytes can be read
        recent = dict([*written.items()][1 - WRITTEN :])
        self._applied[path] = {**recent, digest.digest(): record.applied}
        stat = self._disk.write_atomic_parts(path, parts)
        self._carried[path] = Carried(record.base, dict(record.extra))
        self._heads[path] = stat, _head_of(record)
        return stat

    def stat(self, annotator: str, article_id: str) -> Stat | None:
        """What tells the record that is there now from others; None where there is none."""
        return self._disk.stat(self.path(annotator, article_id))

    def _keep_older(self, path: Path) -> None:
        carried = self._carried.get(path)
        if carried is not None and carried.version < VERSION:
            with suppress(FileExistsError):  # an attempt that failed later has kept it already
                self._disk.create_new(path.with_name(path.stem + KEPT), self._disk.read_bytes(path))

    def touched(self, annotator: str) -> dict[str, bool]:
        """The keys of the articles that the annotator has a record of, and whether copies may lie beside it."""
        top = annotator_folder(self._project, WORK, annotator)
        found: dict[str, bool] = {}
        for folder in self._disk.list(top):
            names = self._disk.list(top / folder)
            copied = with_copies(names)
            keys = (name.removesuffix(".json") for name in names if name.endswith(".json"))
            found.update((key, key in copied) for key in keys)
        return found

    def has_copies(self, annotator: str, article_id: str) -> bool:
        """Whether other versions of the annotator's record may lie beside it."""
        path = self.path(annotator, article_id)
        return path.stem in with_copies(self._disk.list(path.parent))

    def head(self, annotator: str, article_id: str) -> Head | None:
        """State and counts, without reading the record again while its file is the same."""
        path = self.path(annotator, article_id)
        stat = self._disk.stat(path)
        if stat is None:
            return None
        known = self._heads.get(path)
        if known is None or known[0] != stat:
            where = Where(shown(self._project, path))
            data = read_file(self._disk, path, where)
            known = stat, Head(unsure=True) if MARK in data else self._head(path, data, where)
            self._heads[path] = known
        return known[1]

    def _head(self, path: Path, data: bytes, where: Where) -> Head:
        read = decode(data, _RecordHead, where)
        statuses = [span.status for span in read.spans]
        counts = [statuses.count(status) for status in SpanStatus]
        applied = self._applied_in(path, data) or read.applied
        state = ArticleState(read.status, read.note, read.bulk, read.flagged)
        repeats = len({span.id for span in read.spans}) < len(read.spans)
        questions = sum(span.question and span.status is not SpanStatus.REJECTED for span in read.spans)
        return Head(state, Tally(*counts), applied, len(read.disputes), questions, repeats)


def _head_of(record: Record) -> Head:
    questions = sum(span.asks for span in record.spans)
    return Head(record.state, tally_of(record.spans), record.applied, len(record.disputes), questions)
