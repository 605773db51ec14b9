"""Back to people: what was decided otherwise than someone had it, what they are asked, and what they said to it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from nhan.core.adjudication.disagreements import in_order, touching
from nhan.core.adjudication.gold import gold_id
from nhan.core.document import Document
from nhan.core.model import ArticleState, PlaceAnswer, Span, SpanStatus
from nhan.core.suggestion import Labelled
from nhan.core.text.units import Range


class DecidedOtherwise(msgspec.Struct, frozen=True, omit_defaults=True):
    """One place: what the person had and what stands in the gold, each possibly nothing. ``note``: the curator's;
    ``asked``: it asks something of the person, also where they had what stands. A flagged article is a place, too: at
    its start, without an end."""

    article: str
    start: int  # code points
    end: int
    had: tuple[Labelled, ...]
    stands: tuple[Labelled, ...]
    by: str  # an annotator or a rule
    note: str = ""
    asked: bool = False

    @property
    def digest(self) -> str:
        """Of what an answer is to: another decision or another note is to be answered again."""
        said = repr((self.start, self.end, self.stands, self.note, self.asked))
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    def answered(self, said: str = "", question: bool = False) -> PlaceAnswer:
        """The answer that says this; "" = agreed."""
        return PlaceAnswer(self.start, self.end, self.digest, said, question)

    def answer_in(self, state: ArticleState) -> PlaceAnswer | None:
        """What the person has said to it, in the state of their own article."""
        return next((each for each in state.answers if each.to == self.digest), None)


def decided_otherwise(
    gold: Document, person: str, own: Callable[[], Iterable[Labelled]] = tuple
) -> Iterator[DecidedOtherwise]:
    """In the order of the text, by what stands in the gold now. What the person had not been asked about is not among
    it. ``own``: what they have, asked for where something else was made of a span of theirs since it was decided."""
    if gold.state.flagged and any(person in (span.votes or {}) for span in gold):
        yield DecidedOtherwise(gold.id, 0, 0, (), (), "", gold.state.note, True)
    asked = [span for span in gold if person in (span.votes or {})]
    had = _had(gold, [span for span in asked if (span.votes or {})[person]], own)
    stands = {span.place for span in gold if span.status is SpanStatus.CONFIRMED}
    differing = (set(had.values()) - stands) | ({span.place for span in asked} & stands - set(had.values()))
    differing |= {span.place for span in asked if span.question}
    for places in touching(in_order(differing), lambda place: place[:2]):
        start, end = places[0][0], max(place[1] for place in places)
        around = gold.overlapping(start, end)
        there = [span for span in around if {span.place, had.get(span.id)} & {*places} or _is_later(span)]
        yield _place(gold, (start, end), there, [place for place in places if place in had.values()])


def _is_later(span: Span) -> bool:
    """Whether it stands, and nobody had been asked about it."""
    return span.votes is None and span.status is SpanStatus.CONFIRMED


def _had(gold: Document, spans: Iterable[Span], own: Callable[[], Iterable[Labelled]]) -> dict[str, Labelled]:
    """What the person had, by the ids of these spans: those they had when it was decided. An id says only whether a
    place is the one that it was made of: where it is not the span's own, theirs are tried."""
    had = {span.id: span.place for span in spans if gold_id(gold.id, span.place) == span.id}
    changed = {span.id: span.place for span in spans if span.id not in had}
    if changed:
        theirs = {gold_id(gold.id, place): place for place in own()}
        had |= {name: theirs[name] for name in changed if name in theirs}
        had |= {name: place for name, place in changed.items() if name not in had and place in theirs.values()}
    return had


def _place(gold: Document, place: Range, spans: Sequence[Span], had: Iterable[Labelled]) -> DecidedOtherwise:
    decisions = [span.decision for span in spans if span.decision is not None]
    return DecidedOtherwise(
        gold.id,
        *place,
        tuple(had),
        tuple(dict.fromkeys(span.place for span in spans if span.status is SpanStatus.CONFIRMED)),
        max(decisions, key=lambda each: each.at).by if decisions else "",
        next((span.note for span in spans if span.note), ""),
        any(span.question for span in spans),
    )
