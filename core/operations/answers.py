"""What an annotator says to what was decided otherwise: it decides nothing."""

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.model import Change, PlaceAnswer, Rejected
from nhan.core.operations.building import state_change


def answer(document: Document, given: PlaceAnswer) -> Change | Rejected:
    """Answer a place; what was said to it before gives way."""
    place = given.start, given.end
    others = [each for each in document.state.answers if (each.start, each.end) != place]
    answers = tuple(sorted([*others, given], key=lambda each: (each.start, each.end)))
    if answers == document.state.answers:
        return Rejected("verbs.already")
    return state_change("answer", document, replace(document.state, answers=answers))
