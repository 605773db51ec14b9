"""How a work file is laid out in lines, so that version control merges what different people did to different spans.

A header key is a line. A span is three, its id, its place and what is said of it; its closing brace and the comma
behind it have lines of their own. So what two people make of neighbouring spans, or add beside them, never stands in
the same line or in the next one, and what merges without a conflict is valid JSON. Each header key and each span ends
in the CRC-32 of its own bytes: nothing that everybody changes stands anywhere, and damage is noticed all the same, at
its line.
"""

import re
from collections.abc import Iterable
from zlib import crc32

import msgspec

from nhan.core.messages import NhanError
from nhan.core.store.strict import Where

CHECK = "_crc32"  # of a header key: the key of its checksum
ID = b'{"id": '  # how a span begins

_OPEN = b'{\n  "format": "nhan/article",\n  "version": 2,\n'
_SPANS, _CLOSE = b'  "spans": [\n', b"  ]\n}\n"
_LAST, _BETWEEN = b'"\n    }\n', b'"\n    }\n    ,\n'
_HEADER = re.compile(rb'  ("((?:[^"\\\n]|\\.)*)": [^\n]*), "\2_crc32": "([0-9a-f]{8})",\n')
_SPAN = re.compile(rb'(    \{"id": [^\n]*\n[^\n]*\n[^\n]*"crc32": ")([0-9a-f]{8})"\n')
_MARK = re.compile(rb"^(<{7} |[|]{7} |={7}$|>{7} )", re.MULTILINE)  # what git leaves where it could not merge
_VERSION = re.compile(rb'\{\s*"format":\s*"nhan/article",\s*"version":\s*(\d{1,9})')


def header_line(name: str, value: bytes) -> bytes:
    """A header key and its value, which is JSON on one line."""
    body = msgspec.json.encode(name) + b": " + value
    return b'  %b, %b: "%08x",\n' % (body, msgspec.json.encode(name + CHECK), crc32(body))


def split_spans(spans: bytes) -> list[bytes]:
    """A list's JSON on one line, its spans without keys beyond those of the model: each as ``laid_out`` wants it."""
    # Quotes inside strings are escaped, and spans hold no lists: so this stands between two spans and nowhere else.
    return spans[len(b"[" + ID) : -len(b"}]")].split(b"}, " + ID) if spans != b"[]" else []


def laid_out(header: Iterable[bytes], pieces: Iterable[Iterable[bytes]]) -> list[bytes]:
    """The whole file in parts, from its header's lines and its spans, some at a time: JSON on one line each, from
    behind ``ID`` to before the closing brace, the keys start, end, text, label first."""
    parts = [_OPEN, *header, _SPANS]
    for spans in pieces:
        checked = [
            b'    {"id": %b, "crc32": "'
            % span.replace(b', "start": ', b',\n     "start": ', 1).replace(b', "label": ', b',\n     "label": ', 1)
            for span in spans
        ]
        between = b"" if parts[-1] == _SPANS else _BETWEEN
        parts += [between, _BETWEEN.join([b"%b%08x" % (span, crc32(span)) for span in checked])]
    return [*parts, b"" if parts[-1] == _SPANS else _LAST, _CLOSE]


def is_laid_out(data: bytes) -> bool:
    """Whether these bytes are laid out like this, or were before they were damaged. Not those of a later version."""
    version = _VERSION.match(data)
    return b'crc32": "' in data and (version is None or int(version[1]) <= 2)


def check(data: bytes, where: Where) -> None:
    """NhanError naming the line that is not as it was written; of a span, the first of its lines."""
    if not data.startswith(_OPEN):
        raise _damage(data, _first_difference(data, _OPEN), where)
    place = len(_OPEN)
    while not data.startswith(_SPANS, place):
        found = _HEADER.match(data, place)
        if found is None or crc32(found[1]) != int(found[3], 16):
            raise _damage(data, place, where)
        place = found.end()
    place += len(_SPANS)
    last = len(data) - len(_LAST + _CLOSE)
    if data.endswith(_SPANS + _CLOSE) and place > last:
        return
    if not data.endswith(_LAST + _CLOSE):
        raise _damage(data, max(place, data.rfind(_BETWEEN) + len(_BETWEEN)), where)
    while place <= last:
        end = data.find(_BETWEEN, place, last)
        end = last if end < 0 else end
        if b"%08x" % crc32(data[place : end - 8]) != data[end - 8 : end]:
            raise _damage(data, place, where)
        place = end + len(_BETWEEN)


def _first_difference(data: bytes, wanted: bytes) -> int:
    return next((at for at, (is_, should) in enumerate(zip(data, wanted, strict=False)) if is_ != should), len(data))


def _damage(data: bytes, place: int, where: Where) -> NhanError:
    mark = _MARK.search(data)
    line = data.count(b"\n", 0, mark.start() if mark else place) + 1
    return Where(where.file, line).fault("store.conflict" if mark else "store.damaged")


def sound_parts(data: bytes) -> tuple[list[bytes], list[bytes], bool]:
    """What is as it was written in a damaged file, as JSON: header keys with their values, in braces, and spans. And
    whether no header key is missing."""
    header = [found for found in _HEADER.finditer(data) if crc32(found[1]) == int(found[3], 16)]
    spans = (found for found in _SPAN.finditer(data) if crc32(found[1]) == int(found[2], 16))
    whole = data.startswith(b"".join([_OPEN, *(found[0] for found in header), _SPANS]))
    parts = [b"{" + found[1] + b"}" for found in header]
    return parts, [b'%b%b"}' % (found[1], found[2]) for found in spans], whole
