"""ICU's data without the languages, encodings and dictionaries of others: 2 MB of 32, in the same library.

Qt sorts, folds case and knows time zones by ICU. What it looks up is the root, Vietnamese and English; everything that
is not found there is answered from the root.
"""

import re
import struct
import subprocess
from pathlib import Path

_KEPT = ("coll/ucadata.icu", "coll/vi.res", "coll/en.res", "coll/en_US.res")
_TREES = ("coll", "zone")  # of each its root; names of languages, regions, currencies and units are Qt's own
_ENTRY = struct.Struct("<II")  # offsets of a name and of its data, from the table on
_ALIGNED = 16
_ABOUT = 12  # bytes from the start of the archive to the word by which it is known
_SOURCE = """
.section .rodata
.balign 16
.globl {symbol}
.type {symbol}, @object
.size {symbol}, {size}
{symbol}:
.incbin "{data}"
.section .note.GNU-stack,"",@progbits
"""


def is_kept(name: str) -> bool:
    """Whether an item of the archive, named without its package, is one that Qt may look up."""
    folder, _, file = name.rpartition("/")
    if folder:
        return name in _KEPT or (folder in _TREES and file in ("root.res", "pool.res", "res_index.res"))
    if name.endswith((".cnv", ".spp", ".cfu")) or name in ("unames.icu", "langInfo.res"):
        return False
    return (
        not re.fullmatch(r"[a-z]{2,3}(_\w+)?\.res", name) or re.fullmatch(r"(vi|en)(_(VN|US))?\.res", name) is not None
    )


def reduced(library: bytes) -> tuple[str, bytes]:
    """The name of the archive in a library of ICU's data, and a smaller archive. ValueError where there is none."""
    start = library.index(b"CmnD") - _ABOUT
    table = start + struct.unpack_from("<H", library, start)[0]
    (count,) = struct.unpack_from("<I", library, table)
    items = []
    for number in range(count):
        name_at, data_at = _ENTRY.unpack_from(library, table + 4 + number * _ENTRY.size)
        name = library[table + name_at : library.index(b"\0", table + name_at)]
        items.append((data_at, name))
    edges = sorted(data_at for data_at, _ in items)
    ends = dict(zip(edges, [*edges[1:], len(library) - table], strict=True))
    kept = [
        (name, library[table + data_at : table + ends[data_at]])
        for data_at, name in items
        if is_kept(name.decode().partition("/")[2])
    ]
    package = items[0][1].decode().partition("/")[0]  # as icudt73l, whose last letter is the order of its bytes
    return f"{package[:-1]}_dat", library[start:table] + _archive(kept)


def _archive(items: list[tuple[bytes, bytes]]) -> bytes:
    """The table and what it lists. The names stay in their order, which is how ICU searches them."""
    names_at = 4 + _ENTRY.size * len(items)
    names = b"".join(name + b"\0" for name, _ in items)
    at = -(-(names_at + len(names)) // _ALIGNED) * _ALIGNED
    entries, data, name_at = bytearray(), bytearray(), names_at
    for name, body in items:
        entries += _ENTRY.pack(name_at, at + len(data))
        name_at += len(name) + 1
        data += body + bytes(-len(body) % _ALIGNED)
    head = struct.pack("<I", len(items)) + entries + names
    return head + bytes(at - len(head)) + data


def shrink_icu(library: Path) -> None:
    """Make the library again, with less in it, by the system's own assembler and linker."""
    symbol, archive = reduced(library.read_bytes())
    data, source, made = (library.with_suffix(f".{kind}") for kind in ("dat", "s", "o"))
    try:
        data.write_bytes(archive)
        source.write_text(_SOURCE.format(symbol=symbol, size=len(archive), data=data))
        subprocess.run(["as", source, "-o", made], check=True)
        subprocess.run(["ld", "-shared", "-soname", library.name, made, "-o", library], check=True)
    finally:
        for path in (data, source, made):
            path.unlink(missing_ok=True)
