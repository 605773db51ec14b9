"""The answers to a doubt: what is given is kept, or the alternative stands; and whether a doubt still stands.

Who keeps signs the spans again, with a verb of its own: it says in the record, by the span, that a doubt was answered
there, and holds until something else is done to the span. A place that stays without a span is kept as a rejected one.
"""

from collections.abc import Callable, Iterator
from functools import partial

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.doubts.doubt import Doubt, DoubtKind
from nhan.core.labels import LabelSet
from nhan.core.model import Change, Decision, Rejected, Span, SpanStatus
from nhan.core.operations import Verb, add, batch
from nhan.core.operations.building import change_of, confirmed, left, live
from nhan.core.operations.decisions import refuse, refuses
from nhan.core.operations.overlap import clash, make_room
from nhan.core.suggestion import Labelled
from nhan.core.text.units import Range

_Act = Callable[[int], Verb]  # what to do in the place with that number

KEEP = "keep"  # the verb of who keeps what was doubted
TAKE = "take_alternative"  # and of who does not


def open_places(document: Document, doubt: Doubt) -> tuple[int, ...]:
    """Which of the doubt's places, counted from 0, still are as they were and have not been kept; none where the
    alternative would change none of them."""
    stands = _is_missing if doubt.kind is DoubtKind.MISSING else _is_given
    there = ((number, place) for number, place in enumerate(doubt.places) if place[1] <= len(document.text))
    found = tuple(number for number, place in there if stands(document, doubt.label, place))
    return found if any(_would_change(doubt, number) for number in found) else ()


def telling_place(document: Document, doubt: Doubt) -> int | None:
    """The number of the first open place that the alternative would change: it tells what is doubted. None where
    nothing is to be answered."""
    return next((number for number in open_places(document, doubt) if _would_change(doubt, number)), None)


def _would_change(doubt: Doubt, number: int) -> bool:
    """Of edges, what is given may be the alternative in some places."""
    return doubt.kind is DoubtKind.MISSING or doubt.alternative[number] != (*doubt.places[number], doubt.label)


def is_open(document: Document, doubt: Doubt) -> bool:
    """Whether anything of it is to be answered."""
    return bool(open_places(document, doubt))


def _is_given(document: Document, label: str, place: Range) -> bool:
    span = given_span(document, label, place)
    return span is not None and (span.decision is None or span.decision.verb not in (KEEP, TAKE))


def _is_missing(document: Document, label: str, place: Range) -> bool:
    return not any(
        live(span) or (refuses(span, label) and (span.start, span.end) == place)
        for span in document.overlapping(*place)
    )


def given_span(document: Document, label: str, place: Range) -> Span | None:
    """The confirmed span that was doubted, if it still is as it was."""
    found = (each for each in document.overlapping(*place) if each.place == (*place, label))
    return next((each for each in found if each.status is SpanStatus.CONFIRMED), None)


def keep(document: Document, labels: LabelSet, doubt: Doubt) -> Change | Rejected:
    """What is given stands in every open place of the doubt, and is doubted no more."""
    return _answer(KEEP, document, doubt, lambda number: _kept(labels, doubt, number))


def _kept(labels: LabelSet, doubt: Doubt, number: int) -> Verb:
    place = doubt.places[number]
    if doubt.kind is DoubtKind.MISSING:
        return partial(refuse, labels=labels, start=place[0], end=place[1], label=doubt.label)
    return lambda document: _signed_again(document, given_span(document, doubt.label, place))


def _signed_again(document: Document, span: Span | None) -> Change | Rejected:
    """The decision is filled in where the change is signed; that it is another one says that something is decided."""
    if span is None:
        return Rejected("verbs.no_span")
    return change_of(KEEP, document, (span,), (replace(span, decision=Decision(KEEP, "", "")),), span.id)


def take(document: Document, labels: LabelSet, doubt: Doubt) -> Change | Rejected:
    """The alternative stands in every open place of the doubt. What it takes in gives way to it."""

    def taken(number: int) -> Verb:
        other = doubt.alternative[number]
        return partial(_exchanged, labels=labels, doubt=doubt, place=doubt.places[number], other=other)

    return _answer(TAKE, document, doubt, taken)


def label_as(document: Document, labels: LabelSet, doubt: Doubt, label: str) -> Change | Rejected:
    """This label stands in every open place of the doubt. With the one that is given, this is keeping."""
    if doubt.kind is not DoubtKind.MISSING and label == doubt.label:
        return keep(document, labels, doubt)

    def labelled(number: int) -> Verb:
        place = doubt.places[number]
        return partial(_exchanged, labels=labels, doubt=doubt, place=place, other=(*place, label))

    return _answer(TAKE, document, doubt, labelled)


def remove(document: Document, labels: LabelSet, doubt: Doubt) -> Change | Rejected:
    """Nothing stands in any open place of the doubt."""
    if doubt.kind is DoubtKind.MISSING:
        return keep(document, labels, doubt)

    def removed(number: int) -> Verb:
        return partial(_exchanged, labels=labels, doubt=doubt, place=doubt.places[number], other=None)

    return _answer(TAKE, document, doubt, removed)


def _answer(verb: str, document: Document, doubt: Doubt, act: _Act) -> Change | Rejected:
    """One step of undo. Refused in one place, refused in all: half an answer would be none."""
    places = open_places(document, doubt)
    answer, refused = batch(verb, [(document, act(number)) for number in places])
    if refused or isinstance(answer, Rejected):
        return refused[0] if refused else Rejected("verbs.already")
    focus = next((span.id for edit in answer.edits for span in edit.added if live(span)), "")
    return replace(answer, focus=focus)


def _exchanged(
    document: Document, labels: LabelSet, doubt: Doubt, place: Range, other: Labelled | None
) -> Change | Rejected:
    if doubt.kind is DoubtKind.MISSING:
        return Rejected("verbs.no_span") if other is None else add(document, labels, *other)
    span = given_span(document, doubt.label, place)
    if span is None or other == span.place:
        return _signed_again(document, span)
    if other is None:
        return change_of(TAKE, document, (span,), left(span))
    if labels.find(other[2]) is None:
        return Rejected("verbs.unknown_label", {"label": other[2]})
    moved = confirmed(replace(span, start=other[0], end=other[1], label=other[2]))
    inside = tuple(each for each in _inside(document, moved, span) if clash(labels, moved, each) is not None)
    room = make_room(document, labels, moved, inside, override=False)
    if isinstance(room, Rejected):
        return room
    gone = tuple(span for each in inside for span in left(each))
    return change_of(TAKE, document, (span, *inside, *room[0]), (moved, *gone, *room[1]), span.id)


def _inside(document: Document, around: Span, but: Span) -> Iterator[Span]:
    for each in document.overlapping(around.start, around.end):
        if live(each) and each.id != but.id and around.start <= each.start and each.end <= around.end:
            yield each
