"""The formats by name: Nhãn's own, and those that other packages add (entry point group ``nhan.formats``)."""

from importlib.metadata import entry_points
from pathlib import PurePath

from nhan.core.formats import iob, json_list, jsonl, text
from nhan.core.formats.format import Format
from nhan.core.messages import Message, NhanError

GROUP = "nhan.formats"  # an entry point is an object of the type Format

FORMATS = (
    Format("jsonl", Message("formats.title.jsonl"), (".jsonl", ".ndjson"), jsonl.read, jsonl.write, statuses=True),
    Format("json", Message("formats.title.json"), (".json",), json_list.read, json_list.write, statuses=True),
    Format("text", Message("formats.title.text"), (".txt",), text.read),
    Format("iob", Message("formats.title.iob"), (".iob", ".iob2", ".conll"), write=iob.write, tokens=True),
)


def formats() -> tuple[Format, ...]:
    """Every format, Nhãn's own first; another package cannot take one of their names."""
    own = {each.name for each in FORMATS}
    return (*FORMATS, *(_load(found.name) for found in entry_points(group=GROUP) if found.name not in own))


def find(name: str) -> Format:
    """The format of that name. NhanError for an unknown one."""
    for each in FORMATS:
        if each.name == name:
            return each
    if name not in names():
        raise NhanError("formats.unknown", name=name, names=", ".join(names()))
    return _load(name)


def names(*, readable: bool = False, writable: bool = False) -> tuple[str, ...]:
    """The names of all formats or of those that can be read or written."""
    if not readable and not writable:
        return tuple(dict.fromkeys([*(each.name for each in FORMATS), *(e.name for e in entry_points(group=GROUP))]))
    return tuple(each.name for each in formats() if (each.read or not readable) and (each.write or not writable))


def reader_for(path: PurePath) -> Format:
    """The format that a file's ending stands for. NhanError where there is none that can be read."""
    for each in formats():
        if each.read and path.suffix.lower() in each.extensions:
            return each
    raise NhanError("formats.no_reader", file=str(path), names=", ".join(names(readable=True)))


def _load(name: str) -> Format:
    (found, *_) = entry_points(group=GROUP, name=name)
    try:
        loaded = found.load()
    except Exception as error:  # anybody's code
        raise NhanError("formats.broken", name=name, reason=f"{type(error).__name__}: {error}") from error
    if not isinstance(loaded, Format):
        raise NhanError("formats.broken", name=name, reason=type(loaded).__name__)
    return loaded
