"""The objects of a JSON file, be it a list, JSON lines, or a single object, each with its place in the file."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import msgspec

from nhan.core.formats.format import CHUNK, InputFile, Within
from nhan.core.formats.json_stream import values_of
from nhan.core.messages import Message, NhanError
from nhan.core.store.strict import Where, decode, refuse_duplicate_keys

T = TypeVar("T")
U = TypeVar("U")
BOM = b"\xef\xbb\xbf"  # before JSON it is only a mark of the file; inside a string it is text and stays
Row = tuple[Where, Any]  # a JSON value, and where it is

_LONGEST_HEAD = 64 * CHUNK
_MOST = 50  # values that are looked at to recognise a format
_WHOLE = re.compile(r"\s*(-?\d{1,18})(?:\.0*)?\s*", re.ASCII)
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


class Piece(NamedTuple):
    """A value's bytes, where it is, and its number, from 1."""

    where: Where
    data: bytes
    number: int


def rows(file: InputFile) -> Iterator[Row | NhanError]:
    """Every value of a list, or of lines. What is no JSON stands in its value's place; blank lines are passed over."""
    try:
        head = head_of(file).removeprefix(BOM).lstrip()
    except NhanError as error:
        yield error
        return
    if head[:1] == b"[" and not _is_line(head):
        yield from read_each(pieces_of_list(file), _row)
    elif head[:1] == b"{" and not _is_line(head):
        try:
            where = file.where()
            yield where, value_of(file.read().removeprefix(BOM), where)
        except NhanError as error:
            yield error
    else:
        yield from read_each(pieces_of_lines(file), _row)


def value_of(data: bytes, where: Where) -> Any:
    """One JSON value. NhanError where it is none, repeats a key, or holds half a character."""
    value = decode(data, object, where)
    refuse_duplicate_keys(data, where)
    if _SURROGATE.search(data):
        with suppress(UnicodeEncodeError):
            json.dumps(value, ensure_ascii=False).encode()
            return value
        raise where.fault("store.surrogate")
    return value


def _is_line(head: bytes) -> bool:
    """Whether the first line is a JSON value by itself, and another line follows."""
    line, end, rest = head.partition(b"\n")
    if not end or not rest.strip():
        return False
    try:
        msgspec.json.decode(line)
    except (ValueError, RecursionError):
        return False
    return True


def read_each(found: Iterable[T | NhanError], read: Callable[[T], U]) -> Iterator[U | NhanError]:
    """What is read of each, and in the place of what is wrong what is wrong with it."""
    for each in found:
        try:
            yield each if isinstance(each, NhanError) else read(each)
        except NhanError as error:
            yield error


def _row(piece: Piece) -> Row:
    return piece.where, value_of(piece.data, piece.where)


def pieces_of_lines(file: InputFile) -> Iterator[Piece | NhanError]:
    """The lines that are not blank, numbered from 1; what is wrong with the file stands at its end."""
    found = False
    try:
        for number, line in enumerate(file.lines(), 1):
            line = line.removeprefix(BOM) if number == 1 else line
            if line.strip():
                found = True
                yield Piece(file.where(number), line, number)
        if not found:
            raise file.where().fault("store.empty_file")
    except NhanError as error:
        yield error


def pieces_of_list(file: InputFile) -> Iterator[Piece | NhanError]:
    """The values of a list, numbered from 1, never all of them at once; what is wrong with the list itself stands where
    it is met, and nothing behind it. Where the file as a whole is no list there is nothing but that to say."""
    try:
        if file.head().removeprefix(BOM).lstrip()[:1] != b"[":
            decode(file.read().removeprefix(BOM), list[msgspec.Raw], file.where())
        number = 0
        for where, value in values_of(file):
            number += 1
            yield Piece(Within(file.shown, where.line, f"[{number - 1}]."), value, number)
        if not number:
            raise file.where().fault("formats.no_articles")
    except NhanError as error:
        yield error


def json_line(value: Any) -> bytes:
    """A line of JSON that every reader of lines takes for one line."""
    data = msgspec.json.encode(value)
    for sign in ("\u2028", "\u2029", "\u0085"):
        data = data.replace(sign.encode(), f"\\u{ord(sign):04x}".encode())
    return data + b"\n"


