"""The files that an import is to read: those named, those in folders, and for each its reader and its encoding."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from nhan.core.formats.format import Format, InputFile, Reader
from nhan.core.formats.registry import find, formats, names, reader_for
from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.text.encodings import UTF_8, guess, is_known

AUTO = "auto"  # as an encoding: what each file looks like


class FileChoice(msgspec.Struct, frozen=True):
    """How a file is to be read. "" = by its ending, and in UTF-8."""

    format_name: str = ""
    encoding: str = ""


AS_THEY_ARE = FileChoice()


class ImportFile(msgspec.Struct, frozen=True):
    """A file with its reader. ``format_name`` "": nothing of it can be read, and the reader says why."""

    file: InputFile
    format_name: str
    read: Reader


def files_of(
    disk: Disk,
    paths: Iterable[Path],
    wanted: FileChoice = AS_THEY_ARE,
    choices: Mapping[Path, FileChoice] | None = None,
) -> Iterator[ImportFile]:
    """The files that are named or lie in folders that are, as ``wanted`` says or, for single files, ``choices``.

    NhanError: one is missing, or an unknown name of a format or an encoding.
    """
    chosen = choices or {}
    for each in (wanted, *chosen.values()):
        _refuse_unknown(each)
    for path, stem, refusal in _paths(disk, paths, wanted.format_name):
        choice = chosen.get(path, wanted)
        file = InputFile(disk, path, stem)
        if refusal is not None:
            yield ImportFile(file, "", _refused(refusal))
            continue
        try:
            read_by = find(choice.format_name) if choice.format_name else reader_for(path)
            encoding = guess(file.head()) if choice.encoding == AUTO else choice.encoding
        except NhanError as error:
            yield ImportFile(file, "", _refused(error))
            continue
        if encoding not in ("", UTF_8):
            file = InputFile(disk, path, stem, encoding)
        yield ImportFile(file, read_by.name, reader_of(read_by))


def reader_of(chosen: Format) -> Reader:
    """Of a format that can be read."""
    assert chosen.read is not None
    return chosen.read


def _refuse_unknown(choice: FileChoice) -> None:
    if choice.format_name and not find(choice.format_name).read:
        raise NhanError("formats.not_readable", name=choice.format_name, names=", ".join(names(readable=True)))
    if choice.encoding not in ("", AUTO) and not is_known(choice.encoding):
        raise NhanError("formats.unknown_encoding", name=choice.encoding)


def _paths(disk: Disk, paths: Iterable[Path], format_name: str) -> Iterator[tuple[Path, str, NhanError | None]]:
    """Each file, what its articles are called after, and why it is not to be read."""
    for path in paths:
        if path.is_dir():
            yield from _folder(disk, path, format_name)
        elif not disk.exists(path):
            raise NhanError("formats.no_file", file=str(path))
        else:
            irregular = InputFile(disk, path, path.stem).where().fault("formats.no_regular")
            yield path, path.stem, None if path.is_file() else irregular


def _folder(disk: Disk, folder: Path, format_name: str) -> Iterator[tuple[Path, str, NhanError | None]]:
    readable = [find(format_name)] if format_name else [each for each in formats() if each.read]
    endings = tuple(dict.fromkeys(ending for each in readable for ending in each.extensions))
    found = False
    for path in _below(disk, folder):
        if path.suffix.lower() in endings or (path.is_symlink() and path.is_dir()):
            found = True
            stem = path.relative_to(folder).with_suffix("").as_posix()  # so that a/1.txt and b/1.txt are two articles
            yield path, stem, _refusal(InputFile(disk, path, stem), folder)
    if not found:
        raise NhanError("formats.empty_folder", folder=str(folder), endings=", ".join(endings))


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


def _refused(error: NhanError) -> Reader:
    """Reads nothing of the file: what there is to it is the refusal."""
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
