"""From what other programs' files say to articles and spans: checked, and what cannot come in is named."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from nhan.core.formats.format import Incoming, Loss, ReadOptions
from nhan.core.formats.json_rows import confidence_of, number_of
from nhan.core.formats.plain import refuse_unfit
from nhan.core.formats.text import is_blank, title_of
from nhan.core.messages import Message
from nhan.core.model import Article, ArticleState, Decision, Source, Span, SpanStatus
from nhan.core.store.strict import Where
from nhan.core.text.offset_units import OffsetUnit, to_code_points

LONGEST_SHOWN = 60  # code points of a text in a report


class ForeignSpan(msgspec.Struct, frozen=True, kw_only=True):
    """A span as a file has it: ``start`` and ``end`` in the file's unit. ``status`` None: the file does not say."""

    start: int
    end: int
    label: str
    id: str = ""
    status: SpanStatus | None = None
    confidence: float | None = None
    note: str = ""
    runner_up: str | None = None
    source: Source | None = None
    decision: Decision | None = None


class ForeignArticle(msgspec.Struct, frozen=True, kw_only=True):
    """An article as a file has it. ``lost``: what its reader could not even make a span of; ``left``: the fields that
    say its state, which an article that comes in as new does not keep."""

    id: str
    text: str
    title: str = ""
    meta: dict[str, Any] = {}
    spans: Sequence[ForeignSpan] = ()
    unit: OffsetUnit = OffsetUnit.CODE_POINTS
    state: ArticleState | None = None
    left: tuple[str, ...] = ()
    lost: tuple[Loss, ...] = ()
    said: tuple[Message, ...] = ()


def spans_in(
    given: Iterable[Any],
    article: str,
    field: str,
    read: Callable[[Any], Iterable[ForeignSpan]],
    passed_over: Callable[[Any], bool] = lambda _: False,
) -> tuple[list[ForeignSpan], list[Loss]]:
    """The spans that are read of each value of a field, and every value that there are none in: one of them is named,
    unless it is ``passed_over``."""
    spans: list[ForeignSpan] = []
    lost: list[Loss] = []
    for at, each in enumerate(given):
        found = () if passed_over(each) else list(read(each))
        spans += found
        if not found and not passed_over(each):
            lost.append(no_span(article, f"{field}[{at}]", each))
    return spans, lost


def placed(start: Any, end: Any, label: Any, *, score: Any = None, **more: Any) -> Iterator[ForeignSpan]:
    """The span, where these are two whole numbers and a string; ``score``: its confidence, where it can be one."""
    first, last = number_of(start), number_of(end)
    if first is not None and last is not None and isinstance(label, str):
        yield ForeignSpan(start=first, end=last, label=label, confidence=confidence_of(score), **more)


def no_span(article: str, field: str, given: object) -> Loss:
    """What stands where a span was to be."""
    reason = Message("formats.lost.no_span", {"field": field})
    return Loss(article, 0, 0, "", str(given)[:LONGEST_SHOWN], reason)


def incoming(found: ForeignArticle, where: Where, options: ReadOptions) -> Incoming:
    """The article with the spans that have a place in it; the others are in ``lost``. NhanError: there is no text, or
    something that no record can hold."""
    if is_blank(found.text):
        raise where.fault("formats.no_text", "text")
    title = " ".join(found.title.split()) or title_of(found.text)
    article = Article(found.id, found.text, title, found.meta)
    refuse_unfit(article, [(each.label, each.note, each.runner_up) for each in found.spans], where)
    spans, lost = _placed(found, where, options)
    return Incoming(
        article=article,
        where=where,
        spans=tuple(spans),
        state=found.state,
        left=found.left,
        lost=(*found.lost, *lost),
        said=found.said,
    )


def _placed(found: ForeignArticle, where: Where, options: ReadOptions) -> tuple[list[Span], list[Loss]]:
    place = to_code_points(found.text, found.unit)
    spans: list[Span] = []
    lost: list[Loss] = []
    given = [each.id for each in found.spans if each.id]
    ids = set(given) if len(set(given)) == len(given) else None  # ids that are used twice name nothing
    seen: set[tuple[int, int, str]] = set()
    number = 0
    for each in found.spans:
        start, end = place(each.start), place(each.end)
        if start is None or end is None or start >= end:
            lost.append(loss(found, each, Message("formats.lost.outside")))
            continue
        if not each.label.strip():
            lost.append(loss(found, each, Message("formats.lost.no_label")))
            continue
        if (start, end, each.label) in seen:
            lost.append(loss(found, each, Message("formats.lost.twice")))
            continue
        seen.add((start, end, each.label))
        name = each.id if ids is not None else ""
        while not name:
            number += 1
            name = f"i{number}" if not ids or f"i{number}" not in ids else ""
        spans.append(
            Span(
                id=name,
                start=start,
                end=end,
                label=each.label,
                status=each.status or (SpanStatus.SUGGESTED if options.as_suggested else SpanStatus.CONFIRMED),
                source=each.source or Source("import", where.file.replace("\\", "/").rsplit("/", 1)[-1]),
                confidence=confidence_of(each.confidence),
                runner_up=each.runner_up,
                decision=each.decision,
                note=each.note,
            )
        )
    return spans, lost


def loss(found: ForeignArticle, span: ForeignSpan, reason: Message) -> Loss:
    """A span of the file that does not come in; its offsets as the file has them."""
    place = to_code_points(found.text, found.unit)
    start, end = place(span.start), place(span.end)
    words = found.text[start:end][:LONGEST_SHOWN] if start is not None and end is not None else ""
    return Loss(found.id, span.start, span.end, span.label, words, reason)
