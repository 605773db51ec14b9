"""Strict reading of JSON: what is wrong is said with the file, the line and the field."""

import json
import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from nhan.core.messages import Message, NhanError
from nhan.core.store.disk import Disk
from nhan.core.system_reason import reason_of

T = TypeVar("T")

LONGEST_QUOTED = 300  # code points of what a sentence quotes

_AT = re.compile(r"(?P<what>.*) - at `(key in )?\$\.?(?P<field>.*)`", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(?P<name>.*)`", re.DOTALL)
_EXPECTED = re.compile(r"Expected `(?P<expected>.*)`, got `(?P<got>.*)`", re.DOTALL)
_ENUM = re.compile(r"Invalid enum value (?P<value>.*)", re.DOTALL)
_BYTE = re.compile(r"\(byte (\d+)\)")


class Where(msgspec.Struct, frozen=True):
    """A place in the project: the file as people see it, and its line (from 1) where lines are what it is made of."""

    file: str
    line: int | None = None

    def fault(self, key: str, field: str = "", **more: Any) -> NhanError:
        """The error ``key`` at this place; its sentence gets {where}, programs get file, line and field."""
        parts = "line" * (self.line is not None) or "file"
        field, more = _shortened(field), {name: _shortened(value) for name, value in more.items()}
        at = {"file": self.file, "line": self.line, "field": field}
        where = Message(f"store.at.{parts}" + "_field" * bool(field), at)
        return NhanError(key, where=where, file=self.file, line=self.line, field=field, **more)


def _shortened(value: Any) -> Any:
    """What a file says may be of any length, a sentence may not."""
    if isinstance(value, Message):
        return Message(value.key, {name: _shortened(each) for name, each in value.fields.items()})
    return f"{value[:LONGEST_QUOTED]}…" if isinstance(value, str) and len(value) > LONGEST_QUOTED else value


def read_file(disk: Disk, path: Path, where: Where) -> bytes:
    """A file's bytes. NhanError where the system does not give them."""
    try:
        return disk.read_bytes(path)
    except OSError as error:
        raise where.fault("store.unreadable", reason=reason_of(error)) from None


def decode(data: bytes, kind: type[T], where: Where) -> T:
    """One JSON value of this type. Keys the type does not know are passed over; duplicate keys are not noticed here."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (ValueError, RecursionError) as error:  # msgspec's errors and UnicodeDecodeError are ValueErrors
        raise explain(error, data, where) from None


def convert(value: Any, kind: type[T], where: Where) -> T:
    """The same for a value that has been decoded to dicts and lists already."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise explain(error, b"", where) from None


def refuse_duplicate_keys(data: bytes, where: Where) -> None:
    """msgspec takes the last of two equal keys in silence, so what others wrote is read once more for this.

    Raises NhanError for what is not JSON at all, too.
    """
    decode(data, object, where)  # says what is wrong better than the standard library's reader

    def pairs(items: list[tuple[str, Any]]) -> None:
        seen = set()
        for name, _ in items:
            if name in seen:
                raise where.fault("store.duplicate_key", name)
            seen.add(name)

    try:
        json.loads(data, object_pairs_hook=pairs, parse_int=str, parse_float=str)  # a number may have any length
    except (ValueError, RecursionError) as error:
        raise explain(error, data, where) from None


def explain(error: Exception, data: bytes, where: Where) -> NhanError:
    """The sentence for what msgspec found wrong with these bytes."""
    if isinstance(error, msgspec.ValidationError):
        return _wrong_field(str(error), where)
    if isinstance(error, UnicodeDecodeError):
        return where.fault("store.not_utf8", byte=data.index(error.object) + error.start if error.object in data else 0)
    if where.line is None and not data.strip(b"\0 \t\r\n"):
        return where.fault("store.empty_file")
    if _is_json_with_lone_surrogates(data):
        return where.fault("store.surrogate")
    if isinstance(error, RecursionError):
        return where.fault("store.too_deep")
    try:
        data.decode()
    except UnicodeDecodeError as wrong:
        return where.fault("store.not_utf8", byte=wrong.start)
    at = _BYTE.search(str(error))
    return where.fault("store.not_json", byte=int(at[1])) if at else where.fault("store.cut_short")


def _wrong_field(said: str, where: Where) -> NhanError:
    at = _AT.fullmatch(said)
    what, field = (at["what"], at["field"]) if at else (said, "")
    if missing := _MISSING.fullmatch(what):
        return where.fault("store.missing_field", f"{field}.{missing['name']}".lstrip("."))
    if field == "version":
        return where.fault("store.unknown_version", field)
    if field == "format":
        return where.fault("store.other_format", field)
    if wrong := _EXPECTED.fullmatch(what):
        return where.fault("store.wrong_type", field, expected=wrong["expected"], got=wrong["got"])
    if unknown := _ENUM.fullmatch(what):
        return where.fault("store.not_among", field, value=unknown["value"])
    return where.fault("store.wrong_value", field, problem=what)


def _is_json_with_lone_surrogates(data: bytes) -> bool:
    try:
        json.dumps(json.loads(data), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    except (ValueError, RecursionError):
        return False
    return False
