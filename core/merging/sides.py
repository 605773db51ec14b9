"""A dispute as people see it: the two versions side by side, in what they differ, and what stands around them."""

from datetime import datetime

import msgspec

from nhan.core.document import Document
from nhan.core.model import Dispute, Span
from nhan.core.operations.building import live
from nhan.core.text.units import Range

AROUND = 40  # code points shown to either side
LONGEST = 160  # code points of the words themselves


class Excerpt(msgspec.Struct, frozen=True):
    """A stretch of a text with what stands around it, each on one line."""

    before: str
    words: str
    after: str


def sides(document: Document, dispute: Dispute) -> tuple[Span | None, Span | None]:
    """What stands in the article of the span, and what else was made of it. None: it is taken out there."""
    here = document.get(dispute.span)
    return _or_out(here), _or_out(dispute.other)


def _or_out(span: Span | None) -> Span | None:
    return span if span is not None and live(span) else None


def place(document: Document, dispute: Dispute) -> Range | None:
    """The place of the span in the article, else of the other version; None where it is the state's dispute."""
    here, other = document.get(dispute.span), dispute.other
    for span in (*sides(document, dispute), here, other):
        if span is not None:
            return span.start, span.end
    return None


def excerpt(text: str, start: int, end: int, around: int = AROUND) -> Excerpt:
    """The words of a range with so many code points around them, cut at white space, "…" where it goes on."""
    before, after = text[max(0, start - around) : start], text[end : end + around]
    if start > around:
        cut = next((at for at, sign in enumerate(before) if sign.isspace()), 0)
        before = "…" + before[cut:].lstrip()
    if end + around < len(text):
        cut = next((at for at in range(len(after), 0, -1) if after[at - 1].isspace()), len(after))
        after = after[:cut].rstrip() + "…"
    words, half = text[start:end], LONGEST // 2
    words = words if len(words) <= LONGEST else f"{words[:half].rstrip()} … {words[-half:].lstrip()}"
    return Excerpt(_line(before), _line(words), _line(after))


def _line(text: str) -> str:
    """White space as spaces, one for one."""
    return "".join(" " if sign.isspace() else sign for sign in text)


def local_time(at: str) -> str:
    """When a decision was made (see ``Decision.at``), by this machine's clock; what is no time stays as it is."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%H:%M %d/%m/%Y")
    except (ValueError, OverflowError):
        return at
