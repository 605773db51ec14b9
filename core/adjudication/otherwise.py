"""Back to people: what was decided otherwise than someone had it."""

from collections.abc import Iterator

import msgspec

from nhan.core.adjudication.disagreements import touching
from nhan.core.document import Document
from nhan.core.model import Span, SpanStatus
from nhan.core.suggestion import Labelled


class DecidedOtherwise(msgspec.Struct, frozen=True):
    """One place: what the person had and what stands in the gold, each possibly nothing. ``note``: the curator's."""

    article: str
    start: int  # code points
    end: int
    had: tuple[Labelled, ...]
    stands: tuple[Labelled, ...]
    by: str  # an annotator or a rule
    note: str = ""


def decided_otherwise(gold: Document, person: str) -> Iterator[DecidedOtherwise]:
    """In the order of the text. What the person had not been asked about is not among it."""
    differing = (span for span in gold if _differs(span, person))
    for group in touching(differing, lambda span: (span.start, span.end)):
        decisions = [span.decision for span in group if span.decision is not None]
        yield DecidedOtherwise(
            gold.id,
            group[0].start,
            max(span.end for span in group),
            tuple(span.place for span in group if (span.votes or {}).get(person)),
            tuple(span.place for span in group if span.status is SpanStatus.CONFIRMED),
            max(decisions, key=lambda each: each.at).by if decisions else "",
            next((span.note for span in group if span.note), ""),
        )


def _differs(span: Span, person: str) -> bool:
    votes = span.votes or {}
    return person in votes and votes[person] is not (span.status is SpanStatus.CONFIRMED)
