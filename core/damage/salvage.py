"""What can be used of a damaged record: the spans and header keys whose own checksums are right."""

from contextlib import suppress
from typing import Any

import msgspec

from nhan.core.messages import NhanError
from nhan.core.model import Article, ArticleState, Dispute, Span
from nhan.core.store.label_names import LabelNames
from nhan.core.store.record_lines import ID, sound_parts
from nhan.core.store.span_record import decode_spans
from nhan.core.store.strict import Where, convert, decode


class Salvaged(msgspec.Struct, frozen=True):
    """``unused``: spans that are not sound. ``state`` None: too little of it is; ``sure``: all of it is. ``base``: the
    run of suggestions; None where that is not known."""

    spans: dict[str, Span] = {}
    unused: int = 0
    state: ArticleState | None = None
    sure: bool = False
    base: str | None = None
    disputes: tuple[Dispute, ...] = ()


class _SoundDisputes(msgspec.Struct, frozen=True):
    disputes: tuple[Dispute, ...]


class _SoundBase(msgspec.Struct, frozen=True):
    run: str


def salvage(data: bytes, article: Article, where: Where, names: LabelNames) -> Salvaged:
    """The sound parts of an article's record. Nothing of a file that is not laid out in lines, or another article's."""
    header: dict[str, Any] = {}
    spans: dict[str, Span] = {}
    parts, written, whole = sound_parts(data)
    for part in parts:
        with suppress(NhanError):
            header |= decode(part, dict[str, Any], where)
    if header.get("id", article.id) != article.id:
        return Salvaged()
    for each in written:
        with suppress(NhanError):  # one that is not inside this text
            spans |= {span.id: span for span in decode_spans(b"[" + each + b"]", article.text, where)}
    unused = max(0, data.count(b"\n    " + ID) - len(spans))
    named = {span.id: span for span in names.spans(spans.values())}
    disputes = names.disputes(_disputes(header, where))
    return Salvaged(named, unused, _state(header, where), whole, _base(header, where), disputes)


def _disputes(header: dict[str, Any], where: Where) -> tuple[Dispute, ...]:
    with suppress(NhanError, KeyError):
        return convert(header["disputes"], _SoundDisputes, where).disputes
    return ()


def _state(header: dict[str, Any], where: Where) -> ArticleState | None:
    if "status" not in header or "note" not in header:
        return None
    with suppress(NhanError):
        return convert(header, ArticleState, where)
    return None


def _base(header: dict[str, Any], where: Where) -> str | None:
    with suppress(NhanError, KeyError):
        return convert(header["base"], _SoundBase, where).run
    return None
