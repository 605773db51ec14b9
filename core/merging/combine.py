"""The edit of one article that follows from what several programs have made of its spans and its state.

What only one of them changed is taken over. What several changed differently stays as it is in the article, and the
rest is raised as disputes. A person's decision goes before what is only suggested, and "in progress" is no decision.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.merging.steps import EditStep, Merged, merged
from nhan.core.model import ArticleEdit, ArticleState, ArticleStatus, Dispute, PlaceAnswer, Span, SpanStatus
from nhan.core.operations.building import live, uncommented
from nhan.core.operations.overlap import clash

V = TypeVar("V")
W = TypeVar("W")
SpanStep = EditStep[Span | None]
StateStep = EditStep[ArticleState]

_UNDECIDED = (ArticleStatus.NEW, ArticleStatus.IN_PROGRESS)


class _Statement(msgspec.Struct, frozen=True):
    """What was said of a dispute: that it is ``over``, and what ``stands`` then, or that it is to be settled."""

    dispute: Dispute
    over: bool
    stands: Span | None = None


class Steps(msgspec.Struct):
    """What was done to one article: each span's steps by its id, the state's, and what was said of disputes.

    ``saved``: of these the first so many have been in the article's file. A value that they do not explain was made of
    theirs by somebody who saw the file.
    """

    spans: dict[str, list[SpanStep]] = {}
    state: list[StateStep] = []
    statements: list[_Statement] = []  # the last one on each dispute holds
    saved: dict[str, int] = {}
    saved_states: int = 0

    def add(self, edit: ArticleEdit, state: ArticleState, is_saved: bool = False) -> None:
        """Take in an edit; saved ones come first. ``state``: what it was made on, where the edit does not say so."""
        before = {span.id: span for span in edit.removed}
        after = {span.id: span for span in edit.added}
        for name in before | after:
            self.spans.setdefault(name, []).append(EditStep(before.get(name), after.get(name)))
            if is_saved:
                self.saved[name] = len(self.spans[name])
        if edit.now is not None:
            self.state.append(EditStep(edit.was or state, edit.now))
            self.saved_states += is_saved
        new = [_Statement(each, True, after.get(each.span)) for each in edit.settled]
        new += [_Statement(each, False) for each in edit.raised]
        said = [statement.dispute for statement in new]
        self.statements = [*(statement for statement in self.statements if statement.dispute not in said), *new]

    def of_span(self, span_id: str) -> list[SpanStep]:
        """The span's steps; whoever has settled a dispute has seen its other side."""
        over = [statement for statement in self.statements if statement.over and statement.dispute.span == span_id]
        return [*self.spans[span_id], *(EditStep(statement.dispute.other, statement.stands) for statement in over)]


def combined(document: Document, labels: LabelSet, steps: Steps) -> ArticleEdit:
    """The edit that makes of the document what the steps lead to, from whichever stage of them it is at."""
    values = {
        name: merged_span(here := document.get(name), explaining(here, steps.of_span(name), steps.saved.get(name, 0)))
        for name in steps.spans
    }
    disputes = [Dispute(name, other) for name, each in values.items() for other in each.others]
    removed = [span for name, each in values.items() if (span := document.get(name)) and span != each.value]
    wanted = [each.value for name, each in values.items() if each.value and each.value != document.get(name)]
    added, giving_way, refused = _room(document, labels, {span.id for span in removed}, wanted)
    for span in refused:
        disputes.append(Dispute(span.id, span))
        removed = [each for each in removed if each.id != span.id]  # what stood there stays
    now, others = merged_state(document.state, explaining(document.state, steps.state, steps.saved_states))
    disputes += [Dispute(state=other) for other in others]
    settled = tuple(
        statement.dispute for statement in steps.statements if statement.over and statement.dispute in document.disputes
    )
    said = [statement.dispute for statement in steps.statements]
    raised = [statement.dispute for statement in steps.statements if not statement.over]
    raised += [each for each in disputes if each not in said]
    gone, come = {span.id for span in removed}, {span.id: span for span in added}

    def is_answered(dispute: Dispute) -> bool:
        """Whether what stands in the article says the same by now."""
        if not dispute.span:
            return dispute.state == now
        here = come.get(dispute.span) or (None if dispute.span in gone else document.get(dispute.span))
        return says_the_same(here, dispute.other)

    return ArticleEdit(
        document.id,
        (*removed, *giving_way),
        (*added, *(replace(each, status=SpanStatus.REJECTED) for each in giving_way)),
        document.state if now != document.state else None,
        now if now != document.state else None,
        settled,
        tuple(each for each in raised if each not in document.disputes and not is_answered(each)),
    )


