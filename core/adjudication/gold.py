"""What a curator's document says of people's work: what is decided, what is open, and the changes that decide.

A decision leaves every span that anybody had in the gold, as confirmed or as rejected, under an id made of its place,
with who had it and who had not (``Span.votes``). So what people had when a place was decided stands in the gold's own
lines, which git merges one by one, and new work opens again only what it touches.
"""

from collections.abc import Container, Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from nhan.core.adjudication.disagreements import NOTHING, ComparedWork, Disagreement, compare, disagreement, in_order
from nhan.core.adjudication.kinds import kind_of
from nhan.core.adjudication.notes import is_said, said_at, with_said
from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import (
    ArticleEdit,
    ArticleStatus,
    Change,
    DecidedStop,
    Decision,
    Rejected,
    Source,
    Span,
    SpanStatus,
    VotedVersion,
)
from nhan.core.operations.building import live
from nhan.core.operations.overlap import clash, shown
from nhan.core.span_ids import span_id
from nhan.core.suggestion import Labelled

ADJUDICATE = "adjudicate"  # the verb
AGREED = "agreed"  # who decided on what all had


class Adjudication(msgspec.Struct, frozen=True):
    """Where one article stands. ``agreed``: what all have; ``differing``: what some have; ``entering``: what all have
    and the gold lacks; ``open``: the stops that are left."""

    article: str
    people: tuple[str, ...]
    agreed: tuple[Labelled, ...]
    differing: frozenset[Labelled]
    entering: tuple[Labelled, ...]
    open: tuple[Disagreement, ...]
    decided: int


def gold_id(article_id: str, place: Labelled) -> str:
    """The id of a place that people had, in the gold: the same whoever adjudicates, and whatever becomes of its edges
    and its label there."""
    return span_id(article_id, ADJUDICATE, *place)


class _KnownBy:
    """The ids by which places are known in a gold. A label may be called otherwise since a place was decided, which its
    id does not follow: then the span that stands for it there is the one that is at that very place now."""

    def __init__(self, gold: Document, places: Iterable[Labelled]) -> None:
        self._article = gold.id
        self._ids = {place: gold_id(gold.id, place) for place in places}
        here = set(self._ids.values())
        for span in gold:
            name = self._ids.get(span.place)
            if name is not None and span.votes is not None and span.id not in here and gold.get(name) is None:
                self._ids[span.place] = span.id

    def __call__(self, place: Labelled) -> str:
        return self._ids.get(place) or gold_id(self._article, place)


def adjudication(gold: Document, spans: Mapping[str, Iterable[Labelled]]) -> Adjudication:
    """Compare what each annotator (by id) has with what was decided."""
    versions = {person: frozenset(places) for person, places in spans.items()}
    compared = compare(versions)
    known_by = _KnownBy(gold, frozenset().union(*versions.values()))
    open_, decided = _of_disagreements(gold, compared, versions, known_by)
    entering, against = _of_agreed(gold, compared, versions, known_by)
    left = _left_behind(gold, compared, versions, known_by)
    stops = sorted((*open_, *against, *left), key=lambda stop: (stop.start, stop.end))
    differing = frozenset(place for stop in compared.stops for place in stop.places)
    return Adjudication(gold.id, compared.people, compared.agreed, differing, tuple(entering), tuple(stops), decided)


def _of_disagreements(
    gold: Document, compared: ComparedWork, versions: Mapping[str, frozenset[Labelled]], known_by: _KnownBy
) -> tuple[list[Disagreement], int]:
    agreed = set(map(known_by, compared.agreed))
    wide = [frozenset(map(known_by, its)) for its in versions.values()]
    found: list[Disagreement] = []
    for stop in compared.stops:
        here = set(map(known_by, stop.places))
        known = {span.id: span for name in here if (span := gold.get(name)) is not None and span.votes is not None}
        around = (span for span in gold.overlapping(stop.start, stop.end) if span.id not in agreed)
        known |= {span.id: span for span in around if span.votes is not None}
        if here <= known.keys() and _is_known(known, here, wide):
            continue
        before = _decided_before(known.values())
        found.append(replace(stop, before=before) if known else stop)
    return found, len(compared.stops) - len(found)


