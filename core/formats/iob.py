"""``iob``: columns token<TAB>tag in IOB2, a blank line between sentences, for training taggers.

Tokens are syllables or, with ``WriteOptions.words``, words (their blanks written ``_``, as the VLSP and PhoNER corpora
do; so are those in labels' names). IOB2 holds one layer: of spans that share text the outermost is written. What cannot
be written is reported.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from nhan.core.formats.format import Loss, WriteOptions
from nhan.core.formats.sentences import in_sentences, tokens
from nhan.core.iob import Scheme, tags_of
from nhan.core.messages import Message
from nhan.core.model import Span
from nhan.core.store.record import Record
from nhan.core.text.units import Range


def write(records: Iterable[Record], options: WriteOptions) -> Iterator[bytes]:
    """One chunk per article."""
    for record in records:
        yield _article(record, options).encode()


def _article(record: Record, options: WriteOptions) -> str:
    text = record.article.text
    units = (
        [each for each in options.words(text) if text[each[0] : each[1]].strip()]
        if options.words
        else list(tokens(text))
    )
    kept: list[Span] = []
    for span, reason in _sort_out(record.spans, units):
        if reason is None:
            kept.append(span)
        else:
            words = text[span.start : span.end]
            options.lost(Loss(record.article.id, span.start, span.end, span.label, words, reason))
    kept.sort(key=lambda span: span.start)
    sentences = in_sentences(text, units, [(span.start, span.end) for span in kept])
    return "".join(_sentence(text, sentence, kept) + "\n" for sentence in sentences)


def _sort_out(spans: Sequence[Span], units: Sequence[Range]) -> Iterator[tuple[Span, Message | None]]:
    """Each span, and why it cannot be written (None = it can): longer spans first, so that the outermost are kept."""
    starts = {start for start, _ in units}
    ends = {end for _, end in units}
    kept: list[Range] = []  # in text order, not overlapping
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start, span.id)):
        if span.start not in starts or span.end not in ends:
            yield span, Message("formats.lost.tokens")
            continue
        place = bisect_left(kept, (span.start,))
        near = kept[max(0, place - 1) : place + 1]
        if any(start <= span.start and span.end <= end for start, end in near):
            yield span, Message("formats.lost.nested")
        elif any(start < span.end and span.start < end for start, end in near):
            yield span, Message("formats.lost.crossing")
        else:
            kept.insert(place, (span.start, span.end))
            yield span, None


def _sentence(text: str, units: Sequence[Range], kept: Sequence[Span]) -> str:
    first, last = bisect_left(kept, units[0][0], key=_start), bisect_left(kept, units[-1][1], key=_start)
    runs = [
        (bisect_left(units, (span.start,)), bisect_left(units, (span.end,)), span.label.replace(" ", "_"))
        for span in kept[first:last]
    ]
    written = zip(units, tags_of(len(units), runs, Scheme.IOB2), strict=True)
    return "".join(f"{'_'.join(text[start:end].split())}\t{tag}\n" for (start, end), tag in written)


def _start(span: Span) -> int:
    return span.start
