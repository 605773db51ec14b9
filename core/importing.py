"""Bringing files into a project: all of a batch or nothing, or the good articles and a list of the others."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from nhan.core.formats.article_json import refuse_unknown_labels
from nhan.core.formats.format import Format, Incoming, InputFile, Reader, ReadOptions
from nhan.core.formats.registry import find, names, reader_for
from nhan.core.messages import Message, NhanError
from nhan.core.model import Article, Span
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.store.layout import twin


class ImportReport(msgspec.Struct, frozen=True):
    """What an import has done. ``refused`` is empty unless bad articles were to be skipped."""

    articles: int
    spans: int
    refused: tuple[Message, ...]
    left: Mapping[str, int]  # fields that were not taken over, and in how many articles


class ImportOptions(msgspec.Struct, frozen=True):
    """``format_name`` "" goes by each file's ending; ``seen`` hears of every article that was looked at.

    ``replace``: work (see ``import_work``) takes the place of what its maker has here already.
    """

    format_name: str = ""
    as_suggested: bool = False
    skip_bad: bool = False
    replace: bool = False
    seen: Callable[[], object] = lambda: None


def import_files(project: Project, paths: Sequence[Path], options: ImportOptions) -> ImportReport:
    """Import files and folders of files, in this order.

    NhanError: the first thing that is wrong with any of them (or, skipping what is bad, that nothing can be imported at
    all); then the project is as it was. Articles are streamed: memory holds one pack, not the whole batch.
    """
    files = list(files_of(project.disk, paths, options.format_name))
    batch = _Batch(project, options)
    added = project.add_articles(batch.articles(files, options), batch)
    return ImportReport(added, batch.spans, tuple(batch.refused), batch.left)


class _Batch(Mapping[str, Sequence[Span]]):
    """The articles on their way into the project; as a mapping, the spans of the one that was drawn last."""

    def __init__(self, project: Project, options: ImportOptions) -> None:
        self._labels = project.labels.understood
        self._skip_bad = options.skip_bad
        self._seen = options.seen
        self._ids = project.taken_ids()
        self._deleted = frozenset(map(twin, project.deleted))
        self._current: Incoming | None = None
        self.spans = 0
        self.refused: list[Message] = []
        self.left: dict[str, int] = {}

    def articles(self, files: Sequence[tuple[InputFile, Reader]], options: ImportOptions) -> Iterator[Article]:
        reading = ReadOptions(as_suggested=options.as_suggested)
        for file, read in files:
            for found in read(file, reading):
                self._seen()
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
            refuse_unknown_labels(found, self._labels)
        except NhanError as error:
            if not self._skip_bad:
                raise
            self.refused.append(error.message)
            return None
        self._ids.add(twin(found.article.id))
        self.spans += len(found.spans)
        for name in found.left:
            self.left[name] = self.left.get(name, 0) + 1
        return found

    def __getitem__(self, article_id: str) -> Sequence[Span]:
        if self._current is None or self._current.article.id != article_id:
            raise KeyError(article_id)
        return self._current.spans

    def __iter__(self) -> Iterator[str]:
        return iter([self._current.article.id] if self._current else [])

    def __len__(self) -> int:
        return 1 if self._current else 0


def files_of(disk: Disk, paths: Iterable[Path], format_name: str) -> Iterator[tuple[InputFile, Reader]]:
    """The files that are named or lie in folders that are, each with its reader. NhanError where one is missing."""
    wanted = find(format_name) if format_name else None
    if wanted and not wanted.read:
        raise NhanError("formats.not_readable", name=wanted.name, names=", ".join(names(readable=True)))
    for path in paths:
        if path.is_dir():
            yield from _folder(disk, path, wanted or find("text"))
        elif not disk.exists(path):
            raise NhanError("formats.no_file", file=str(path))
        else:
            file = InputFile(disk, path, path.stem)
            yield file, _reader(wanted or reader_for(path)) if path.is_file() else _refused(file, "formats.no_regular")


def _folder(disk: Disk, folder: Path, wanted: Format) -> Iterator[tuple[InputFile, Reader]]:
    found = False
    for path in _below(disk, folder):
        is_wanted = path.suffix.lower() in wanted.extensions
        if is_wanted or (path.is_symlink() and path.is_dir()):
            found = True
            stem = path.relative_to(folder).with_suffix("").as_posix()  # so that a/1.txt and b/1.txt are two articles
            file = InputFile(disk, path, stem)
            yield file, _refusal(file, folder) or _reader(wanted)
    if not found:
        raise NhanError("formats.empty_folder", folder=str(folder), endings=", ".join(wanted.extensions))


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
