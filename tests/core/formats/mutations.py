"""Valid files made invalid at random, always in the same way for the same seed."""

import json
import re
import unicodedata
import zlib
from collections.abc import Callable
from random import Random
from typing import Any

Mutation = Callable[[bytes, Random], bytes]

_NUMBERS = (
    *("0", "-1", "1", "7", "999999", "2147483648", "9223372036854775808", "1" + "0" * 30, "9" * 5000),
    *("1e400", "0.5", "NaN", "-0", "00", "٣", "", "1;2", "1-2"),
)
_SIGNS = (
    *('"', "'", "\\", "\0", "\n", "\r", "\t", ",", ";", "|", "_", "#", "&", "<", ">", "/", "{", "}", "[", "]", " "),
    *("\u2028", "\ufeff", "\u0301", "\u200d", "😀", "\\ud800", "\\u0000", "</ENAMEX>", '<ENAMEX TYPE="PER">'),
    *("-DOCSTART-", "# id = x\n", "&#0;", "<!DOCTYPE x>", "\\", "null"),
)
_ODD: tuple[Any, ...] = (
    *(None, True, -1, 0, 3, 1.5, 2**40, 10**40, 1e308, float("nan")),
    *("", " ", "O", "B-", "B-PER", "x" * 1000, "\ud800", "\0", [], {}, [[]], [None], {"": ""}),
)
_DEEP, _DEPTH = "\x01", 3000
_ENCODINGS = ("utf-16", "utf-16-le", "utf-8-sig", "cp1258", "latin-1")


def mutated(data: bytes, chance: Random, packed: bool = False) -> bytes:
    """The bytes with one to three changes. ``packed``: they are compressed, and mostly what is inside is changed."""
    if packed and chance.random() < 0.8:
        return zlib.compress(mutated(zlib.decompress(data), chance))
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(_MUTATIONS)(data, chance)
    return data


def _flip(data: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4) if data else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _part(data: bytes, chance: Random, longest: int = 40) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.randint(1, longest))


def _take_out(data: bytes, chance: Random) -> bytes:
    start, end = _part(data, chance)
    return data[:start] + data[end:]


def _cut(data: bytes, chance: Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[at:] if chance.random() < 0.2 else data[:at]


def _double(data: bytes, chance: Random) -> bytes:
    start, end = _part(data, chance, max(40, len(data) // 2))
    return data[:end] + data[start:]


def _swap(data: bytes, chance: Random) -> bytes:
    (a, b), (c, d) = sorted((_part(data, chance), _part(data, chance)))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:] if b <= c else data


def _lines(data: bytes, chance: Random) -> bytes:
    lines = data.split(b"\n")
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(3):
        case 0:
            del lines[at]
        case 1:
            lines.insert(to, lines[at])
        case _:
            lines[at], lines[to] = lines[to], lines[at]
    return b"\n".join(lines)


def _number(data: bytes, chance: Random) -> bytes:
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return data
    start, end = chance.choice(found).span()
    return data[:start] + chance.choice(_NUMBERS).encode() + data[end:]


def _sign(data: bytes, chance: Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(_SIGNS).encode() + data[at:]


def _encoding(data: bytes, chance: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    if chance.random() < 0.3:
        return unicodedata.normalize(chance.choice(("NFD", "NFKC")), text).encode()
    return text.encode(chance.choice(_ENCODINGS), "replace")


def _key(data: bytes, chance: Random) -> bytes:
    found = list(re.finditer(rb'"\w+"\s*:', data))
    if not found:
        return data
    key = chance.choice(found)
    return data[: key.start()] + key[0] + b" 1, " + data[key.start() :]


def _json(data: bytes, chance: Random) -> bytes:
    """Another value in one place of what is JSON: of the whole, or of one line."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    for parts, place in (([data], 0), (lines, at)):
        try:
            whole = [json.loads(parts[place])]
        except (ValueError, RecursionError):
            continue
        _change(whole, chance)
        text = json.dumps(whole[0], ensure_ascii=chance.random() < 0.5)
        parts[place] = text.replace(json.dumps(_DEEP), "[" * _DEPTH + "]" * _DEPTH).encode("utf-8", "surrogatepass")
        return b"\n".join(parts)
    return data


def _change(whole: list[Any], chance: Random) -> None:
    places: list[tuple[Any, Any]] = [(whole, 0)]
    for inside, key in places:
        value = inside[key]
        keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        places += [(value, each) for each in keys]
    inside, key = chance.choice(places)
    value = inside[key]
    match chance.randrange(6):
        case 0 | 1:
            inside[key] = chance.choice(_ODD)
        case 2:
            inside[key] = [value] if chance.random() < 0.5 else {"x": value}
        case 3:
            inside[key] = _DEEP
        case 4 if inside is not whole:
            del inside[key]
        case _:
            other, place = chance.choice(places)
            inside[key] = json.loads(json.dumps(other[place]))


_MUTATIONS: tuple[Mutation, ...] = (
    *(_flip, _take_out, _cut, _double, _swap, _lines, _encoding, _key),
    *(_number, _number, _sign, _sign, _json, _json, _json),
)
