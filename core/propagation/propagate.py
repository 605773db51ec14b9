"""What a decision means for the rest of an open article: changes to the suggestions below it, as machines make them.

Two ways, of which an article gets one. A suggester that can follow (``Follower``) is asked again about the rest. Where
there is none - suggestions that were imported, or made by rules - what was decided about a string holds for the same
string below (``same_string``): that is text search, and done before the next frame.
"""

from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import ArticleEdit, Change, Rejected, Span, SpanStatus
from nhan.core.operations.building import live, uncommented
from nhan.core.operations.suggestions import SAME, suggest
from nhan.core.propagation.carry_over import carry_over
from nhan.core.suggest.registry import SUGGESTERS, UNDERTHESEA
from nhan.core.suggestion import Labelled, Suggestion, to_spans
from nhan.core.text.occurrences import occurrences
from nhan.core.text.units import Range

SAME_STRING = "echo"  # the source name, which stands in records, of suggestions that follow from a decision above
VERSION = "1"
OWN = frozenset({*SUGGESTERS, SAME_STRING} - {"transformers"})
FORMER = {"underthesea.ner": UNDERTHESEA}  # names that spans of older projects bear
NEAR = (
    20_000  # code points below a decision that are searched at once: most articles whole, and ten screens of the others
)


class Decided(NamedTuple):
    """One decision: what was suggested there, and what is right there. None: nothing."""

    old: Span | None
    new: Span | None

    @property
    def tells(self) -> bool:
        """Whether it says anything of other places: a suggestion that was accepted as it was does not."""
        old = self.old if self.old is not None and self.old.status is SpanStatus.SUGGESTED else None
        return (old and old.place) != (self.new and self.new.place)


def decisions(edit: ArticleEdit) -> list[Decided]:
    """What a person's edit of an article decides, span by span."""
    after = {span.id: uncommented(span) for span in edit.added}
    stay = {span.id for span in edit.removed if after.get(span.id) == uncommented(span)}  # there was only a comment
    removed = [span for span in edit.removed if span.id not in stay]
    new = [span for span in edit.added if span.status is SpanStatus.CONFIRMED and span.id not in stay]
    found = [Decided(next((old for old in removed if _touch(old, span)), None), span) for span in new]
    gone = [old for old in removed if not any(_touch(old, span) for span in new)]
    return found + [Decided(old, None) for old in gone if old.status is SpanStatus.SUGGESTED]


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def same_string_change(
    document: Document, labels: LabelSet, decided: Decided, far: bool = False, kept: Sequence[Range] = ()
) -> Change | Rejected:
    """The change that carries a decision over to the same words below it, in an article as it is after the decision.

    It takes in what is ``NEAR``, or what lies beyond that (``far``), in articles that are longer. Nothing changes in
    the ranges ``kept``.
    """
    old = decided.old if decided.old is not None and decided.old.status is SpanStatus.SUGGESTED else None
    here = decided.new or old
    was, now = (None if each is None else each.place for each in (old, decided.new))
    if here is None or not decided.tells:
        return Rejected("verbs.nothing_new")
    near = here.end + NEAR
    if far and near >= len(document.text):
        return Rejected("verbs.nothing_new")
    overlap = 4 * (here.end - here.start)  # what stands across the border is beyond it; in NFD it may be longer
    low, high = (near - overlap, len(document.text)) if far else (here.end, near)
    text = document.text[:high]
    below: dict[Labelled, Span] = {}
    for start, end in occurrences(text, text[here.start : here.end], low, joined=True):
        for span in document.overlapping(start, end):
            if span.start >= low and span.status is SpanStatus.SUGGESTED and span.source.name != SAME:
                below[span.place] = span
    after = carry_over(text, sorted(below), was, now, low)
    made = [Suggestion(*each) for each in after if each not in below and _is_free(document, each, below)]
    stay = [below[each] for each in after if each in below]
    spans = (*stay, *to_spans(document.id, SAME_STRING, VERSION, made))
    return suggest(document, labels, spans, below.values(), kept)


def _is_free(document: Document, place: Labelled, below: Container[Labelled]) -> bool:
    """Whether nobody has decided on anything there."""
    there = document.overlapping(place[0], place[1])
    return all(span.place in below or not live(span) for span in there)


def _name(span: Span) -> str:
    return FORMER.get(span.source.name, span.source.name)


def settled(document: Document) -> int:
    """The offset up to which everything is decided: where the first suggestion left begins, or the text's end."""
    if not document.unreviewed:
        return len(document.text)
    return next(span.start for span in document if span.status is SpanStatus.SUGGESTED)


def confirmed_above(document: Document, end: int) -> list[Labelled]:
    """What a ``Follower`` is told: the confirmed spans that start before ``end``."""
    above = (document.at(place) for place in range(document.first_from(end)))
    return [span.place for span in above if span.status is SpanStatus.CONFIRMED]


def followed(
    document: Document, labels: LabelSet, spans: Iterable[Span], end: int, kept: Sequence[Range] = ()
) -> Change | Rejected:
    """The change that puts a follower's answer in the place of what Nhãn's suggesters said from ``end`` on, but in the
    ranges ``kept``."""
    first = document.first_from(end)
    rest = (document.at(place) for place in range(first, len(document)))
    mine = [span for span in rest if span.status is SpanStatus.SUGGESTED and _name(span) in OWN]
    return suggest(document, labels, [span for span in spans if span.start >= end], mine, kept)


def has_own(document: Document) -> bool:
    """Whether the article's suggestions come from Nhãn's suggesters alone.

    What others made or brought is not exchanged. What only follows from decisions is no suggester's.
    """
    made = {(span.source.kind, _name(span)) for span in document if span.source.kind != "human"}
    names = {name for _, name in made}
    return all(kind == "machine" for kind, _ in made) and bool(names - {SAME_STRING, SAME}) and names <= {*OWN, SAME}
