"""Find in the corpus: each hit with what stands around it and the span that is there, as rows to work on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from nhan.core.document import Document
from nhan.core.model import Span
from nhan.core.operations.building import live
from nhan.core.readable import Unreadable, or_unreadable
from nhan.core.text.search import IN_HASTE, Matching, find

CONTEXT = 48  # code points shown to either side


class ConcordanceRow(msgspec.Struct, frozen=True):
    """One hit. ``span`` covers exactly the hit; ``around`` is the innermost other one that touches it."""

    article: str
    title: str
    start: int
    end: int
    before: str
    text: str
    after: str
    span: Span | None
    around: Span | None


def rows(documents: Iterable[Document], query: str, how: Matching = IN_HASTE) -> Iterator[ConcordanceRow]:
    """The hits in these documents, in order. Raises BadPatternError for a bad or slow regular expression."""
    for document in documents:
        for start, end in find(document.text, query, how):
            yield row(document, start, end)


class Corpus(Protocol):
    """What is looked through."""

    ids: Sequence[str]

    def text(self, article_id: str) -> str: ...

    def document(self, article_id: str) -> Document: ...


class FoundRows(msgspec.Struct):
    """The first hits. ``more``: there are others; ``damaged``: articles that could not be read."""

    rows: list[ConcordanceRow] = []
    more: bool = False
    damaged: list[Unreadable] = []


def look_through(
    corpus: Corpus, query: str, how: Matching, most: int, seen: Callable[[], object] = lambda: None
) -> FoundRows:
    """The first ``most`` hits in a corpus. Only articles with a hit are opened. BadPatternError as ``rows``."""

    def with_hit(article_id: str) -> Document | None:
        return corpus.document(article_id) if find(corpus.text(article_id), query, how) else None

    found = FoundRows()
    for article_id in corpus.ids:
        seen()
        document = or_unreadable(article_id, with_hit)
        if isinstance(document, Unreadable):
            found.damaged.append(document)
            continue
        for each in rows([] if document is None else [document], query, how):
            if len(found.rows) == most:
                found.more = True
                return found
            found.rows.append(each)
    return found


def row(document: Document, start: int, end: int) -> ConcordanceRow:
    """The row of one range, with the spans as they are now."""
    text = document.text
    there = [span for span in document.overlapping(start, end) if live(span)]
    exact = next((span for span in there if (span.start, span.end) == (start, end)), None)
    others = sorted((span for span in there if span is not exact), key=lambda span: span.end - span.start)
    return ConcordanceRow(
        document.id,
        document.article.title,
        start,
        end,
        _line(text[max(0, start - CONTEXT) : start]),
        _line(text[start:end]),
        _line(text[end : end + CONTEXT]),
        exact,
        others[0] if others else None,
    )


def _line(text: str) -> str:
    """White space as spaces, one for one: a row is one line."""
    return "".join(" " if char.isspace() else char for char in text)
