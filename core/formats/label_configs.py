"""Label sets as other programs write them: Label Studio's XML, brat's ``annotation.conf``, doccano's JSON."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, ParseError, SubElement, XMLParser, tostring

import msgspec

from nhan.core.formats.brat import configuration
from nhan.core.formats.json_rows import BOM
from nhan.core.formats.new_labels import with_labels
from nhan.core.formats.utf8 import text_of
from nhan.core.formats.xml_entities import refuse_unsafe
from nhan.core.labels import KEYS, Label, LabelSet, is_color
from nhan.core.store.label_set import check_label_set
from nhan.core.store.strict import Where, decode

_SECTION = re.compile(r"\[(?P<name>\w+)\]\s*")

# A name, a colour ("" = none), a key ("" = none).
Given = tuple[str, str, str]


def label_config(labels: LabelSet, format_name: str) -> bytes:
    """The labels as this program wants them. KeyError: it has no such file."""
    return _WRITERS[format_name](labels)


def has_label_config(format_name: str) -> bool:
    return format_name in _WRITERS


def read_label_config(data: bytes, where: Where) -> LabelSet | None:
    """The label set in another program's file, or None where this is none. NhanError: it is one, and damaged."""
    start = data.removeprefix(BOM).lstrip()
    if start.startswith(b"<"):
        return _made(_of_xml(start, where), where)
    if start.startswith(b"[entities]") or b"\n[entities]" in start:
        return _made(((name, "", "") for name in _of_conf(text_of(data, where).removeprefix("\ufeff"))), where)
    if start.startswith(b"["):
        return _made(_of_doccano(start, where), where)
    return None


def _made(given: Iterable[Given], where: Where) -> LabelSet:
    known = {name: (color, key) for name, color, key in given}
    names = where.file.replace("\\", "/").rsplit("/", 1)[-1]
    empty = LabelSet(name=names, title={"vi": names, "en": names}, labels=())
    taken: set[str] = set()
    labels: list[Label] = []
    for label in with_labels(empty, known).labels:
        color, key = known[label.name]
        key = key if len(key) == 1 and key in KEYS else label.key
        key = "" if key in taken else key
        taken.add(key)
        labels.append(msgspec.structs.replace(label, color=color if is_color(color) else label.color, key=key))
    found = msgspec.structs.replace(empty, labels=tuple(labels))
    check_label_set(found, where)
    return found


def _of_xml(data: bytes, where: Where) -> Iterable[Given]:
    refuse_unsafe(data, where)
    parser = XMLParser()
    try:
        parser.feed(data)
        root: Element = parser.close()
    except ParseError as error:
        line = error.position[0]
        raise Where(where.file, line).fault("formats.not_this", name="label-studio", reason=str(error)) from None
    for each in root.iter("Label"):
        if each.get("value"):
            yield str(each.get("value")), each.get("background") or "", each.get("hotkey") or ""


def _of_conf(text: str) -> Iterable[str]:
    section = ""
    for line in text.splitlines():
        if match := _SECTION.fullmatch(line):
            section = match["name"]
        elif section == "entities" and line.strip() and not line.startswith("#"):
            name = line.strip().split()[0]  # below others it is indented
            if not name.startswith(("!", "-")):
                yield name


def _of_doccano(data: bytes, where: Where) -> Iterable[Given]:
    for each in decode(data, list[dict[str, Any]], where):
        name = each.get("text")
        if isinstance(name, str):
            color = each.get("background_color", each.get("backgroundColor"))
            key = each.get("suffix_key", each.get("suffixKey"))
            yield name, str(color or ""), str(key or "")


def _to_xml(labels: LabelSet) -> bytes:
    view = Element("View")
    choices = SubElement(view, "Labels", {"name": "label", "toName": "text"})
    for label in labels.labels:
        given = {"value": label.name, "background": label.color}
        SubElement(choices, "Label", given | ({"hotkey": label.key} if label.key else {}))
    SubElement(view, "Text", {"name": "text", "value": "$text", "granularity": "symbol", "whiteSpace": "pre-wrap"})
    return tostring(view, encoding="unicode").encode() + b"\n"


def _to_conf(labels: LabelSet) -> bytes:
    return configuration(label.name for label in labels.labels).encode()


def _to_doccano(labels: LabelSet) -> bytes:
    rows = [
        {
            "text": label.name,
            "prefix_key": None,
            "suffix_key": label.key or None,
            "background_color": label.color,
            "text_color": "#ffffff",
        }
        for label in labels.labels
    ]
    return msgspec.json.format(msgspec.json.encode(rows), indent=2) + b"\n"


_WRITERS: Mapping[str, Callable[[LabelSet], bytes]] = {
    "label-studio": _to_xml,
    "label-studio-min": _to_xml,
    "brat": _to_conf,
    "doccano": _to_doccano,
}
