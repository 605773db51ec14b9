"""What is said of an article as a whole: its status, its note and its flag, each for itself."""

import pytest
from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.model import STATUSES, ArticleEdit, ArticleState, ArticleStatus, Change, Rejected, SpanStatus
from nhan.core.operations import accept_rest, propose_everywhere, set_flag, set_status, withdraw_everywhere
from tests.core.building import LABELS, TEXT, document, span


def apply(doc: Document, answer: Change | Rejected) -> Change:
    assert isinstance(answer, Change)
    for edit in answer.edits:
        doc.apply(edit)
    return answer


@pytest.mark.parametrize("status", STATUSES)
def test_a_flag_stands_beside_every_status_and_goes_again(status: ArticleStatus) -> None:
    doc = document()
    doc.apply(ArticleEdit("a", now=ArticleState(status, "x")))
    apply(doc, set_flag(doc, True))
    assert doc.state == ArticleState(status, "x", flagged=True)
    assert set_flag(doc, True) == Rejected("verbs.already")
    apply(doc, set_flag(doc, False))
    assert doc.state == ArticleState(status, "x")


def test_a_flag_stays_when_the_article_is_skipped_done_and_taken_up_again() -> None:
    doc = document(span(TEXT, "Hoà Bình", "LOC"))
    apply(doc, set_flag(doc, True))
    for answer in (
        lambda: set_status(doc, ArticleStatus.SKIPPED),
        lambda: accept_rest(doc, LABELS),
        lambda: set_status(doc, ArticleStatus.IN_PROGRESS),
    ):
        apply(doc, answer())
        assert doc.state.flagged


def test_what_is_proposed_for_an_article_does_not_begin_it_and_what_is_decided_does() -> None:
    doc = document()
    apply(doc, propose_everywhere([doc], LABELS, "Hoà Bình", "LOC"))
    assert (len(doc), doc.state) == (3, ArticleState())
    apply(doc, withdraw_everywhere([doc], "Hoà Bình", "LOC"))
    assert doc.state == ArticleState(ArticleStatus.IN_PROGRESS)


def test_a_flag_of_an_earlier_version_was_a_status() -> None:
    assert ArticleState(ArticleStatus.FLAGGED, "x") == ArticleState(ArticleStatus.IN_PROGRESS, "x", flagged=True)


def test_what_may_not_stand_together_is_not_accepted_together() -> None:
    first, second = span(TEXT, "Công an tỉnh", "ORG"), span(TEXT, "tỉnh Bắc Ninh", "LOC")
    doc = document(replace(second, status=SpanStatus.CONFIRMED), first)
    apply(doc, accept_rest(doc, LABELS))
    assert [(each.label, each.status) for each in doc if each.status is SpanStatus.CONFIRMED] == [
        ("LOC", SpanStatus.CONFIRMED)
    ]
    assert not doc.unreviewed and doc.state.status is ArticleStatus.DONE and doc.state.bulk
    doc = document(first, second)
    apply(doc, accept_rest(doc, LABELS))
    assert {each.label: each.status for each in doc} == {"ORG": SpanStatus.CONFIRMED, "LOC": SpanStatus.REJECTED}
