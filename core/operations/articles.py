"""Done, skipped, flag, note: what is said of an article as a whole."""

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.model import ArticleEdit, ArticleState, ArticleStatus, Change, Rejected, SpanStatus
from nhan.core.operations.building import confirmed, state_change


def finish(document: Document, bulk: bool = False) -> Change | Rejected:
    """The article is done. Refused while a suggestion is undecided, unless ``bulk`` accepts all the rest.

    The record tells the two apart: what was accepted in bulk was not reviewed one by one.
    """
    waiting = [span for span in document if span.status is SpanStatus.SUGGESTED] if document.unreviewed else []
    if waiting and not bulk:
        return Rejected("verbs.unreviewed", {"count": len(waiting)})
    now = replace(document.state, status=ArticleStatus.DONE, bulk=bool(waiting))
    if not waiting and document.state.status is ArticleStatus.DONE:
        return Rejected("verbs.already_done")
    edit = ArticleEdit(document.id, tuple(waiting), tuple(confirmed(span) for span in waiting))
    return state_change("accept_rest" if waiting else "finish", document, now, edit)


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
