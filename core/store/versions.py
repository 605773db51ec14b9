"""Other versions of a record: copies that sync programs put beside it, and the sides of a merge that git left open.

A sync program that finds one file changed in two places keeps both, the second under a name of its own: in use are
``a (conflicted copy 2026-01-02).json``, ``a.sync-conflict-20260102-101500-ABCDEFG.json``, ``a-LAPTOP.json``,
``a (1).json``. Whatever begins with the record's name and holds a record of the same article is taken for one.
"""

import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record, Versions, decode_record
from nhan.core.store.strict import Where, read_file

MARK = b"\n<<<<<<< "  # what no record has that was not merged by hand or left so: line ends in texts are escaped

_NEXT = re.compile(r"[ ._(~-]")  # after the record's name; "a1.json" is another article's than "a.json"
_MARKED = re.compile(
    rb"^<<<<<<<[^\n]*\n(?P<ours>.*?)(?:^\|\|\|\|\|\|\|[^\n]*\n(?P<base>.*?))?^=======\n(?P<theirs>.*?)^>>>>>>>[^\n]*\n?",
    re.DOTALL | re.MULTILINE,
)


def with_copies(names: Collection[str]) -> set[str]:
    """The keys of the records among these files of one folder that others lie beside which may be copies of them."""
    keys = {name.removesuffix(".json") for name in names if name.endswith(".json")}
    return {key[: cut.start()] for key in keys for cut in _NEXT.finditer(key)} & keys


def read_versions(disk: Disk, path: Path, data: bytes, where: Where) -> tuple[Record, Versions | None]:
    """The record at ``path``, whose bytes these are, and its other versions. NhanError: it cannot be read."""
    marked = _sides(data, where) if MARK in data else ()
    record = marked[0] if marked else decode_record(data, where)
    found = list(marked[1:2])
    if record.repeated:
        moved = {span.id for span in record.repeated}
        spans = (*(span for span in record.spans if span.id not in moved), *record.repeated)
        found.append(replace(record, spans=spans, repeated=()))
    beside = _copies(disk, path, record.article.id)
    files = (*([path] if found else ()), *beside)
    base = marked[2] if len(marked) > 2 else None
    return record, Versions((*found, *beside.values()), files, base) if files else None


def _copies(disk: Disk, path: Path, article_id: str) -> dict[Path, Record]:
    """Copies of the record that can be read, by their files, in order of names."""
    found: dict[Path, Record] = {}
    names: list[str] = []
    with suppress(OSError):  # a folder that cannot be listed now
        names = disk.list(path.parent)
    for name in names:
        rest = name.removeprefix(path.stem)
        if name != path.name and rest != name and name.endswith(path.suffix) and _NEXT.match(rest):
            with suppress(NhanError, OSError):  # what cannot be read is named by the check of the project
                where = Where("/".join((*path.parts[-4:-1], name)))
                record = decode_record(read_file(disk, path.with_name(name), where), where)
                if record.article.id == article_id:
                    found[path.with_name(name)] = record
    return found


def _sides(data: bytes, where: Where) -> Sequence[Record]:
    """What git could not merge: our record and theirs, then, where it says so, what both were made of. Nothing where
    not all sides can be read."""
    names = ["ours", "theirs", *(["base"] if b"\n|||||||" in data else [])]
    with suppress(NhanError):
        return [decode_record(_side(data, name), where) for name in names]
    return ()


def _side(data: bytes, name: str) -> bytes:
    return _MARKED.sub(lambda found: found[name] or b"", data)
