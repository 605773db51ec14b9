"""What a person says of an article, read from the record's state and spans alone: a tenth of the time of all of it."""

from pathlib import Path

import msgspec

from nhan.core.model import ArticleStatus, SpanStatus
from nhan.core.store.disk import Disk
from nhan.core.store.label_names import LabelNames
from nhan.core.store.layout import key, record_path, shown
from nhan.core.store.record_lines import check, is_laid_out
from nhan.core.store.records import Records
from nhan.core.store.strict import Where, decode, read_file
from nhan.core.store.versions import MARK


class OutlinedSpan(msgspec.Struct, frozen=True, gc=False):
    """A span's place, label and what was said of it."""

    id: str
    start: int
    end: int
    label: str
    status: SpanStatus


class Outline(msgspec.Struct, frozen=True):
    """The state and the spans of a record."""

    status: ArticleStatus
    spans: list[OutlinedSpan]


class Outlines:
    """Of one annotator's records, as their files are."""

    def __init__(self, disk: Disk, folder: Path, annotator: str, names: LabelNames) -> None:
        self._disk, self._folder, self._annotator, self._names = disk, folder, annotator, names
        self._copied = Records(disk, folder).touched(annotator)

    def __contains__(self, article_id: str) -> bool:
        """Whether there is a record of the article."""
        return key(article_id) in self._copied

    def read(self, article_id: str) -> Outline | None:
        """None where the whole of the record has to be read to know it: labels have other names now, or several
        versions are to be merged. NhanError: the record is damaged, or there is none."""
        path = record_path(self._folder, self._annotator, article_id)
        if not self._names.as_written or self._copied[key(article_id)]:
            return None
        where = Where(shown(self._folder, path))
        data = read_file(self._disk, path, where)
        if MARK in data or not is_laid_out(data):
            return None
        check(data, where)
        outline = decode(data, Outline, where)
        return None if len({span.id for span in outline.spans}) < len(outline.spans) else outline