def _is_known(known: Mapping[str, Span], here: set[str], wide: Iterable[frozenset[str]]) -> bool:
    """Whether whoever decided here has seen each version that there is now. ``wide``: what each person has in the whole
    article."""
    seen: dict[str, set[str]] = {}
    for span in known.values():
        for person, had in (span.votes or {}).items():
            seen.setdefault(person, set()).update([span.id] if had else [])
    kept = {frozenset(names) for names in seen.values()}
    return all(frozenset(its & (known.keys() | here)) in kept for its in wide)


def _decided_before(known: Iterable[Span]) -> tuple[Labelled, ...]:
    return tuple(in_order(span.place for span in known if span.status is SpanStatus.CONFIRMED))


def _of_agreed(
    gold: Document, compared: ComparedWork, versions: Mapping[str, frozenset[Labelled]], known_by: _KnownBy
) -> tuple[list[Labelled], list[Disagreement]]:
    """What is to enter, and where all say something else than what was decided."""
    entering: list[Labelled] = []
    against: list[Disagreement] = []
    for place in compared.agreed:
        span = gold.get(known_by(place))
        there = [each for each in gold.overlapping(*place[:2]) if each.status is SpanStatus.CONFIRMED]
        if any(each.place == place for each in there):
            continue
        if span is not None and span.votes is not None and all(span.votes.values()):
            continue  # the curator has changed what all had
        decided = [each for each in there if each.votes is not None and not all(each.votes.values())]
        if span is None and not decided:
            entering.append(place)
        else:
            stop = disagreement([place], versions)
            against.append(replace(stop, before=_decided_before(decided)))
    return entering, against


def _left_behind(
    gold: Document, compared: ComparedWork, versions: Mapping[str, frozenset[Labelled]], known_by: _KnownBy
) -> list[Disagreement]:
    """Where the gold has what somebody had, and nobody has any more."""
    now = {known_by(place) for its in versions.values() for place in its}
    found: list[Disagreement] = []
    for span in gold:
        votes = span.votes or {}
        gone = [person for person, had in votes.items() if had and person in versions]
        if span.status is not SpanStatus.CONFIRMED or not gone or span.id in now:
            continue
        if any(stop.start < span.end and span.start < stop.end for stop in compared.stops):
            continue
        stop = disagreement([span.place], dict.fromkeys(versions, NOTHING))
        found.append(replace(stop, before=(span.place,)))
    return found


def enter(gold: Document, labels: LabelSet, state: Adjudication, at: str) -> Change | Rejected:
    """Put what all have into the gold, confirmed, decided by ``agreed`` at this time (UTC, ISO 8601): a machine's
    change. Where nobody has decided anything yet, what the article came with goes out, but for suggestions about which
    something is said: that goes over to what enters there, and else they stay until the place is decided."""
    begun = any(span.votes is not None for span in gold)
    removed = {span.id: span for span in gold if not begun and span.decision is None and not is_said(span)}
    votes = dict.fromkeys(state.people, True)
    added: list[Span] = []
    for place in state.entering:
        decision = Decision(ADJUDICATE, AGREED, at)
        span = _span(gold_id(gold.id, place), place, SpanStatus.CONFIRMED, votes, decision)
        said = {each.id: each for each in said_at(gold, span.start, span.end) if each.id not in removed}
        gone = removed.keys() | said.keys()
        beside = [each for each in gold.overlapping(span.start, span.end) if each.id not in gone and live(each)]
        if not any(clash(labels, span, each) for each in beside) and labels.find(span.label) is not None:
            added.append(with_said(span, said.values()))
            removed |= said
    if not removed and not added:
        return Rejected("verbs.nothing_new")
    return Change(ADJUDICATE, (ArticleEdit(gold.id, tuple(removed.values()), tuple(added)),), machine=True)


