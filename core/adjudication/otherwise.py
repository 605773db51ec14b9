"""Back to people: what was decided otherwise than someone had it, what they are asked, and what they said to it."""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from nhan.core.adjudication.disagreements import touching
from nhan.core.document import Document
from nhan.core.model import ArticleState, PlaceAnswer, Span, SpanStatus
from nhan.core.suggestion import Labelled


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


def decided_otherwise(gold: Document, person: str) -> Iterator[DecidedOtherwise]:
    """In the order of the text. What the person had not been asked about is not among it."""
    if gold.state.flagged and any(person in (span.votes or {}) for span in gold):
        yield DecidedOtherwise(gold.id, 0, 0, (), (), "", gold.state.note, True)
    concerning = (span for span in gold if _concerns(span, person))
    for group in touching(concerning, lambda span: (span.start, span.end)):
        yield _place(gold.id, group, person)


def _place(article: str, spans: Iterable[Span], person: str) -> DecidedOtherwise:
    there = list(spans)
    decisions = [span.decision for span in there if span.decision is not None]
    return DecidedOtherwise(
        article,
        there[0].start,
        max(span.end for span in there),
        tuple(span.place for span in there if (span.votes or {}).get(person)),
        tuple(span.place for span in there if span.status is SpanStatus.CONFIRMED),
        max(decisions, key=lambda each: each.at).by if decisions else "",
        next((span.note for span in there if span.note), ""),
        any(span.question for span in there),
    )


def _concerns(span: Span, person: str) -> bool:
    votes = span.votes or {}
    differs = person in votes and votes[person] is not (span.status is SpanStatus.CONFIRMED)
    return differs or (span.question and person in votes)
