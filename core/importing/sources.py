"""The files that an import is to read: those named, those in folders and archives, and for each its reader and its
encoding."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec.structs import replace

from nhan.core.formats import archives
from nhan.core.formats.format import Format, InputFile, Reader
from nhan.core.formats.json_rows import head_of
from nhan.core.formats.registry import AUTO, detect, find, formats, leads, names, recognised
from nhan.core.importing.inception import is_said_by_another
from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.text.encodings import UTF_8, guess, is_known

_DEEPEST = 3  # archives inside of one another
_ALWAYS = ("text", "jsonl")  # formats whose endings alone say that a file in a folder is to be read


class FileChoice(msgspec.Struct, frozen=True):
    """How a file is to be read. ``format_name`` "" or ``auto``: by what is in it; ``encoding`` "": in UTF-8, ``auto``:
    in what it looks like."""

    format_name: str = ""
    encoding: str = ""

    @property
    def format(self) -> Format | None:
        """None: by what is in the file. NhanError for an unknown name, and for a format that cannot be read."""
        if self.format_name in ("", AUTO):
            return None
        found = find(self.format_name)
        if not found.read:
            raise NhanError("formats.not_readable", name=self.format_name, names=", ".join(names(readable=True)))
        return found


AS_THEY_ARE = FileChoice()


class ImportFile(msgspec.Struct, frozen=True):
    """A file with its reader. ``format_name`` "": nothing of it can be read, and the reader says why."""

    file: InputFile
    format_name: str
    read: Reader

    @property
    def path(self) -> Path:
        """By which it is chosen or left out; of a file in an archive, the archive's with its name in it."""
        return Path(self.file.shown)


def files_of(
    disk: Disk,
    paths: Iterable[Path],
    wanted: FileChoice = AS_THEY_ARE,
    choices: Mapping[Path, FileChoice] | None = None,
) -> Iterator[ImportFile]:
    """The files that are named or lie in folders or archives that are, as ``wanted`` says or, for single files,
    ``choices``; of files that belong together (a text and what is said of it) one.

    NhanError: one is missing, or an unknown name of a format or an encoding.
    """
    search = _Search(disk, wanted, choices or {})
    for path in paths:
        yield from search.under(path)