def _span(
    name: str, place: Labelled, status: SpanStatus, votes: dict[str, bool], decision: Decision | None = None
) -> Span:
    start, end, label = place
    return Span(
        id=name,
        start=start,
        end=end,
        label=label,
        status=status,
        source=Source("human"),
        decision=decision,
        votes=votes,
    )


def decide(
    gold: Document,
    labels: LabelSet,
    state: Adjudication,
    stop: Disagreement,
    taken: Sequence[Labelled],
) -> Change | Rejected:
    """Decide a stop: ``taken`` stands, be it a version, several or something else; the rest is kept as rejected.

    The last one of an article makes it done. What was said about suggestions that go is said of what stands.
    """
    wanted = dict.fromkeys(taken)
    known_by = _KnownBy(gold, {*stop.places, *wanted, *state.agreed, *state.differing})
    new: dict[str, Span] = {}
    for place in in_order({*stop.places, *wanted}):
        votes = dict.fromkeys(stop.people, False)
        votes |= {voter: place in version.places for version in stop.versions for voter in version.voters}
        status = SpanStatus.CONFIRMED if place in wanted else SpanStatus.REJECTED
        span = _span(known_by(place), place, status, votes)
        there = gold.get(span.id)
        new[span.id] = span if there is None else replace(span, note=there.note, question=there.question)
    old, kept = _others_at(gold, state, stop, known_by, new)
    heir = next(map(known_by, wanted or stop.places), "")
    if heir:
        new[heir] = with_said(new[heir], old)
    elif kept:
        kept[0] = with_said(kept[0], old)
    removed = [*filter(None, map(gold.get, new)), *old]
    refused = _refusal(gold, labels, [new[known_by(place)] for place in wanted], {each.id for each in removed})
    if refused is not None:
        return refused
    was, now = gold.state, replace(gold.state, status=ArticleStatus.IN_PROGRESS)
    if len(state.open) == 1:
        now = replace(now, status=ArticleStatus.DONE, bulk=False)
    edit = ArticleEdit(gold.id, tuple(removed), (*new.values(), *kept))
    edit = edit if was == now else replace(edit, was=was, now=now)
    names = tuple(map(known_by, wanted))
    versions = tuple(VotedVersion(tuple(map(known_by, each.places)), each.voters) for each in stop.versions)
    recorded = DecidedStop(kind_of(stop, gold.text, state.agreed).value, versions, names)
    return Change(ADJUDICATE, (edit,), names[0] if names else "", stop=recorded)


def _others_at(
    gold: Document, state: Adjudication, stop: Disagreement, known_by: _KnownBy, new: Container[str]
) -> tuple[list[Span], list[Span]]:
    """What else is at a stop and is another span once it is decided, and what stays of that. Who had something else
    there before has not been asked about it: it says so no more."""
    agreed, had = (set(map(known_by, places)) for places in (state.agreed, state.differing))
    old: list[Span] = []
    kept: list[Span] = []
    for span in gold.overlapping(stop.start, stop.end):
        if span.id in new or span.id in agreed:
            continue
        if span.votes is not None:
            votes = span.votes if span.id in had else {**span.votes, **dict.fromkeys(stop.people, False)}
            after = replace(span, status=SpanStatus.REJECTED, votes=votes)
            old += [span] if after != span else []
            kept += [after] if after != span else []
        elif span.status is SpanStatus.SUGGESTED:
            old.append(span)
    return old, kept


def _refusal(gold: Document, labels: LabelSet, wanted: Sequence[Span], gone: set[str]) -> Rejected | None:
    """Why these may not stand, beside one another and beside what stays."""
    for at, span in enumerate(wanted):
        if labels.find(span.label) is None:
            return Rejected("verbs.unknown_label", {"label": span.label})
        beside = [each for each in gold.overlapping(span.start, span.end) if each.id not in gone and live(each)]
        beside += [each for each in wanted[:at] if each.start < span.end and span.start < each.end]
        for each in beside:
            reason = clash(labels, span, each)
            if reason is not None:
                text = shown(gold.text[each.start : each.end])
                return Rejected(reason, {"text": text, "label": each.label, "new": span.label})
    return None
