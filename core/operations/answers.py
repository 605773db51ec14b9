"""What an annotator says to what was decided otherwise: it decides nothing."""

from collections.abc import Collection

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.model import Change, PlaceAnswer, Rejected
from nhan.core.operations.building import state_change


def answer(document: Document, given: PlaceAnswer, asked: Collection[str] | None = None) -> Change | Rejected:
    """Answer a place; what was said to the same before gives way. ``asked``: the digests of all that is to be answered
    now, where they are known: what was said there to anything else goes, too."""

    def stays(each: PlaceAnswer) -> bool:
        if (each.start, each.end) != (given.start, given.end):
            return True
        return each.to != given.to and (asked is None or each.to in asked)  # several may have decided one place

    answers = tuple(sorted([*filter(stays, document.state.answers), given], key=lambda each: each.key))
    if answers == document.state.answers:
        return Rejected("verbs.already")
    return state_change("answer", document, replace(document.state, answers=answers))
