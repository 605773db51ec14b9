"""Back to people: what was decided otherwise than someone had it."""

from collections.abc import Iterator

import msgspec

from nhan.core.adjudication.gold import place_of
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
    differing = [span for span in gold if _differs(span, person)]
    while differing:
        group, until = [differing.pop(0)], 0
        until = group[0].end
        while differing and differing[0].start < until:
            group.append(differing.pop(0))
            until = max(until, group[-1].end)
        decisions = [span.decision for span in group if span.decision is not None]
        yield DecidedOtherwise(
            gold.id,
            group[0].start,
            until,
            tuple(place_of(span) for span in group if (span.votes or {}).get(person)),
            tuple(place_of(span) for span in group if span.status is SpanStatus.CONFIRMED),
            max(decisions, key=lambda each: each.at).by if decisions else "",
            next((span.note for span in group if span.note), ""),
        )


def _differs(span: Span, person: str) -> bool:
    votes = span.votes or {}
    return person in votes and votes[person] is not (span.status is SpanStatus.CONFIRMED)
