"""The formats by name: Nhãn's own, and those that other packages add (entry point group ``nhan.formats``)."""

import sys
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path, PurePath

from nhan.core.formats import (
    brat,
    conll2003,
    doccano,
    gliner,
    hf_jsonl,
    hf_parquet,
    html,
    iob,
    json_list,
    jsonl,
    label_studio,
    label_studio_min,
    phoner,
    prodigy,
    spacy_docbin,
    spacy_json,
    tables,
    text,
    uima,
    vlsp2016,
    vlsp2018,
    vlsp2018_columns,
    webanno_tsv,
)
from nhan.core.formats.format import Format, InputFile
from nhan.core.formats.json_rows import BOM, first_values, head_of
from nhan.core.messages import Message, NhanError

GROUP = "nhan.formats"  # an entry point is an object of the type Format
AUTO = "auto"  # each file in the format that it is recognised by

FORMATS = (
    jsonl.FORMAT,
    json_list.FORMAT,
    text.FORMAT,
    doccano.FORMAT,
    label_studio.FORMAT,
    label_studio_min.FORMAT,
    brat.FORMAT,
    conll2003.FORMAT,
    iob.FORMAT,
    vlsp2016.FORMAT,
    vlsp2018.FORMAT,
    vlsp2018_columns.FORMAT,
    phoner.FORMAT,
    spacy_docbin.FORMAT,
    spacy_json.FORMAT,
    prodigy.FORMAT,
    webanno_tsv.FORMAT,
    uima.AS_XMI,
    uima.AS_JSON,
    hf_jsonl.FORMAT,
    hf_parquet.FORMAT,
    gliner.FORMAT,
    tables.CSV,
    tables.TSV,
    html.FORMAT,
)


def formats() -> tuple[Format, ...]:
    """Every format, Nhãn's own first; another package cannot take one of their names."""
    own = {each.name for each in FORMATS}
    return (*FORMATS, *(_load(found) for found in _added() if found.name not in own))


def find(name: str) -> Format:
    """The format of that name. NhanError for an unknown one."""
    for each in FORMATS:
        if each.name == name:
            return each
    for found in _added():
        if found.name == name:
            return _load(found)
    raise NhanError("formats.unknown", name=name, names=", ".join(names()))


def names(*, readable: bool = False, writable: bool = False) -> tuple[str, ...]:
    """The names of all formats or of those that can be read or written."""
    if not readable and not writable:
        return tuple(dict.fromkeys([*(each.name for each in FORMATS), *(e.name for e in _added())]))
    return tuple(each.name for each in formats() if (each.read or not readable) and (each.writable or not writable))


def recognised(path: PurePath, head: bytes) -> tuple[Format, Message] | None:
    """The format by what is in a file, and the sign of it; None where only its name can tell."""
    ours = next((value for value in first_values(head) if isinstance(value, dict)), {})
    if str(ours.get("format")).startswith("nhan/"):
        return _own_json(head), Message("formats.seen.keys", {"keys": "format"})
    for each in formats():
        if each.read and each.recognise and (reason := each.recognise(path, head)) is not None:
            return each, reason
    if isinstance(ours.get("text"), str):
        return _own_json(head), Message("formats.seen.keys", {"keys": "text"})
    return None


def _own_json(head: bytes) -> Format:
    """JSON lines or a list, whatever the file is called."""
    first, end, rest = head.removeprefix(BOM).strip().partition(b"\n")
    lines = first[:1] == b"{" and (not end or (first.rstrip()[-1:] == b"}" and rest.lstrip()[:1] == b"{"))
    return jsonl.FORMAT if lines else json_list.FORMAT


def detect(file: InputFile) -> tuple[Format, Message]:
    """The format of a file, and by which sign. NhanError: it cannot be read, or nothing can read it."""
    by_name = [each for each in formats() if each.read and file.path.suffix.lower() in each.extensions]
    found = recognised(file.path, head_of(file))
    if found is not None:
        return found
    if not by_name:
        raise NhanError("formats.no_reader", file=file.shown, names=", ".join(names(readable=True)))
    return by_name[0], Message("formats.seen.ending", {"ending": file.path.suffix})


def leads(path: Path, is_there: Callable[[Path], bool]) -> tuple[Format | None, Path | None]:
    """The format whose files belong together that this one is part of, and the file of them that is read (None: none
    is on its account); no format where it stands by itself."""
    for each in formats():
        lead = each.lead(path, is_there)
        if lead != path:
            return each, lead
    return None, path


def _added() -> tuple[EntryPoint, ...]:
    return _added_on(tuple(sys.path))


@lru_cache(maxsize=1)  # to look through all packages takes longer than to recognise a file
def _added_on(_: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    return tuple(entry_points(group=GROUP))


def _load(found: EntryPoint) -> Format:
    try:
        loaded = found.load()
    except Exception as error:  # anybody's code
        raise NhanError("formats.broken", name=found.name, reason=f"{type(error).__name__}: {error}") from error
    if not isinstance(loaded, Format):
        raise NhanError("formats.broken", name=found.name, reason=type(loaded).__name__)
    return loaded
