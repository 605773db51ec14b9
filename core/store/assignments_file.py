"""assignments.json: which articles each person is to do. Replaced as a whole; an article has a line of its own."""

from pathlib import Path
from typing import Literal

import msgspec

from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.store.layout import ASSIGNMENTS
from nhan.core.store.strict import Where, decode, read_file, refuse_duplicate_keys

VERSION = 1


class Assignments(msgspec.Struct, frozen=True, kw_only=True):
    """``articles``: by article id, the people who are to do it, by id. ``first``: what all begin with."""

    format: Literal["nhan/assignments"] = "nhan/assignments"
    version: Literal[1] = 1
    people: tuple[str, ...] = ()
    overlap: int = 0  # articles that several people are to do
    first: tuple[str, ...] = ()
    articles: dict[str, tuple[str, ...]] = {}

    def of(self, person: str) -> list[str] | None:
        """The articles of this person, those that all begin with at the head; None for who is given none at all: a
        curator, or somebody who came later, sees everything."""
        if person not in self.people:
            return None
        head = set(self.first)
        mine = [name for name, people in self.articles.items() if person in people]
        return [*(name for name in self.first if person in self.articles.get(name, ()))] + [
            name for name in mine if name not in head
        ]


def read_assignments(disk: Disk, folder: Path) -> Assignments | None:
    """The file; None where nothing is assigned. NhanError where it cannot be read."""
    path, where = folder / ASSIGNMENTS, Where(ASSIGNMENTS)
    if not disk.exists(path):
        return None
    data = read_file(disk, path, where)
    read = decode(data, Assignments, where)
    refuse_duplicate_keys(data, where)
    return read


def assignments_faults(disk: Disk, folder: Path) -> list[NhanError]:
    """Why the file cannot be read: everybody then sees all articles. Nothing where it can be, or nothing is
    assigned."""
    try:
        read_assignments(disk, folder)
    except NhanError as error:
        return [error]
    return []


def write_assignments(disk: Disk, folder: Path, assignments: Assignments) -> None:
    """Replace the file. OSError: the old one still stands."""
    disk.write_atomic(folder / ASSIGNMENTS, assignments_bytes(assignments))


def assignments_bytes(assignments: Assignments) -> bytes:
    """The file's bytes. Commas between articles have lines of their own, so that neighbouring changes merge."""
    values = {name: getattr(assignments, name) for name in Assignments.__struct_fields__ if name != "articles"}
    head = [b"  %b: %b,\n" % (_json(name), _json(value)) for name, value in values.items()]
    lines = [b"    %b: %b\n" % (_json(name), _json(people)) for name, people in assignments.articles.items()]
    return b"{\n" + b"".join(head) + b'  "articles": {\n' + b"    ,\n".join(lines) + b"  }\n}\n"


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=0)
