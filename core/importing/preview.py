"""What an import would do, said of each file before anything is written. Reads everything, keeps little of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import asdict, replace

from nhan.core.formats.format import Incoming, InputFile
from nhan.core.formats.registry import find
from nhan.core.importing.check import Fate, ImportCheck
from nhan.core.importing.files import ImportOptions
from nhan.core.importing.sources import ImportFile
from nhan.core.messages import Message, NhanError
from nhan.core.project import Project
from nhan.core.text.encodings import UTF_8, guess

MOST_REASONS = 20  # of a file; the others are counted
MOST_FIELDS = 20
MOST_LABELS = 200
MOST_FIRST = 3  # articles of a file that are shown, and spans of each
LONGEST_SHOWN = 40  # code points of a span


class FirstArticle(msgspec.Struct, frozen=True):
    """An article as it would come in, so that people see whether its spans stand where they should: each one's label
    and words."""

    title: str
    spans: tuple[tuple[str, str], ...]


class FilePreview(msgspec.Struct, frozen=True):
    """A file and what would become of it. Counts are of articles, but for ``spans``, those that would come in.

    ``format_name`` "": nothing can read it; ``encoding``: what it was read in, ``looks_like``: what it looks like, both
    "" where it is no text.
    """

    path: Path  # see ``ImportFile.path``
    shown: str
    format_name: str
    encoding: str
    looks_like: str
    articles: int  # all that the file has, damaged ones among them
    fates: Mapping[Fate, int]
    spans: int
    softened: int  # spans that would come in as suggestions because of the overlap policy
    lost: int  # spans of good articles that would not come in
    repeated: int  # articles with the text of another one
    aside: Mapping[str, int]  # fields that no one reads: kept as meta data, in how many articles
    left: Mapping[str, int]  # fields that an import does not take over, likewise
    reasons: tuple[Message, ...]  # why articles do not come in as they are: the first of them
    said: tuple[tuple[Message, int], ...]  # what was decided in reading, and for how many articles
    unknown: Mapping[str, int]  # labels that the project does not have, and on how many spans
    first: tuple[FirstArticle, ...]  # of those that would come in

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

    @property
    def unknown(self) -> Mapping[str, int]:
        """See ``FilePreview``."""
        return dict(sum((Counter(each.unknown) for each in self.files), Counter()))


def preview_import(project: Project, paths: Sequence[Path], options: ImportOptions) -> ImportPreview:
    """Look at the files as ``import_files`` would with ``skip_bad``. Writes nothing, adds no label.

    NhanError: a file is missing, or a format or an encoding has an unknown name.
    """
    check = options.check(project)
    return ImportPreview(tuple(_look(each, check, options) for each in options.files(project, paths)))


def _look(each: ImportFile, check: ImportCheck, options: ImportOptions) -> FilePreview:
    fates: Counter[Fate] = Counter()
    aside: Counter[str] = Counter()
    left: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    reasons: list[Message] = []
    said: dict[str, tuple[Message, int]] = {}
    first: list[FirstArticle] = []
    spans = softened = lost = repeated = 0
    for found in each.read(each.file, options.read_options):
        options.seen()
        if isinstance(found, Incoming):
            unknown.update(name for name in check.unknown(found) if name in unknown or len(unknown) < MOST_LABELS)
        checked = check.look(found)
        fates[checked.fate] += 1
        repeated += bool(checked.same_as)
        told = [error.message for error in checked.errors]
        if checked.incoming is not None:
            told += [Message("cli.import.lost", asdict(loss)) for loss in checked.incoming.lost]
        reasons += told[: MOST_REASONS - len(reasons)]
        if checked.incoming is not None:
            left.update(checked.incoming.left)
            aside.update(name for name in checked.incoming.article.meta if name in aside or len(aside) < MOST_FIELDS)
        if checked.incoming is not None and checked.fate is Fate.GOOD:
            options.tell(checked)
            if len(first) < MOST_FIRST:
                first.append(_shown(checked.incoming))
            spans += len(checked.incoming.spans)
            softened += len(checked.changed)
            lost += len(checked.lost)
            for message in checked.incoming.said:
                said[repr(message)] = message, said.get(repr(message), (message, 0))[1] + 1
    binary = bool(each.format_name) and find(each.format_name).binary
    return FilePreview(
        path=each.path,
        shown=each.file.shown,
        format_name=each.format_name,
        encoding="" if binary else each.file.encoding or UTF_8,
        looks_like="" if binary else _looks_like(each.file),
        articles=fates.total(),
        fates=dict(fates),
        spans=spans,
        softened=softened,
        lost=lost,
        repeated=repeated,
        aside=dict(aside),
        left=dict(left),
        reasons=tuple(reasons),
        said=tuple(said.values()),
        unknown=dict(unknown),
        first=tuple(first),
    )


def _shown(found: Incoming) -> FirstArticle:
    text = found.article.text
    spans = ((span.label, text[span.start : span.end][:LONGEST_SHOWN]) for span in found.spans[:MOST_FIRST])
    return FirstArticle(found.article.title, tuple(spans))


def _looks_like(file: InputFile) -> str:
    """ "" where the file cannot be read at all."""
    try:
        return guess(replace(file, encoding="").head())
    except NhanError:
        return ""