def explaining(here: V, steps: Sequence[EditStep[V]], saved: int) -> Sequence[EditStep[V]]:
    """The steps without those that were saved (the first so many) where what stands is none of their values."""
    known = any(here in (step.before, step.after) for step in steps) if saved else True
    return steps if known else steps[saved:]


def preferring(document: Document, labels: LabelSet, mine: Document) -> ArticleEdit:
    """The edit by which, in each dispute of the document that ``mine`` is a side of, that side stands."""
    edit = ArticleEdit(document.id)
    turned: set[str] = set()
    for dispute in document.disputes:
        here, own = document.get(dispute.span), mine.get(dispute.span)
        if not dispute.span or own is None or dispute in mine.disputes or not says_the_same(own, dispute.other):
            continue
        edit = replace(edit, settled=(*edit.settled, dispute))
        if dispute.span not in turned and not _stands_in_the_way(document, labels, own):
            turned.add(dispute.span)
            edit = replace(
                edit,
                removed=(*edit.removed, *([here] if here else ())),
                added=(*edit.added, own),
                raised=(*edit.raised, Dispute(dispute.span, here)),
            )
    return edit


def _stands_in_the_way(document: Document, labels: LabelSet, span: Span) -> bool:
    """Whether a live span may not come where others are."""
    beside = (each for each in document.overlapping(span.start, span.end) if each.id != span.id)
    return live(span) and any(live(each) and clash(labels, span, each) for each in beside)


def difference(document: Document, wanted: Document) -> ArticleEdit:
    """The edit that makes of the document the other one of the same article."""
    removed = tuple(span for span in document if wanted.get(span.id) != span)
    added = tuple(span for span in wanted if document.get(span.id) != span)
    same = document.state == wanted.state
    was, now = (None, None) if same else (document.state, wanted.state)
    settled = tuple(each for each in document.disputes if each not in wanted.disputes)
    raised = tuple(each for each in wanted.disputes if each not in document.disputes)
    return ArticleEdit(document.id, removed, added, was, now, settled, raised)


def is_nothing(edit: ArticleEdit) -> bool:
    """Whether the edit changes nothing at all."""
    return not (edit.removed or edit.added or edit.now or edit.settled or edit.raised)


def merged_span(here: Span | None, steps: Sequence[SpanStep]) -> Merged[Span | None]:
    """What becomes of a span. Suggestions that a machine has put in or withdrawn give way to what a person decided.

    What the span is and what is said about it are each for themselves.
    """
    if _are_comments_aside(here, steps):
        said = merged(_comment(here), _changes(_comment, steps), lambda one, other: one == other)
        found = _merged_span(here and uncommented(here), _changes(lambda each: each and uncommented(each), steps))
        if found.value is None:  # taken out, while somebody said something about it: both are shown
            return _merged_span(here, steps)
        spans = (_with_comment(found.value, said.value), *(_with_comment(each, said.value) for each in found.others))
        return Merged(spans[0], (*spans[1:], *(_with_comment(found.value, each) for each in said.others)))
    return _merged_span(here, steps)


def _are_comments_aside(here: Span | None, steps: Sequence[SpanStep]) -> bool:
    """Whether somebody has changed a comment on a span that was there before and after."""
    there = [step for step in steps if step.before is not None and step.after is not None]
    return here is not None and any(_comment(step.before) != _comment(step.after) for step in there)


def _comment(span: Span | None) -> tuple[str, bool]:
    return (span.note, span.question) if span is not None else ("", False)


def _with_comment(span: Span | None, said: tuple[str, bool]) -> Span | None:
    return replace(span, note=said[0], question=said[1]) if span is not None else None


def _changes(part: Callable[[W], V], steps: Sequence[EditStep[W]]) -> list[EditStep[V]]:
    """What the steps make of a part of their values."""
    its = [EditStep(part(step.before), part(step.after)) for step in steps]
    return [step for step in its if step.before != step.after]


