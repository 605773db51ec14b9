"""Bringing files into a project: all of a batch or nothing, or the good articles and a list of the others."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from nhan.core.formats import archives
from nhan.core.formats.article_json import refuse_unknown_labels
from nhan.core.formats.format import Format, Incoming, InputFile, Loss, Reader, ReadOptions
from nhan.core.formats.new_labels import renamed, with_labels
from nhan.core.formats.registry import AUTO, detect, find, formats, leads, names, recognised
from nhan.core.labels import LabelSet
from nhan.core.messages import Message, NhanError
from nhan.core.model import Article, Span, SpanStatus
from nhan.core.operations.overlap import clash
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.store.layout import twin


class ImportReport(msgspec.Struct, frozen=True):
    """What an import has done. ``refused`` is empty unless bad articles were to be skipped."""

    articles: int
    spans: int
    refused: tuple[Message, ...]
    left: Mapping[str, int]  # fields that were not taken over, and in how many articles
    lost: int = 0  # spans of the files that did not come in
    changed: int = 0  # spans that came in otherwise
    said: Sequence[tuple[Message, int]] = ()  # what was decided in reading, and for how many articles


class ImportOptions(msgspec.Struct, frozen=True):
    """``format_name`` "" or ``auto`` goes by what is in each file; ``seen`` hears of every article that was looked at.

    ``reading``: how files are read where they do not say so; ``names``: what their labels are called here.
    ``lost`` hears of every span that does not come in, ``changed`` of every one that comes in otherwise.
    ``replace``: work (see ``import_work``) takes the place of what its maker has here already.
    """

    format_name: str = ""
    as_suggested: bool = False
    skip_bad: bool = False
    replace: bool = False
    seen: Callable[[], object] = lambda: None
    reading: ReadOptions = ReadOptions()
    names: Mapping[str, str] = {}
    lost: Callable[[Loss], object] = lambda _: None
    changed: Callable[[Loss], object] = lambda _: None

    @property
    def read_options(self) -> ReadOptions:
        return replace(self.reading, as_suggested=self.as_suggested or self.reading.as_suggested)


def import_files(project: Project, paths: Sequence[Path], options: ImportOptions) -> ImportReport:
    """Import files and folders of files, in this order.

    NhanError: the first thing that is wrong with any of them (or, skipping what is bad, that nothing can be imported at
    all); then the project is as it was. Articles are streamed: memory holds one pack, not the whole batch.
    """
    files = list(files_of(project.disk, paths, options.format_name))
    batch = _Batch(project, options)
    added = project.add_articles(batch.articles(files, options), batch)
    said = tuple(batch.said.values())
    return ImportReport(added, batch.spans, tuple(batch.refused), batch.left, batch.lost, batch.changed, said)


def add_unknown_labels(project: Project, paths: Sequence[Path], options: ImportOptions) -> list[str]:
    """Give the project the labels of these files that it does not have. Returns them.

    NhanError: a file cannot be read, or a name cannot be a label's. OSError: the labels are as they were.
    """
    known = project.labels.understood
    found: dict[str, None] = {}
    for file, read in files_of(project.disk, paths, options.format_name):
        for each in read(file, options.read_options):
            if isinstance(each, Incoming):
                found |= dict.fromkeys(span.label for span in renamed(each, options.names).spans)
    added = [name for name in found if name not in known]
    if added:
        project.describe(labels=with_labels(project.labels, added))
        project.read_again()
    return added


def within_policy(labels: LabelSet, incoming: Incoming) -> tuple[Incoming, list[Loss]]:
    """The article as the label set's policy allows it: of confirmed spans that may not share text the outermost, or
    the first, stays; the others become suggestions, and are named."""
    confirmed = [span for span in incoming.spans if span.status is SpanStatus.CONFIRMED]
    breaking: set[str] = set()
    around: list[Span] = []
    for span in sorted(confirmed, key=lambda span: (span.start, -span.end)):
        around = [other for other in around if other.end > span.start]
        if any(clash(labels, span, other) for other in around):
            breaking.add(span.id)
        else:
            around.append(span)
    if not breaking:
        return incoming, []
    spans = [replace(span, status=SpanStatus.SUGGESTED) if span.id in breaking else span for span in incoming.spans]
    article = incoming.article
    named = [
        Loss(article.id, s.start, s.end, s.label, article.text[s.start : s.end], Message("formats.lost.overlap"))
        for s in spans
        if s.id in breaking
    ]
    return replace(incoming, spans=tuple(spans)), named


class _Batch(Mapping[str, Sequence[Span]]):
    """The articles on their way into the project; as a mapping, the spans of the one that was drawn last."""

    def __init__(self, project: Project, options: ImportOptions) -> None:
        self._labels = project.labels.understood
        self._set = project.labels
        self._options = options
        self._ids = project.taken_ids()
        self._deleted = frozenset(map(twin, project.deleted))
        self._current: Incoming | None = None
        self.spans = 0
        self.refused: list[Message] = []
        self.left: dict[str, int] = {}
        self.lost = self.changed = 0
        self.said: dict[str, tuple[Message, int]] = {}

    def articles(self, files: Sequence[tuple[InputFile, Reader]], options: ImportOptions) -> Iterator[Article]:
        for file, read in files:
            for found in read(file, options.read_options):
                options.seen()
                if (incoming := self._accepted(found)) is not None:
                    self._current = incoming
                    yield incoming.article

    def _accepted(self, found: Incoming | NhanError) -> Incoming | None:
        """The article, counted, or None where it is refused and may be skipped. NhanError where it may not."""
        try:
            if isinstance(found, NhanError):
                raise found
            folded = twin(found.article.id)
            if folded in self._ids:
                deleted = folded in self._deleted
                raise found.where.fault("store.id_deleted" if deleted else "store.id_taken", "id", id=found.article.id)
            found = renamed(found, self._options.names)
            refuse_unknown_labels(found, self._labels)
        except NhanError as error:
            if not self._options.skip_bad:
                raise
            self.refused.append(error.message)
            return None
        self._ids.add(twin(found.article.id))
        found, changed = within_policy(self._set, found)
        self._tell(found, changed)
        self.spans += len(found.spans)
        for name in found.left:
            self.left[name] = self.left.get(name, 0) + 1
        return found

    def _tell(self, found: Incoming, changed: Sequence[Loss]) -> None:
        for loss in found.lost:
            self._options.lost(loss)
        for loss in changed:
            self._options.changed(loss)
        self.lost += len(found.lost)
        self.changed += len(changed)
        for message in found.said:
            _, count = self.said.get(repr(message), (message, 0))
            self.said[repr(message)] = message, count + 1

    def __getitem__(self, article_id: str) -> Sequence[Span]:
        if self._current is None or self._current.article.id != article_id:
            raise KeyError(article_id)
        return self._current.spans

    def __iter__(self) -> Iterator[str]:
        return iter([self._current.article.id] if self._current else [])

    def __len__(self) -> int:
        return 1 if self._current else 0


def files_of(disk: Disk, paths: Iterable[Path], format_name: str) -> Iterator[tuple[InputFile, Reader]]:
    """The files that are named or lie in folders that are, each with its reader; of files that belong together (a text
    and what is said of it) one. NhanError where one is missing."""
    wanted = find(format_name) if format_name not in ("", AUTO) else None
    if wanted and not wanted.read:
        raise NhanError("formats.not_readable", name=wanted.name, names=", ".join(names(readable=True)))
    taken: set[Path] = set()
    for path in paths:
        if path.is_dir():
            yield from _folder(disk, path, wanted, taken)
        elif not disk.exists(path):
            raise NhanError("formats.no_file", file=str(path))
        elif not path.is_file():
            file = InputFile(disk, path, path.stem)
            yield file, _refused(file, "formats.no_regular")
        elif path.suffix.lower() == archives.ENDING:
            unpacked = archives.unpack(path)
            for file, read in _folder(disk, unpacked.folder, wanted, set(), str(path)):
                yield archives.ArchiveFile(disk, file.path, file.stem, str(path), unpacked), read
        else:
            together, lead = (wanted, wanted.lead(path)) if wanted else leads(path)
            if lead is None or lead in taken:
                continue
            taken.add(lead)
            file = InputFile(disk, lead, lead.stem)
            yield file, _reader(wanted or together or detect(file)[0])


def _folder(
    disk: Disk, folder: Path, wanted: Format | None, taken: set[Path], shown: str = ""
) -> Iterator[tuple[InputFile, Reader]]:
    found = False
    endings = wanted.extensions if wanted else tuple(sorted({e for f in formats() if f.read for e in f.extensions}))
    for path in _below(disk, folder):
        is_wanted = path.suffix.lower() in endings
        if not is_wanted and not (path.is_symlink() and path.is_dir()):
            continue
        stem = path.relative_to(folder).with_suffix("").as_posix()  # so that a/1.txt and b/1.txt are two articles
        file = InputFile(disk, path, stem)
        if (refusal := _refusal(file, folder)) is not None:
            found = True
            yield file, refusal
            continue
        together, lead = (wanted, wanted.lead(path)) if wanted else leads(path)
        if lead is None or lead in taken:
            continue
        file = InputFile(disk, lead, stem)
        chosen = wanted or together or _of_folder(file)
        if chosen is not None:
            found = True
            taken.add(lead)
            yield file, _reader(chosen)
    if not found:
        raise NhanError("formats.empty_folder", folder=shown or str(folder), endings=", ".join(endings))


def _of_folder(file: InputFile) -> Format | None:
    """The format of a file that was not named itself: by what is in it, or as text; None: it is something else."""
    text = find("text")
    try:
        found = recognised(file.path, file.head())
    except NhanError:
        return text if file.path.suffix.lower() in text.extensions else None
    return found[0] if found else text if file.path.suffix.lower() in text.extensions else None


def _below(disk: Disk, folder: Path) -> Iterator[Path]:
    """The files of a folder and its sub-folders as people would order them, no hidden ones; links to folders are not
    gone into, but given like files."""
    for name in sorted(disk.list(folder), key=natural):
        path = folder / name
        if name.startswith("."):
            continue
        if not path.is_dir() or path.is_symlink():
            yield path
        else:
            yield from _below(disk, path)


def _refusal(file: InputFile, folder: Path) -> Reader | None:
    """For what only looks like a file of the folder: a link that leads out of it, a pipe, a device."""
    if file.path.is_symlink() and (file.path.is_dir() or not file.path.resolve().is_relative_to(folder.resolve())):
        return _refused(file, "formats.link", target=str(file.path.resolve()))
    return None if file.path.is_file() else _refused(file, "formats.no_regular")


def _refused(file: InputFile, key: str, **fields: str) -> Reader:
    """Reads nothing of the file: what there is to it is the refusal."""
    error = file.where().fault(key, **fields)
    return lambda *_: iter([error])


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that puts ``bài 10`` behind ``bài 9``."""
    parts: list[tuple[int, int, str]] = []
    digits = ""
    for sign in unicodedata.normalize("NFC", name).casefold() + "\0":
        if sign in "0123456789":
            digits += sign
            continue
        if digits:
            parts.append((0, int(digits[:4000]), ""))
            digits = ""
        parts.append((1, 0, sign))
    return tuple(parts)


def _reader(chosen: Format) -> Reader:
    assert chosen.read is not None  # only formats that can be read are chosen
    return chosen.read
