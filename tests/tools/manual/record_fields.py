"""The fields of an article's file, from its published JSON Schema."""

from collections.abc import Iterator, Mapping
from typing import Any

from nhan.core.messages import LANGUAGES
from nhan.core.store.schema import schema

SHOWN = ("ArticleRecord", "SpanRecord", "Decision", "Source")
HEADS = dict(zip(LANGUAGES, ("| trường | kiểu | phải có |", "| field | type | required | |"), strict=True))
RULES = dict(zip(LANGUAGES, ("| --- | --- | --- |", "| --- | --- | --- | --- |"), strict=True))
YES = dict(zip(LANGUAGES, ("có", "yes"), strict=True))
Part = Mapping[str, Any]


def fields(language: str) -> str:
    """A table for each part of a record. What the schema says of a field is English, and left out elsewhere."""
    return "\n".join(line for name in SHOWN for line in _part(name, schema()["$defs"][name], language))


def _part(name: str, part: Part, language: str) -> Iterator[str]:
    yield from (f"### {name}", "", HEADS[language], RULES[language])
    for field, said in part["properties"].items():
        cells = [f"`{field}`", _kind(said), YES[language] if field in part.get("required", ()) else ""]
        if language != LANGUAGES[0]:
            cells.append(str(said.get("description", "")))
        yield f"| {' | '.join(cells)} |"
    yield ""


def _kind(said: Part) -> str:
    """What a field holds: "string", "Span", "array: Span", or each thing that it may be."""
    if "$ref" in said:
        return f"`{said['$ref'].rpartition('/')[2]}`"
    if "anyOf" in said:
        return ", ".join(_kind(each) for each in said["anyOf"])
    if "enum" in said:
        return ", ".join(f"`{each}`" for each in said["enum"])
    parts = said.get("prefixItems") or [each for each in (said.get("items"),) if each]
    return ": ".join([str(said["type"]), *([", ".join(_kind(each) for each in parts)] if parts else [])])
