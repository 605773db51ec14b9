"""How every verb builds its answer: one article's edit, the state that follows from it, and ids for new spans."""

from collections.abc import Container, Iterable, Iterator
from typing import Protocol, TypeVar

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.model import ArticleEdit, ArticleState, ArticleStatus, Change, Rejected, Span, SpanStatus
from nhan.core.span_ids import span_id


def change_of(
    verb: str,
    document: Document,
    removed: Iterable[Span],
    added: Iterable[Span],
    focus: str = "",
    machine: bool = False,
) -> Change:
    """The change that takes ``removed`` out of one article and puts ``added`` in."""
    return Change(verb, (edit_of(document, tuple(removed), tuple(added), machine),), focus, machine)


def edit_of(
    document: Document, removed: tuple[Span, ...], added: tuple[Span, ...], machine: bool = False
) -> ArticleEdit:
    """The edit of one article. What a person decides in it first puts it in progress, but no proposal does; new
    suggestions reopen what was done."""
    was, now = document.state, document.state
    proposed = not removed and all(span.status is SpanStatus.SUGGESTED for span in added)
    if was.status is ArticleStatus.NEW and not machine and not proposed:
        now = replace(was, status=ArticleStatus.IN_PROGRESS)
    elif was.status is ArticleStatus.DONE and any(span.status is SpanStatus.SUGGESTED for span in added):
        now = replace(was, status=ArticleStatus.IN_PROGRESS, bulk=False)
    if now is was:
        return ArticleEdit(document.id, removed, added)
    return ArticleEdit(document.id, removed, added, was, now)


def state_change(verb: str, document: Document, now: ArticleState, edit: ArticleEdit | None = None) -> Change:
    """The change that gives an article another state, on top of what ``edit`` does to its spans."""
    edit = edit or ArticleEdit(document.id)
    return Change(verb, (replace(edit, was=document.state, now=now),))


def confirmed(span: Span) -> Span:
    """The span as a person stands behind it."""
    return replace(span, status=SpanStatus.CONFIRMED, readings=())


class DecidedSpan(Protocol):
    """What can stand: a span, or what is read of one."""

    @property
    def status(self) -> SpanStatus: ...
    @property
    def label(self) -> str: ...


D = TypeVar("D", bound=DecidedSpan)


def standing(spans: Iterable[D], gone: Container[str]) -> Iterator[D]:
    """What people stand behind: confirmed, with a label that is not deleted (``gone``: the names of those that are)."""
    return (span for span in spans if span.status is SpanStatus.CONFIRMED and span.label not in gone)


def uncommented(span: Span) -> Span:
    """The span without what was only said about it (see ``comment``)."""
    return replace(span, note="", question=False) if span.note or span.question else span


def fresh_id(document: Document, start: int, end: int, label: str, taken: Container[str] = ()) -> str:
    """An id for a new span, unused in the article and not ``taken``; the same for the same edit of the same document.

    So two annotators who add the same span write the same line, and a replayed journal gives the same ids.
    """
    for attempt in range(len(document) + 10_000):
        name = span_id(document.id, start, end, label, attempt)
        if document.get(name) is None and name not in taken:
            return name
    raise AssertionError("ids of 50 bits do not run out")


def live(span: Span) -> bool:
    """Whether the span counts: rejected ones are only kept for the record."""
    return span.status is not SpanStatus.REJECTED


def left(span: Span) -> tuple[Span, ...]:
    """What stays of a span that goes: what a machine proposed, and what people voted on, as rejected."""
    kept = span.status is SpanStatus.SUGGESTED or span.source.kind == "machine" or span.votes is not None
    return (replace(span, status=SpanStatus.REJECTED),) if kept else ()


def find(document: Document, span_id: str) -> Span | Rejected:
    """The live span with that id."""
    span = document.get(span_id)
    return span if span is not None and live(span) else Rejected("verbs.no_span")
