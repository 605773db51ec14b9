"""The same words with the same versions: decided alike, in one article or in many."""

from collections.abc import Callable, Iterable, Mapping

import msgspec
from msgspec.structs import replace

from nhan.core.adjudication.disagreements import Disagreement
from nhan.core.adjudication.gold import ADJUDICATE, Adjudication, adjudication, decide, enter
from nhan.core.adjudication.people_work import PeopleWork
from nhan.core.corpus_change import Seen, WorkedOut, signed_edit, work_out
from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import ArticleEdit, Change, Decision, Rejected
from nhan.core.readable import Unreadable
from nhan.core.snapshot import Snapshot
from nhan.core.suggestion import Labelled
from nhan.core.text.units import Range

ADJUDICATE_SAME = "adjudicate_same"  # what each span says of it: it was decided on together with others


class StopLikeness(msgspec.Struct, frozen=True):
    """What makes two stops the same: their words, and what each version says of them, from the stop's start."""

    words: str
    versions: tuple[tuple[Labelled, ...], ...]

    @classmethod
    def of(cls, text: str, stop: Disagreement) -> "StopLikeness":
        """Of a stop in an article with this text."""
        versions = sorted(moved(version.places, -stop.start) for version in stop.versions)
        return cls(text[stop.start : stop.end], tuple(versions))


class SameDecision(msgspec.Struct, frozen=True):
    """What is to stand wherever a stop is like this: ``taken`` counts from the stop's start, in code points."""

    likeness: StopLikeness
    taken: tuple[Labelled, ...]

    @classmethod
    def of(cls, text: str, stop: Disagreement, taken: Iterable[Labelled]) -> "SameDecision":
        """To take at each of the same what is taken at a stop of an article with this text."""
        return cls(StopLikeness.of(text, stop), moved(taken, -stop.start))


def moved(places: Iterable[Labelled], by: int) -> tuple[Labelled, ...]:
    """The places so many code points further."""
    return tuple((start + by, end + by, label) for start, end, label in places)


class DecidedHere(msgspec.Struct, frozen=True):
    """One article's part of it, signed: one edit. ``count``: how many stops it decides."""

    change: Change
    count: int


def decide_same(
    gold: Document,
    labels: LabelSet,
    spans: Mapping[str, Iterable[Labelled]],
    wanted: SameDecision,
    decision: Decision,
) -> DecidedHere | Rejected:
    """Decide every such stop of an article, once what all have is in it. ``spans``: what each annotator (by id) has.

    A stop where that may not stand stays open; where it may nowhere, the first reason is returned.
    """
    state = adjudication(gold, spans)
    if not any(StopLikeness.of(gold.text, stop) == wanted.likeness for stop in state.open):
        return Rejected("verbs.already")
    together = replace(decision, verb=ADJUDICATE_SAME)
    draft, touched = gold.copy(), dict[str, None]()
    entered = enter(draft, labels, state, decision.at)
    if isinstance(entered, Change):
        _apply(draft, entered.edits, touched)
    refused: dict[Range, Rejected] = {}
    made: list[Change] = []
    while (stop := _next(draft, state := adjudication(draft, spans), wanted, refused)) is not None:
        answer = decide(draft, labels, state, stop, moved(wanted.taken, stop.start))
        if isinstance(answer, Rejected):
            refused[stop.start, stop.end] = answer
        else:
            _apply(draft, [signed_edit(edit, together) for edit in answer.edits], touched)
            made.append(answer)
    if not made:
        return next(iter(refused.values()), Rejected("verbs.already"))
    removed, added = (tuple(filter(None, map(each.get, touched))) for each in (gold, draft))
    edit = ArticleEdit(gold.id, removed, added)
    edit = edit if gold.state == draft.state else replace(edit, was=gold.state, now=draft.state)
    return DecidedHere(Change(ADJUDICATE, (edit,), made[0].focus, stop=made[0].stop), len(made))


def _apply(draft: Document, edits: Iterable[ArticleEdit], touched: dict[str, None]) -> None:
    """``touched``: the ids of the spans that the edits are about, in order."""
    for edit in edits:
        touched.update(dict.fromkeys(span.id for span in (*edit.removed, *edit.added)))
        draft.apply(edit)


def _next(
    draft: Document, state: Adjudication, wanted: SameDecision, refused: Mapping[Range, Rejected]
) -> Disagreement | None:
    waiting = (stop for stop in state.open if (stop.start, stop.end) not in refused)
    return next((stop for stop in waiting if StopLikeness.of(draft.text, stop) == wanted.likeness), None)


class DecidedEverywhere(msgspec.Struct, frozen=True):
    """Worked out for many articles. ``count``: how many stops it decides."""

    worked_out: WorkedOut
    count: int


def decide_everywhere(
    snapshot: Snapshot,
    people: PeopleWork,
    wanted: SameDecision,
    decision: Decision,
    passed_over: Callable[[Unreadable], object] = lambda _: None,
    seen: Seen = lambda: None,
) -> DecidedEverywhere | Rejected:
    """The same in all articles of a snapshot. The record of it keeps the first stop: the others are like it."""
    labels, found = snapshot.project.labels, dict[str, DecidedHere]()

    def verb(gold: Document) -> Change | Rejected:
        spans = people.of(gold.id)
        answer = decide_same(gold, labels, spans, wanted, decision) if spans else Rejected("verbs.already")
        if isinstance(answer, Rejected):
            return answer
        found[gold.id] = answer
        return answer.change

    answer = work_out(snapshot, snapshot.ids, verb, lambda text: wanted.likeness.words in text, passed_over, seen)
    if isinstance(answer, Rejected):
        return answer
    stop = next(iter(found.values())).change.stop
    worked_out = replace(answer, change=replace(answer.change, stop=stop), decided=True)
    return DecidedEverywhere(worked_out, sum(each.count for each in found.values()))
