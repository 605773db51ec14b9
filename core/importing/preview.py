"""What an import would do, said of each file before anything is written. Reads everything, keeps little of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import asdict, replace

from nhan.core.formats.format import Incoming, InputFile
from nhan.core.formats.registry import find
from nhan.core.importing.check import CheckedArticle, Fate, ImportCheck
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


class _FileCount:
    """What the articles of a file add up to."""

    def __init__(self) -> None:
        self.fates: Counter[Fate] = Counter()
        self.aside: Counter[str] = Counter()
        self.left: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()
        self.reasons: list[Message] = []
        self.said: dict[str, tuple[Message, int]] = {}
        self.first: list[FirstArticle] = []
        self.spans = self.softened = self.lost = self.repeated = 0

    def add_unknown(self, names: Iterable[str]) -> None:
        """Labels that the project does not have; of those beyond ``MOST_LABELS`` none."""
        self.unknown.update(name for name in names if name in self.unknown or len(self.unknown) < MOST_LABELS)

    def add(self, checked: CheckedArticle) -> None:
        self.fates[checked.fate] += 1
        self.repeated += bool(checked.same_as)
        told = [error.message for error in checked.errors]
        if checked.incoming is not None:
            told += [Message("cli.import.lost", asdict(loss)) for loss in checked.incoming.lost]
            self.left.update(checked.incoming.left)
            fields, aside = checked.incoming.article.meta, self.aside
            aside.update(name for name in fields if name in aside or len(aside) < MOST_FIELDS)
        self.reasons += told[: MOST_REASONS - len(self.reasons)]
        if checked.incoming is not None and checked.fate is Fate.GOOD:
            self._add_good(checked.incoming, checked)

    def _add_good(self, incoming: Incoming, checked: CheckedArticle) -> None:
        if len(self.first) < MOST_FIRST:
            self.first.append(_shown(incoming))
        self.spans += len(incoming.spans)
        self.softened += len(checked.changed)
        self.lost += len(checked.lost)
        for message in incoming.said:
            self.said[repr(message)] = message, self.said.get(repr(message), (message, 0))[1] + 1


def _look(each: ImportFile, check: ImportCheck, options: ImportOptions) -> FilePreview:
    count = _FileCount()
    for found in each.read(each.file, options.read_options):
        options.seen()
        if isinstance(found, Incoming):
            count.add_unknown(check.unknown(found))
        checked = check.look(found)
        count.add(checked)
        if checked.fate is Fate.GOOD:
            options.tell(checked)
    binary = bool(each.format_name) and find(each.format_name).binary
    return FilePreview(
        path=each.path,
        shown=each.file.shown,
        format_name=each.format_name,
        encoding="" if binary else each.file.encoding or UTF_8,
        looks_like="" if binary else _looks_like(each.file),
        articles=count.fates.total(),
        fates=dict(count.fates),
        spans=count.spans,
        softened=count.softened,
        lost=count.lost,
        repeated=count.repeated,
        aside=dict(count.aside),
        left=dict(count.left),
        reasons=tuple(count.reasons),
        said=tuple(count.said.values()),
        unknown=dict(count.unknown),
        first=tuple(count.first),
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
