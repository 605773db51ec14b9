"""What people have touched: work/<annotator>/<h2>/<key>.json, one record per article, one writer per annotator.

How far each journal is in a record is known of those that this program has written, by their bytes; of others it need
not be known (see ``journal_replay.replay``).
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from nhan.core.model import ArticleState, ArticleStatus, SpanStatus
from nhan.core.store.disk import Disk, Stat
from nhan.core.store.label_names import LabelNames
from nhan.core.store.layout import WORK, annotator_folder, record_path, shown
from nhan.core.store.record import VERSION, Base, Record, decode_record, record_parts
from nhan.core.store.strict import Where, decode, read_file
from nhan.core.store.texts import Tally, tally_of


class Head(msgspec.Struct, frozen=True):
    """What the queue shows of a touched article."""

    state: ArticleState
    tally: Tally
    applied: Mapping[str, int]  # how far each session's journal is in it, as far as that is known


class _SpanHead(msgspec.Struct, frozen=True, gc=False):
    status: SpanStatus


class _RecordHead(msgspec.Struct, frozen=True):
    status: ArticleStatus
    spans: list[_SpanHead]
    note: str = ""
    bulk: bool = False
    applied: dict[str, int] = {}


class Carried(msgspec.Struct, frozen=True):
    """What a record holds that a document does not: to be written back."""

    base: Base | None = None
    extra: dict[str, Any] = {}
    version: int = VERSION


KEPT = ".json.v1"  # the ending of a record of an older version, kept when it was written anew
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
        if not self._disk.exists(path):
            return None
        where = Where(shown(self._project, path))
        data = read_file(self._disk, path, where)
        record = decode_record(data, where)
        if record.article.id != article_id:
            raise where.fault("store.other_article", "id", id=record.article.id, wanted=article_id)
        self._carried[path] = Carried(record.base, dict(record.extra), record.version)
        spans, applied = self._names.spans(record.spans), self._applied_in(path, data) or record.applied
        return replace(record, spans=spans, applied=applied)

    def _applied_in(self, path: Path, data: bytes) -> Mapping[str, int]:
        written = self._applied.get(path)
        return written.get(hashlib.sha256(data).digest(), {}) if written else {}

    def carried(self, annotator: str, article_id: str) -> Carried:
        """What the record on the disk holds beside the document."""
        path = self.path(annotator, article_id)
        if path not in self._carried and self.load(annotator, article_id) is None:
            return Carried()
        return self._carried[path]

    def save(self, annotator: str, record: Record) -> None:
        """Replace the annotator's record as a whole. OSError: the old one still stands.

        ``record.applied`` is remembered, not written. A file of an older version is kept beside the new one.
        """
        path = self.path(annotator, record.article.id)
        parts = record_parts(replace(record, spans=self._names.spans_in_files(record.spans)))
        self._disk.make_folders(path.parent)
        self._keep_older(path)
        digest = hashlib.sha256()
        for part in parts:
            digest.update(part)
        written = self._applied.get(path, {})  # replaced, not changed, and before the bytes can be read
        recent = dict([*written.items()][1 - WRITTEN :])
        self._applied[path] = {**recent, digest.digest(): record.applied}
        self._disk.write_atomic_parts(path, parts)
        self._carried[path] = Carried(record.base, dict(record.extra))
        if stat := self._disk.stat(path):
            self._heads[path] = stat, Head(record.state, tally_of(record.spans), record.applied)

    def _keep_older(self, path: Path) -> None:
        carried = self._carried.get(path)
        if carried is not None and carried.version < VERSION:
            with suppress(FileExistsError):  # an attempt that failed later has kept it already
                self._disk.create_new(path.with_name(path.stem + KEPT), self._disk.read_bytes(path))

    def touched(self, annotator: str) -> set[str]:
        """The keys of the articles that the annotator has a record of."""
        top = annotator_folder(self._project, WORK, annotator)
        names = (name for folder in self._disk.list(top) for name in self._disk.list(top / folder))
        return {name.removesuffix(".json") for name in names if name.endswith(".json")}

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
            read = decode(data, _RecordHead, where)
            statuses = [span.status for span in read.spans]
            counts = [statuses.count(status) for status in SpanStatus]
            applied = self._applied_in(path, data) or read.applied
            known = stat, Head(ArticleState(read.status, read.note, read.bulk), Tally(*counts), applied)
            self._heads[path] = known
        return known[1]