def json_list(values: Iterable[bytes]) -> Iterator[bytes]:
    """A list with one of these JSON values a line."""
    before = b"[\n"
    for value in values:
        yield before + value
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def head_of(file: InputFile) -> bytes:
    """The first bytes of a file; where they are JSON, so many that a whole value is among them, as far as it is not
    endless. NhanError as ``InputFile.read``."""
    head, size = file.head(), CHUNK
    while size < _LONGEST_HEAD and head.removeprefix(BOM).lstrip()[:1] in (b"[", b"{") and not first_values(head):
        size *= 8
        more = file.head(size)
        if len(more) == len(head):
            break
        head = more
    return head


@lru_cache(maxsize=1)  # every format looks at the same file, one behind the other
def first_values(head: bytes) -> Sequence[Any]:
    """The first values of a list or of lines, as far as these first bytes of a file reach; [] where it is no JSON."""
    text = head.removeprefix(BOM).decode("utf-8", "ignore").lstrip()
    decoder = json.JSONDecoder()
    found: list[Any] = []
    listed = text.startswith("[")
    with suppress(ValueError, RecursionError):
        if listed:
            with suppress(ValueError):  # a list a line
                value, end = decoder.raw_decode(text)
                if text[end:].strip():
                    return [value]
        at = 1 if listed else 0
        while len(found) < _MOST:
            while text[at : at + 1] in (" ", "\n", "\r", "\t", ","):
                at += 1
            value, at = decoder.raw_decode(text, at)
            found.append(value)
    return found


def first_objects(head: bytes) -> Sequence[dict[str, Any]]:
    """Those of ``first_values`` that are objects; [] where another value is among them."""
    values = first_values(head)
    return values if all(isinstance(value, dict) for value in values) else []


def seen(*keys: str) -> Message:
    """The sign by which a JSON format was recognised."""
    return Message("formats.seen.keys", {"keys": ", ".join(keys)})


def name_of(file: InputFile, where: Where, given: object) -> str:
    """The id that a file gives an article, else one of its place in the file."""
    if isinstance(given, (str, int)) and not isinstance(given, bool) and given != "":
        return str(given)
    if isinstance(where, Within):
        return f"{file.stem}-{int(where.way.strip('[].')) + 1:06d}"
    return file.stem if where.line is None else f"{file.stem}-{where.line:06d}"


def object_of(value: Any, where: Where) -> dict[str, Any]:
    """NhanError where it is another kind of value."""
    if not isinstance(value, dict):
        raise where.fault("store.wrong_type", expected="object", got=kind_of(value))
    return value


def text_of(row: dict[str, Any], where: Where, *names: str) -> str:
    """The text under the first of these names that is there. NhanError where there is none, or it is no text."""
    for name in names:
        if name in row:
            if not isinstance(row[name], str):
                raise where.fault("store.wrong_type", name, expected="str", got=kind_of(row[name]))
            return str(row[name])
    raise where.fault("store.missing_field", names[0])


def list_of(row: dict[str, Any], where: Where, name: str) -> list[Any]:
    """A list of the object; [] where it is not there or null."""
    value = row.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise where.fault("store.wrong_type", name, expected="array", got=kind_of(value))
    return value


def number_of(value: Any) -> int | None:
    """A whole number, also as a float, or either of them as digits; None where it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return int(whole[1]) if (whole := _WHOLE.fullmatch(value)) else None
    if not isinstance(value, (int, float)) or not abs(value) < 2**53:  # NaN is not below anything
        return None
    return int(value) if value == int(value) else None


def confidence_of(value: Any) -> float | None:
    """A number from 0 to 1; None for everything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        return None
    return float(value)


def string_in(row: Mapping[str, Any], name: str) -> str:
    """A string of the object; "" where it is not there, or something else."""
    value = row.get(name)
    return value if isinstance(value, str) else ""


def kind_of(value: Any) -> str:
    """What JSON calls the kind of a value."""
    kinds = {dict: "object", list: "array", str: "str", bool: "bool", int: "int", float: "float", type(None): "null"}
    return kinds.get(type(value), type(value).__name__)
