"""Writing columns of tokens. Every span is in the columns, or is told to ``options.lost``; never half of it.

A level is one column of tags: of spans that share text each level holds one. What stands on no level is lost.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import msgspec
from msgspec.structs import replace

from nhan.core.formats.columns import Sentence, kept_sentences, sentences_of, units_of
from nhan.core.formats.format import Loss, Misaligned, WriteOptions
from nhan.core.formats.label_words import LabelWords, word_of
from nhan.core.iob import Scheme, tags_of
from nhan.core.messages import Message, NhanError
from nhan.core.model import Span
from nhan.core.store.record import Record
from nhan.core.text.units import Range


class Written(msgspec.Struct, frozen=True):
    """A sentence as it goes out: its tokens, their other columns, and their tags by level."""

    tokens: Sequence[str]
    others: Sequence[str]
    tags: Sequence[Sequence[str]]


def sentences(
    record: Record, options: WriteOptions, levels: int = 1, scheme: Scheme = Scheme.IOB2, inner_first: bool = False
) -> Iterator[Written]:
    """The article by sentence. ``inner_first``: the first level has the innermost spans, else the outermost."""
    article = record.article
    table = None if options.words else kept_sentences(article)
    if table is None:
        units = units_of(article, options.words(article.text) if options.words else None)
    else:
        units = [each for sentence in table for each in sentence.ranges]
    spans = list(aligned(record, units, options))
    by_level = (inner_levels if inner_first else outer_levels)(record, spans, levels, options)
    ranges = covered(chain.from_iterable(by_level))
    for sentence in table if table is not None else sentences_of(article.text, units, ranges):
        texts = ["_".join(article.text[start:end].split()) for start, end in sentence.ranges]
        tags = [tags_of(len(texts), _runs(sentence, level), options.scheme or scheme) for level in by_level]
        yield Written(texts, sentence.others, tags)


def aligned(record: Record, units: Sequence[Range], options: WriteOptions) -> Iterator[Span]:
    """The spans whose edges are edges of tokens; what becomes of the others ``options.misaligned`` says."""
    starts, ends = [start for start, _ in units], [end for _, end in units]
    first, last = set(starts), set(ends)
    for span in record.spans:
        if span.start in first and span.end in last:
            yield span
            continue
        loss = Loss.of(record.article, span, Message("formats.lost.tokens"))
        moved: Range | None = None
        match options.misaligned:
            case Misaligned.FAIL:
                fields = {"article": loss.article, "start": loss.start, "end": loss.end, "label": loss.label}
                raise NhanError("formats.misaligned", text=loss.text, **fields)
            case Misaligned.EXPAND:
                at, to = bisect_right(ends, span.start), bisect_left(starts, span.end) - 1
                moved = (starts[at], ends[to]) if at <= to else None
            case Misaligned.CONTRACT:
                at, to = bisect_left(starts, span.start), bisect_right(ends, span.end) - 1
                moved = (starts[at], ends[to]) if at <= to else None
            case Misaligned.REPORT:
                pass
        if moved is None:
            options.lost(loss)
        else:
            fields = {"start": moved[0], "end": moved[1]}
            options.changed(replace(loss, reason=Message("formats.lost.moved", fields)))
            yield replace(span, start=moved[0], end=moved[1])


def outer_levels(record: Record, spans: Iterable[Span], levels: int, options: WriteOptions) -> list[list[Span]]:
    """The outermost spans, those inside them, and so on; what crosses, or is deeper, is lost."""
    found: list[list[Span]] = [[] for _ in range(levels)]
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start, span.id)):
        for number, level in enumerate(found):
            near = _near(level, span)
            if not near:
                _insert(level, span)
                break
            inside = any(each.start <= span.start and span.end <= each.end for each in near)
            if not inside or number == levels - 1:
                reason = Message("formats.lost.nested") if inside else Message("formats.lost.crossing")
                options.lost(Loss.of(record.article, span, reason))
                break
    return found


def inner_levels(record: Record, spans: Iterable[Span], levels: int, options: WriteOptions) -> list[list[Span]]:
    """The innermost spans, those around them, and so on; what crosses, or has too many inside, is lost."""
    found: list[list[Span]] = [[] for _ in range(levels)]
    for span in sorted(spans, key=lambda span: (span.end - span.start, span.start, span.id)):
        height = 0
        crossing = False
        for number, level in enumerate(found):
            near = _near(level, span)
            height = number + 1 if near else height
            crossing |= any(not (span.start <= each.start and each.end <= span.end) for each in near)
        if crossing or height == levels:
            reason = Message("formats.lost.crossing") if crossing else Message("formats.lost.deep", {"levels": levels})
            options.lost(Loss.of(record.article, span, reason))
        else:
            _insert(found[height], span)
    return found


def _near(level: Sequence[Span], span: Span) -> Sequence[Span]:
    """The spans of a level that share text with this one."""
    at = bisect_left(level, span.start, key=lambda each: each.end)
    at += at < len(level) and level[at].end == span.start
    return level[at : bisect_left(level, span.end, key=_start)]


def _insert(level: list[Span], span: Span) -> None:
    level.insert(bisect_left(level, span.start, key=_start), span)


def _start(span: Span) -> int:
    return span.start


def covered(spans: Iterable[Span]) -> list[Range]:
    """The ranges that any of the spans covers, in order, parted."""
    found: list[Range] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _runs(sentence: Sentence, level: Sequence[Span]) -> list[tuple[int, int, str]]:
    ranges = sentence.ranges
    first = bisect_left(level, ranges[0][0], key=_start)
    last = bisect_left(level, ranges[-1][1], key=_start)
    found = []
    for span in level[first:last]:
        end = bisect_left(ranges, (span.end,))
        found.append((bisect_left(ranges, (span.start,)), end, span.label))
    return found


Line = Callable[[str, str, Sequence[str]], str]  # a token, its other columns, its tags


def articles(
    records: Iterable[Record],
    options: WriteOptions,
    line: Line,
    *,
    levels: int = 1,
    scheme: Scheme = Scheme.IOB2,
    inner_first: bool = False,
    start: str = "",
) -> Iterator[bytes]:
    """One chunk per article: ``start``, or a second blank line, parts it from the one before."""
    between = False
    words = LabelWords(options)
    for record in records:
        for span in record.spans:
            words.of(record, span)
        lines: list[str] = []
        for each in sentences(record, options, levels, scheme, inner_first):
            others = each.others or [""] * len(each.tokens)
            tags = [[word_of(tag) for tag in level] for level in each.tags]  # a blank would part columns
            rows = zip(each.tokens, others, zip(*tags, strict=True), strict=True)
            lines += [line(token, other, its) for token, other, its in rows]
            lines.append("\n")
        head = f"# id = {' '.join(record.article.id.split())}\n" if options.ids else ""
        parting = start or ("\n" if between and not options.ids else "")
        yield (parting + head + "".join(lines)).encode()
        between = True