def _merged_span(here: Span | None, steps: Sequence[SpanStep]) -> Merged[Span | None]:
    if not steps:
        return Merged(here)
    found = merged(here, steps, says_the_same)
    if not found.others:
        return found
    decided = [each for each in (found.value, *found.others) if _is_decided(each, steps)]
    return Merged(decided[0], tuple(decided[1:])) if decided else Merged(found.value)


def says_the_same(one: Span | None, other: Span | None) -> bool:
    """Whether it makes no difference which of the two stands: who decided it, and when, is not asked."""
    if one is None or other is None or not live(one) or not live(other):
        return (one is None or not live(one)) and (other is None or not live(other))
    return _said(one) == _said(other)


def _said(span: Span) -> tuple[int, int, str, SpanStatus, str, bool]:
    return span.start, span.end, span.label, span.status, span.note, span.question


def _is_decided(span: Span | None, steps: Iterable[SpanStep]) -> bool:
    if span is not None:
        return span.status is not SpanStatus.SUGGESTED or span.question or bool(span.note)
    gone = [step.before for step in steps if step.after is None]
    return not gone or any(each is not None and each.status is not SpanStatus.SUGGESTED for each in gone)


def merged_state(
    here: ArticleState, steps: Sequence[EditStep[ArticleState]]
) -> tuple[ArticleState, list[ArticleState]]:
    """What becomes of the state, and what else it might be. Status, note, flag and answers are each for themselves."""
    if not steps:
        return here, []
    standing = _of_fields(lambda each: (each.status, each.bulk), here, steps)
    note = _of_fields(lambda each: each.note, here, steps)
    flag = _of_fields(lambda each: each.flagged, here, steps)
    flagged = flag.value or any(flag.others)  # rather one too many: it takes a key to take it away
    decided = [each for each in (standing.value, *standing.others) if each[0] not in _UNDECIDED]
    if standing.others:
        standing = Merged(decided[0], tuple(decided[1:])) if decided else Merged(standing.value)
    (status, bulk), text = standing.value, note.value
    answers = _all_answers(_of_fields(lambda each: each.answers, here, steps))
    others = [ArticleState(other, text, was_bulk, flagged, answers) for other, was_bulk in standing.others]
    others += [ArticleState(status, other, bulk, flagged, answers) for other in note.others]
    return ArticleState(status, text, bulk, flagged, answers), others


def _all_answers(found: Merged[tuple[PlaceAnswer, ...]]) -> tuple[PlaceAnswer, ...]:
    """Those that stand, and those that others gave to something else."""
    by_key: dict[tuple[int, int, str], PlaceAnswer] = {}
    for answers in (found.value, *found.others):
        for each in answers:
            by_key.setdefault(each.key, each)
    return tuple(by_key[key] for key in sorted(by_key))


def _of_fields(
    part: Callable[[ArticleState], V], here: ArticleState, steps: Sequence[EditStep[ArticleState]]
) -> Merged[V]:
    return merged(part(here), _changes(part, steps), lambda one, other: one == other)


def _room(
    document: Document, labels: LabelSet, going: Collection[str], wanted: Sequence[Span]
) -> tuple[list[Span], list[Span], list[Span]]:
    """Of the spans that are to come: those that may, what is suggested there and gives way, those that may not.

    Two people may have put spans where the overlap policy allows one of them. A suggestion that a span has come to
    cross stays to be decided, as where an edge is moved over it: one program may have left it so.
    """
    came: list[Span] = []
    giving_way: dict[str, Span] = {}
    refused: list[Span] = []
    for span in sorted(wanted, key=lambda each: each.status is SpanStatus.SUGGESTED):
        beside = [each for each in document.overlapping(span.start, span.end) if each.id not in going]
        beside += [each for each in came if each.start < span.end and span.start < each.end]
        rivals = [each for each in beside if live(each) and live(span) and clash(labels, span, each)]
        same = any(_place(each) == _place(span) and each.status is span.status for each in rivals)
        twins = [each for each in rivals if _place(each) == _place(span)]
        is_suggested = span.status is SpanStatus.SUGGESTED
        if not is_suggested and all(each.status is SpanStatus.SUGGESTED for each in rivals):
            giving_way.update((each.id, each) for each in twins if each not in came)
            came.append(span)
        elif not rivals or (is_suggested and not twins and span.id in going):
            came.append(span)
        elif not is_suggested and not same:
            refused.append(span)
    return came, list(giving_way.values()), refused


def _place(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.label
