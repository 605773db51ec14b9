"""Done, skipped, flag, note: what is said of an article as a whole."""

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import ArticleEdit, ArticleState, ArticleStatus, Change, Rejected, Span, SpanStatus
from nhan.core.operations.building import confirmed, state_change
from nhan.core.operations.overlap import clash


def finish(document: Document) -> Change | Rejected:
    """The article is done. Refused while a suggestion is undecided."""
    if document.unreviewed:
        return Rejected("verbs.unreviewed", {"count": document.unreviewed})
    if document.state.status is ArticleStatus.DONE:
        return Rejected("verbs.already_done")
    return state_change("finish", document, replace(document.state, status=ArticleStatus.DONE, bulk=False))


def accept_rest(document: Document, labels: LabelSet) -> Change | Rejected:
    """The article is done, and what is undecided in it accepted; of two that may not stand together the first, and
    what is confirmed before either: the other is rejected.

    The record tells it from ``finish``: what was accepted in bulk was not reviewed one by one.
    """
    waiting = tuple(span for span in document if span.status is SpanStatus.SUGGESTED) if document.unreviewed else ()
    if not waiting:
        return finish(document)
    accepted: set[str] = set()
    decided: list[Span] = []
    for span in waiting:
        there = (each for each in document.overlapping(span.start, span.end) if each.id != span.id)
        standing = (each for each in there if each.status is SpanStatus.CONFIRMED or each.id in accepted)
        if labels.find(span.label) is None or any(clash(labels, span, each) for each in standing):
            decided.append(replace(span, status=SpanStatus.REJECTED))
        else:
            accepted.add(span.id)
            decided.append(confirmed(span))
    now = replace(document.state, status=ArticleStatus.DONE, bulk=True)
    return state_change("accept_rest", document, now, ArticleEdit(document.id, waiting, tuple(decided)))


def set_status(document: Document, status: ArticleStatus) -> Change | Rejected:
    """Put the article aside (skipped) or back to work; done is said by ``finish``."""
    if status is document.state.status:
        return Rejected("verbs.already")
    if status is ArticleStatus.DONE:
        return finish(document)
    return state_change("set_status", document, replace(document.state, status=status, bulk=False))


def set_flag(document: Document, flagged: bool) -> Change | Rejected:
    """Put a flag on the article, or take it away. Its status stays, whichever it is."""
    if flagged == document.state.flagged:
        return Rejected("verbs.already")
    return state_change("set_flag", document, replace(document.state, flagged=flagged))


def set_note(document: Document, note: str) -> Change | Rejected:
    """Give the article a note. Writing one is a touch: a new article is in progress from then on."""
    if note == document.state.note:
        return Rejected("verbs.already")
    status = document.state.status
    status = ArticleStatus.IN_PROGRESS if status is ArticleStatus.NEW else status
    now: ArticleState = replace(document.state, note=note, status=status)
    return state_change("set_note", document, now)