class _Search:
    def __init__(self, disk: Disk, wanted: FileChoice, choices: Mapping[Path, FileChoice]) -> None:
        self._disk, self._wanted, self._choices = disk, wanted, choices
        self._format = wanted.format
        self._taken: set[Path] = set()
        for each in (wanted, *choices.values()):
            assert each.format is None or each.format.read
            if each.encoding not in ("", AUTO) and not is_known(each.encoding):
                raise NhanError("formats.unknown_encoding", name=each.encoding)

    def under(self, path: Path) -> Iterator[ImportFile]:
        """A file, or those of a folder or an archive."""
        if path.is_dir():
            yield from self._folder(path, str(path), lambda each, stem: InputFile(self._disk, each, stem))
            return
        if not self._disk.exists(path):
            raise NhanError("formats.no_file", file=str(path))
        file = InputFile(self._disk, path, path.stem)
        if not path.is_file():
            yield _refused(file, file.where().fault("formats.no_regular"))
        elif path.suffix.lower() == archives.ENDING:
            yield from self._archive(file)
        elif (lead := self._lead(path)) is not None:
            group, found_at = lead
            file = InputFile(self._disk, found_at, found_at.stem)
            if found_at != path and (refusal := _refusal(file, path.parent)) is not None:
                yield _refused(file, refusal)
            elif (found := self._chosen(file, group, _by_content)) is not None:
                yield found

    def _archive(self, file: InputFile, deep: int = 1) -> Iterator[ImportFile]:
        shown = file.shown
        if deep > _DEEPEST:
            yield _refused(file, file.where().fault("formats.zip_deep"))
            return
        try:
            unpacked = archives.unpack(file.path)
        except NhanError as error:
            yield _refused(file, error)
            return

        def member(path: Path, stem: str) -> InputFile:
            return archives.ArchiveFile(self._disk, path, stem, archive=shown, unpacked=unpacked)

        yield from self._folder(unpacked.folder, shown, member, deep)

    def _folder(
        self, folder: Path, shown: str, of: Callable[[Path, str], InputFile], archives_in: int = 0
    ) -> Iterator[ImportFile]:
        """``archives_in``: how many archives the folder lies in; those that lie in one with it are read, too."""
        readable = [self._format] if self._format else [each for each in formats() if each.read]
        endings = sorted({ending for each in readable for ending in each.extensions})
        empty = True
        blank: list[ImportFile] = []
        for path in _below(self._disk, folder):
            if archives_in and path.suffix.lower() == archives.ENDING:
                empty = False
                yield from self._archive(of(path, path.stem), archives_in + 1)
                continue
            if is_said_by_another(path, folder):
                continue
            if path.suffix.lower() not in endings and not (path.is_symlink() and path.is_dir()):
                continue
            stem = path.relative_to(folder).with_suffix("").as_posix()  # so that a/1.txt and b/1.txt are two articles
            if (refusal := _refusal(of(path, stem), folder)) is not None:
                empty = False
                self._taken.add(path)
                yield _refused(of(path, stem), refusal)
            elif (lead := self._lead(path)) is not None:
                group, path = lead
                if (found := self._chosen(of(path, stem), group, _by_content_or_as_text)) is None:
                    continue
                if archives_in and group is None and found.format_name != "text" and _is_blank(found.file):
                    blank.append(found)  # somebody who has done nothing, where each has a file
                    continue
                empty = False
                yield found
        if empty and blank:
            yield from blank
        elif empty:
            raise NhanError("formats.empty_folder", folder=shown, endings=", ".join(endings))

    def _lead(self, path: Path) -> tuple[Format | None, Path] | None:
        """The file of its group that is read, and the group's format; None where that one has had its turn."""
        is_there, chosen = self._disk.exists, self._format
        group, lead = (chosen, chosen.lead(path, is_there)) if chosen else leads(path, is_there)
        if lead is None or lead in self._taken:
            return None
        self._taken.add(lead)
        return group, lead

    def _chosen(
        self, file: InputFile, group: Format | None, look: Callable[[InputFile], Format | None]
    ) -> ImportFile | None:
        """The file with its reader; None where ``look`` finds that it is something else."""
        choice = self._choices.get(Path(file.shown), self._wanted)
        try:
            encoding = _looks_like(file) if choice.encoding == AUTO else choice.encoding
            file = file if encoding in ("", UTF_8) else replace(file, encoding=encoding)
            read_by = choice.format or group or look(file)
        except NhanError as error:
            return _refused(file, error)
        if read_by is None:
            return None
        assert read_by.read is not None  # only formats that can be read are chosen
        return ImportFile(replace(file, encoding="") if read_by.binary else file, read_by.name, read_by.read)


def _looks_like(file: InputFile) -> str:
    """A file's encoding by its first bytes; "" where they are no text."""
    head = file.head()
    encoding = guess(head)
    seen = recognised(file.path, head) if encoding != UTF_8 else None
    return "" if seen and seen[0].binary else encoding


def _by_content(file: InputFile) -> Format | None:
    return detect(file)[0]


def _by_content_or_as_text(file: InputFile) -> Format | None:
    """The format of a file that was not named itself; None: it is something else."""
    by_ending = next((each for name in _ALWAYS if file.path.suffix.lower() in (each := find(name)).extensions), None)
    try:
        found = recognised(file.path, head_of(file))
    except NhanError:
        return by_ending
    return found[0] if found else by_ending


def _is_blank(file: InputFile) -> bool:
    try:
        return not file.head().strip()
    except NhanError:
        return False


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


def _refusal(file: InputFile, folder: Path) -> NhanError | None:
    """For what only looks like a file of the folder: a link that leads out of it, a pipe, a device."""
    if file.path.is_symlink() and (file.path.is_dir() or not file.path.resolve().is_relative_to(folder.resolve())):
        return file.where().fault("formats.link", target=str(file.path.resolve()))
    return None if file.path.is_file() else file.where().fault("formats.no_regular")


def _refused(file: InputFile, error: NhanError) -> ImportFile:
    """Nothing of the file is read: what there is to it is the refusal."""
    return ImportFile(file, "", lambda *_: iter([error]))


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
