"""Reading journal files: what is sound in them, whatever stands between, and wherever they are by now."""

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.store.journal import Entry, JournalHeading
from nhan.core.store.layout import AUDIT, JOURNAL
from nhan.core.store.strict import Where, decode, read_file

_LINE = re.compile(rb'\{"crc32": "([0-9a-f]{8})", "(journal|entry)": (.*)\}')
_BEGINNING = re.compile(rb'(?<=.)(?=\{"crc32": ")', re.DOTALL)  # of a line; inside a string its quotes are escaped
_ARTICLE = re.compile(rb'"article":("(?:[^"\\]|\\.)*")')  # as it is encoded, and nowhere inside a string, likewise
_HEADING = 1 << 20  # bytes in which the first line ends


def journal_bytes(disk: Disk, path: Path) -> bytes:
    """The bytes of a journal file, also where another program seals it, and so moves it, just now. NhanError where the
    system does not give them."""
    where = Where("/".join(path.parts[-3:]))
    try:
        return read_file(disk, path, where)
    except NhanError:
        *_, part, annotator, name = path.parts
        sealed = path.parents[2] / AUDIT / annotator / name
        if part != JOURNAL or disk.exists(path) or not disk.exists(sealed):
            raise
        return read_file(disk, sealed, where)


class Scan(msgspec.Struct, frozen=True):
    """What could be read of one journal file. A last line that does not end is what a crash leaves, and no damage."""

    entries: tuple[Entry, ...]
    bad_lines: tuple[int, ...] = ()  # those that are damaged, from 1
    before: int = 0  # how many of the entries stand before the first of them
    torn: bool = False  # the last line does not end


def scan(disk: Disk, path: Path, file: str = "") -> Scan:
    """Read a journal file, whatever is damaged in between. NhanError where a *whole* line is of a version not known
    here."""
    entries: list[Entry] = []
    bad: list[int] = []
    before = 0
    file = file or "/".join(path.parts[-3:])
    data = journal_bytes(disk, path)
    for at, found, is_bad in _lines(data):
        if is_bad:
            before = before if bad else len(entries)
            bad.append(at)
        for each in found:
            where = Where(file, at)
            if each[2] == b"journal":
                decode(each[3], JournalHeading, where)
            else:
                entries.append(decode(each[3], Entry, where))
    return Scan(tuple(entries), tuple(bad), before if bad else len(entries), data[-1:] not in (b"", b"\n"))


def bad_lines(data: bytes) -> list[int]:
    """The lines of a journal file that are damaged, from 1: in a tenth of the time of reading it."""
    return [at for at, _, is_bad in _lines(data) if is_bad]


def articles_in(data: bytes) -> set[str]:
    """The ids of the articles that the sound lines of a journal file have edits of, likewise."""
    found = {each for _, sound, _ in _lines(data) for line in sound for each in _ARTICLE.findall(line[3])}
    return {msgspec.json.decode(each, type=str) for each in found}


def may_edit_articles(disk: Disk, path: Path) -> bool:
    """Whether a journal file has edits of articles. What is damaged, or of a version not known here, may be one."""
    try:
        return any(is_bad or any(map(_may_edit, sound)) for _, sound, is_bad in _lines(journal_bytes(disk, path)))
    except NhanError:
        return True


def _may_edit(line: re.Match[bytes]) -> bool:
    if line[2] == b"journal":
        decode(line[3], JournalHeading, Where(""))
    return _ARTICLE.search(line[3]) is not None


Line = tuple[int, list[re.Match[bytes]], bool]  # its number, what is sound in it, and whether it is damaged


def _lines(data: bytes) -> Iterator[Line]:
    *lines, tail = data.split(b"\n")
    for at, line in enumerate(lines, 1):
        whole = _whole(line)
        yield (at, [whole], False) if whole else (at, _sound_in(line), True)
    if sound := _sound_in(tail, ends=False):
        yield len(lines) + 1, sound, True


def _sound_in(line: bytes, ends: bool = True) -> list[re.Match[bytes]]:
    """The whole lines in a damaged one: where a line end was damaged, two have become one. ``ends``: whether it does,
    or is the last of a file and was never acknowledged as it stands."""
    pieces = _BEGINNING.split(line)
    whole = [_whole(piece) or _whole(piece[:-1]) for piece in pieces[: len(pieces) if ends else -1]]
    return [each for each in (*whole, None if ends else _whole(pieces[-1][:-1])) if each]


def _whole(line: bytes) -> re.Match[bytes] | None:
    found = _LINE.fullmatch(line)
    return found if found and zlib.crc32(found[3]) == int(found[1], 16) else None


def read_heading(disk: Disk, path: Path) -> JournalHeading | None:
    """The first line of a journal file; None where it is not there, or not whole. OSError; NhanError for a version that
    is not known here."""
    line = disk.read_bytes(path, 0, _HEADING).split(b"\n")[0]
    found = _whole(line)
    if found is None or found[2] != b"journal":
        return None
    return decode(found[3], JournalHeading, Where("/".join(path.parts[-3:]), 1))


Heard = Callable[[Path, Sequence[int]], object]  # of a journal file's damaged lines


def read_session(disk: Disk, paths: Sequence[Path], heard: Heard = lambda _path, _lines: None) -> list[Entry]:
    """The entries of one session over its segments, given in order. An entry in a later segment replaces the same
    number in an earlier one, where its write had failed. ``heard``: of what is damaged."""
    entries: dict[int, Entry] = {}
    for path in paths:
        found = scan(disk, path)
        heard(path, found.bad_lines)
        entries.update((entry.seq, entry) for entry in found.entries)
    return [entries[seq] for seq in sorted(entries)]


def journal_fault(path: Path, line: int) -> NhanError:
    """The sentence for a damaged line."""
    return Where("/".join(path.parts[-3:]), line).fault("store.journal_damaged")
