"""What an import would do, said of each file before anything is written. Reads everything, keeps little of it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from nhan.core.formats.format import InputFile
from nhan.core.importing.check import CheckedArticle, Fate
from nhan.core.importing.files import ImportOptions
from nhan.core.importing.sources import ImportFile
from nhan.core.messages import Message, NhanError
from nhan.core.project import Project
from nhan.core.text.encodings import UTF_8, guess

MOST_REASONS = 20  # of a file; the others are counted
MOST_FIELDS = 20


class FilePreview(msgspec.Struct, frozen=True):
    """A file and what would become of it. Counts are of articles, but for ``spans``, those that would come in.

    ``format_name`` "": nothing can read it; ``encoding``: what it was read in, ``looks_like``: what it looks like.
    """

    path: Path
    shown: str
    format_name: str
    encoding: str
    looks_like: str
    articles: int  # all that the file has, damaged ones among them
    fates: Mapping[Fate, int]
    spans: int
    softened: int  # spans that would come in as suggestions, or not at all, because of the overlap policy
    repeated: int  # articles with the text of another one
    aside: Mapping[str, int]  # fields that no one reads: kept as meta data, in how many articles
    left: Mapping[str, int]  # fields that an import does not take over, likewise
    reasons: tuple[Message, ...]  # why articles do not come in as they are: the first of them

    @property
    def good(self) -> int:
        return self.fates.get(Fate.GOOD, 0)

    @property
    def bad(self) -> int:
        """Articles that would not come in."""
        return self.articles - self.good


class ImportPreview(msgspec.Struct, frozen=True):
    """Every file's fate, in order."""

    files: tuple[FilePreview, ...]

    @property
    def good(self) -> int:
        return sum(each.good for each in self.files)

    @property
    def bad(self) -> int:
        return sum(each.bad for each in self.files)

    @property
    def spans(self) -> int:
        return sum(each.spans for each in self.files)


def preview_import(project: Project, paths: Sequence[Path], options: ImportOptions) -> ImportPreview:
    """Look at the files as ``import_files`` would with ``skip_bad``. Writes nothing.

    NhanError: a file is missing, or a format or an encoding has an unknown name.
    """
    check = options.check(project)
    return ImportPreview(tuple(_look(each, check.look, options) for each in options.files(project, paths)))


def _look(each: ImportFile, check: Callable[..., CheckedArticle], options: ImportOptions) -> FilePreview:
    fates: Counter[Fate] = Counter()
    aside: Counter[str] = Counter()
    left: Counter[str] = Counter()
    reasons: list[Message] = []
    spans = softened = repeated = 0
    for found in each.read(each.file, options.reading):
        options.seen()
        checked = check(found)
        fates[checked.fate] += 1
        repeated += bool(checked.same_as)
        reasons += [error.message for error in checked.errors[: MOST_REASONS - len(reasons)]]
        if checked.incoming is not None:
            left.update(checked.incoming.left)
            aside.update(name for name in checked.incoming.article.meta if name in aside or len(aside) < MOST_FIELDS)
        if checked.incoming is not None and checked.fate is Fate.GOOD:
            spans += len(checked.incoming.spans)
            softened += len(checked.errors)
    return FilePreview(
        path=each.file.path,
        shown=each.file.shown,
        format_name=each.format_name,
        encoding=each.file.encoding or UTF_8,
        looks_like=_looks_like(each.file),
        articles=fates.total(),
        fates=dict(fates),
        spans=spans,
        softened=softened,
        repeated=repeated,
        aside=dict(aside),
        left=dict(left),
        reasons=tuple(reasons),
    )


def _looks_like(file: InputFile) -> str:
    """ "" where the file cannot be read at all."""
    try:
        return guess(file.head())
    except NhanError:
        return ""
