"""What a person says of an article, read from the record's state and spans alone: a tenth of the time of all of it."""

from pathlib import Path

import msgspec

from nhan.core.model import ArticleStatus, SpanStatus
from nhan.core.store.disk import Disk
from nhan.core.store.label_names import LabelNames
from nhan.core.store.layout import WORK, annotator_folder, key
from nhan.core.store.record_lines import check, is_laid_out
from nhan.core.store.strict import Where, decode, read_file
from nhan.core.store.versions import MARK, with_copies

ENDING = ".json"


class OutlinedSpan(msgspec.Struct, frozen=True, gc=False):
    """A span's place, label and what was said of it."""

    id: str
    start: int
    end: int
    label: str
    status: SpanStatus
    question: bool = False


class OutlinedAnswer(msgspec.Struct, frozen=True, gc=False):
    """Whether what is said to a decision asks something back."""

    question: bool = False


class Outline(msgspec.Struct, frozen=True, gc=False):
    """The state and the spans of a record."""

    status: ArticleStatus
    spans: list[OutlinedSpan]
    answers: list[OutlinedAnswer] = []


class Outlines:
    """Of one annotator's records, as their files are."""

    def __init__(self, disk: Disk, folder: Path, annotator: str, names: LabelNames) -> None:
        self._disk, self._names = disk, names
        top = annotator_folder(folder, WORK, annotator)
        self._shown = f"{WORK}/{annotator}"
        self._paths: dict[str, Path] = {}  # by the key of the article
        self._copied: set[str] = set()
        for part in disk.list(top):
            files = disk.list(top / part)
            self._copied |= with_copies(files)
            self._paths.update(
                (file.removesuffix(ENDING), top / part / file) for file in files if file.endswith(ENDING)
            )

    def __contains__(self, article_id: str) -> bool:
        """Whether there is a record of the article."""
        return key(article_id) in self._paths

    def read(self, article_id: str) -> Outline | None:
        """None where the whole of the record has to be read to know it: labels have other names now, or several
        versions are to be merged. NhanError: the record is damaged. KeyError: there is none."""
        name = key(article_id)
        path = self._paths[name]
        if not self._names.as_written or name in self._copied:
            return None
        where = Where(f"{self._shown}/{path.parent.name}/{path.name}")
        data = read_file(self._disk, path, where)
        if MARK in data or not is_laid_out(data):
            return None
        check(data, where)
        outline = decode(data, Outline, where)
        return None if len({span.id for span in outline.spans}) < len(outline.spans) else outline
