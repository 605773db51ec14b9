"""What two people say of one thing is brought together field by field: a flag and done, a comment and a label."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.merging.versions import merge_versions
from nhan.core.model import ArticleState, ArticleStatus, Change, Dispute, Rejected, SpanStatus
from nhan.core.operations import accept, comment, finish, reject, relabel, set_flag, set_note, set_status, suggest
from tests.core.building import LABELS, TEXT, document, span

PLACE = span(TEXT, "Hoà Bình", "LOC", status=SpanStatus.CONFIRMED)
Verb = Callable[[Document], Change | Rejected]


def merged(base: Document, mine: Verb, theirs: Verb) -> Document:
    """What two copies become that one verb each was done to."""
    copies = []
    for verb in (mine, theirs):
        copy = base.copy()
        answer = verb(copy)
        assert isinstance(answer, Change)
        for edit in answer.edits:
            copy.apply(edit)
        copies.append(copy)
    merge_versions(copies[0], LABELS, base, copies[1:])
    return copies[0]


def flag(doc: Document) -> Change | Rejected:
    return set_flag(doc, True)


def ask(doc: Document) -> Change | Rejected:
    return comment(doc, PLACE.id, "Tỉnh hay thành phố?", question=True)


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        (finish, ArticleState(ArticleStatus.DONE)),
        (lambda doc: set_status(doc, ArticleStatus.SKIPPED), ArticleState(ArticleStatus.SKIPPED)),
        (lambda doc: set_note(doc, "x"), ArticleState(ArticleStatus.IN_PROGRESS, "x")),
        (flag, ArticleState()),
    ],
)
def test_a_flag_comes_through_beside_what_the_other_says(verb: Verb, state: ArticleState) -> None:
    for pair in ((flag, verb), (verb, flag)):
        doc = merged(document(PLACE), *pair)
        assert doc.state == replace(state, flagged=True)
        assert doc.disputes == ()


@pytest.mark.parametrize("label", ["LOC", "ORG"])
def test_a_comment_comes_through_beside_what_the_other_decides(label: str) -> None:
    base = document(replace(PLACE, status=SpanStatus.SUGGESTED))
    decide: Verb = lambda doc: relabel(doc, LABELS, PLACE.id, label)  # noqa: E731
    for pair in ((ask, decide), (decide, ask)):
        doc = merged(base, *pair)
        there = doc.get(PLACE.id)
        assert there is not None and (there.label, there.status, there.asks) == (label, SpanStatus.CONFIRMED, True)
        assert there.note == "Tỉnh hay thành phố?" and doc.disputes == ()


def test_two_different_comments_are_a_dispute() -> None:
    doc = merged(document(PLACE), ask, lambda doc: comment(doc, PLACE.id, "Rõ rồi."))
    assert doc.disputes == (Dispute(PLACE.id, replace(PLACE, note="Rõ rồi.")),)


def test_of_a_span_that_is_taken_out_what_was_asked_about_it_is_shown() -> None:
    own = replace(PLACE, source=replace(PLACE.source, kind="human"))
    doc = merged(document(own), lambda doc: reject(doc, own.id), ask)
    (dispute,) = doc.disputes
    assert dispute.other is not None and dispute.other.asks


def test_what_a_machine_withdraws_stays_where_somebody_asks_about_it() -> None:
    base = document(replace(PLACE, status=SpanStatus.SUGGESTED))
    doc = merged(base, lambda doc: suggest(doc, LABELS, ()), ask)
    assert doc.questions == 1


def test_accepting_and_asking_twice_changes_nothing_more() -> None:
    doc = merged(document(replace(PLACE, status=SpanStatus.SUGGESTED)), ask, lambda doc: accept(doc, LABELS, PLACE.id))
    before = tuple(doc)
    merge_versions(doc, LABELS, doc.copy(), [doc.copy()])
    assert tuple(doc) == before
