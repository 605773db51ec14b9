"""Packs: immutable files of JSON lines, a heading first, then one line per article. Written whole or not at all.

A pack is named by its number and a hash of its bytes: two clones of a project that both write the next one write two
files, or the same. Those of earlier versions have their number alone.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Generic, Literal, TypeVar

import msgspec

from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.store.strict import Where, decode, read_file

MOST_ARTICLES = 10_000
MOST_BYTES = 64 * 1024 * 1024
ENDING = ".jsonl"

_NAME = re.compile(r"(\d+)(-[0-9a-f]{12})?\.jsonl", re.ASCII)

T = TypeVar("T")


class PackHeading(msgspec.Struct, frozen=True, omit_defaults=True):
    """The first line of a pack. ``articles`` is how many lines follow, so that a missing tail is noticed."""

    format: Literal["nhan/texts", "nhan/suggestions"]
    version: Literal[1]
    articles: int
    batch: str = ""  # texts: the import this pack is part of
    part: int = 0  # texts: which part of it, from 1
    last: bool = False  # texts: the part that is written last and makes the import count


class PackPlace(msgspec.Struct, frozen=True, gc=False):
    """Where an article's line is: the pack, the bytes, and the line's number from 1."""

    pack: Path
    start: int
    size: int
    line: int


def pack_number(name: str) -> int | None:
    """The number of a pack by its file's name; None for files that are no packs."""
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else None


def packs_among(names: Iterable[str]) -> list[str]:
    """Those of the names that are packs', by their numbers and then by their hashes: the same in every clone."""
    numbered = ((number, name) for name in names if (number := pack_number(name)) is not None)
    return [name for _, name in sorted(numbered)]


def next_number(names: Iterable[str]) -> int:
    """The number of the pack after these, from 1."""
    return max((pack_number(name) or 0 for name in names), default=0) + 1


def new_pack(number: int, heading: PackHeading, lines: list[bytes]) -> tuple[str, bytes]:
    """The name and the bytes of a pack of lines without line ends."""
    head = msgspec.json.encode(msgspec.structs.replace(heading, articles=len(lines)))
    data = b"\n".join((head, *lines, b""))
    return f"{number:06d}-{hashlib.sha256(data).hexdigest()[:12]}{ENDING}", data


def is_as_named(name: str, data: bytes) -> bool:
    """Whether a pack's bytes are those that it was named by; those of earlier versions are named by no bytes."""
    found = _NAME.fullmatch(name)
    return found is None or not found[2] or found[2] == f"-{hashlib.sha256(data).hexdigest()[:12]}"


class Pack(msgspec.Struct, Generic[T]):
    """What can be read of a pack: its sound lines with their places, and what is wrong with the others."""

    heading: PackHeading
    lines: list[tuple[PackPlace, T]]
    faults: list[NhanError]


def read_pack(disk: Disk, path: Path, kind: type[T], file: str) -> Pack[T]:
    """The pack with its lines as ``kind``. NhanError where nothing of it can be used."""
    heading, lines, faults = split_pack(disk, path, file)
    pack: Pack[T] = Pack(heading, [], faults)
    for place, line in lines:
        try:
            pack.lines.append((place, decode(line, kind, Where(file, place.line))))
        except NhanError as error:
            pack.faults.append(error)
    return pack


SplitPack = tuple[PackHeading, Iterator[tuple[PackPlace, bytes]], list[NhanError]]


def split_pack(disk: Disk, path: Path, file: str) -> SplitPack:
    """The heading, each line as it is, and what is wrong with them together: that some are missing.

    NhanError where the file or its heading cannot be read.
    """
    lines = read_file(disk, path, Where(file)).split(b"\n")
    heading = decode(lines[0], PackHeading, Where(file, 1))
    faults: list[NhanError] = []
    if len(lines) != heading.articles + 2 or lines[-1]:
        found = max(0, len(lines) - 2)
        faults.append(Where(file).fault("store.pack_cut_short", expected=heading.articles, found=found))
    return heading, _places(path, lines), faults


def _places(path: Path, lines: list[bytes]) -> Iterator[tuple[PackPlace, bytes]]:
    start = len(lines[0]) + 1
    for number, line in enumerate(lines[1:-1], 2):
        yield PackPlace(path, start, len(line), number), line
        start += len(line) + 1


def read_line(disk: Disk, place: PackPlace) -> bytes:
    """The bytes of one line."""
    return disk.read_bytes(place.pack, place.start, place.size)
