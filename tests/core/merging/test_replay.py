"""Replaying: an article's file may have any number of the edits that are replayed over it, and other people's too."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.merging.replay import replay
from nhan.core.messages import NhanError
from nhan.core.model import Article, ArticleEdit, ArticleState, ArticleStatus, Change, Dispute, Rejected, Span
from nhan.core.operations import accept, add, relabel, set_note, set_status
from nhan.core.operations.building import confirmed
from nhan.core.store.recovery import NumberedEdit, Pending
from tests.core.building import FREE, LABELS, NASTY, TEXT, document, span
from tests.core.operations.test_laws import any_verb

SESSION = "000001-abcdef"


def pending(edits: list[ArticleEdit]) -> Pending:
    return Pending("", tuple(NumberedEdit(SESSION, seq, edit) for seq, edit in enumerate(edits, 1)))


def done(doc: Document, answer: Change | Rejected) -> list[ArticleEdit]:
    assert isinstance(answer, Change), answer
    for edit in answer.edits:
        doc.apply(edit)
    return list(answer.edits)


def picture(doc: Document) -> tuple[object, ...]:
    return tuple(doc), doc.state, doc.unreviewed


@settings(max_examples=150, deadline=None)
@given(NASTY, st.data())
def test_from_every_stage_of_the_edits_they_lead_to_the_last(text: str, data: st.DataObject) -> None:
    """Verbs, and undos of them in any number, which lead back to stages that were before."""
    doc = Document(Article("a", text))
    edits: list[ArticleEdit] = []
    stages = [doc.copy()]
    undone = 0
    for _ in range(data.draw(st.integers(0, 12))):
        if undone < len(edits) and data.draw(st.booleans()):
            new = [edits[-1 - 2 * undone].inverse()] if 2 * undone < len(edits) else []
            undone += 1
        else:
            answer = any_verb(data, doc, FREE)
            new = list(answer.edits) if isinstance(answer, Change) else []
            undone = 0
        for edit in new:
            doc.apply(edit)
            edits.append(edit)
            stages.append(doc.copy())
    for stage in stages:
        again = stage.copy()
        replay(again, FREE, pending(edits), {}, "an1")
        assert picture(again) == picture(doc)
        replay(again, FREE, pending(edits), {}, "an1")
        assert picture(again) == picture(doc)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_other_peoples_edits_of_other_spans_stay(data: st.DataObject) -> None:
    """Whichever stage of these edits the file had when the others came into it."""
    ours = [span(TEXT, "Nguyễn Văn A", "PER"), span(TEXT, "Hoà Bình", "LOC")]
    theirs = [span(TEXT, "Bắc Ninh", "LOC"), span(TEXT, "TP.HCM", "LOC")]
    doc, beside = document(*ours, *theirs), document(*ours, *theirs)
    edits: list[ArticleEdit] = []
    stages = [0]
    for _ in range(data.draw(st.integers(1, 4))):
        mine = relabel(doc, LABELS, data.draw(st.sampled_from(ours)).id, data.draw(st.sampled_from(["ORG", "MISC"])))
        edits += done(doc, mine) if isinstance(mine, Change) else []
        stages.append(len(edits))
    for edit in edits[: data.draw(st.sampled_from(stages))]:
        beside.apply(replace(edit, was=None, now=None))
    done(beside, accept(beside, LABELS, theirs[0].id))
    done(beside, set_status(beside, ArticleStatus.SKIPPED))
    replay(beside, LABELS, pending(edits), {}, "an1")
    assert [beside.get(each.id) for each in ours] == [doc.get(each.id) for each in ours]
    assert beside.state.status is ArticleStatus.SKIPPED
    assert beside.get(theirs[0].id) != theirs[0] and beside.get(theirs[1].id) == theirs[1]


def test_of_a_state_that_others_have_changed_stays_what_the_edits_do_not_change() -> None:
    doc = document()
    doc.apply(ArticleEdit("a", now=ArticleState(ArticleStatus.IN_PROGRESS)))
    edits = done(doc.copy(), set_note(doc, "xem lại"))
    doc.apply(ArticleEdit("a", now=ArticleState(ArticleStatus.DONE, bulk=True)))
    replay(doc, LABELS, pending(edits), {}, "an1")
    assert doc.state == ArticleState(ArticleStatus.DONE, "xem lại", bulk=True)


def test_a_span_that_is_as_none_of_the_edits_left_it_is_a_dispute() -> None:
    place = span(TEXT, "Hoà Bình", "LOC")
    doc = document(place)
    edits = done(doc, set_note(doc, "x"))
    edits += done(doc, accept(doc, LABELS, place.id))
    for other in (confirmed(replace(place, label="ORG")), None):
        found = document(*([other] if other else []))
        replay(found, LABELS, pending(edits), {}, "an1")
        assert found.get(place.id) == other
        assert found.disputes == (Dispute(place.id, doc.get(place.id)),)
        assert found.state.note == "x"


def test_a_decision_goes_before_a_suggestion_that_was_made_meanwhile() -> None:
    place = span(TEXT, "Hoà Bình", "LOC")
    doc = document(place)
    edits = done(doc, accept(doc, LABELS, place.id))
    found = document(replace(place, label="ORG"))
    replay(found, LABELS, pending(edits), {}, "an1")
    assert (found.get(place.id), found.disputes) == (doc.get(place.id), ())


def test_edits_that_do_not_follow_from_each_other_are_disputes() -> None:
    """One of them is missing in the journal."""
    doc = document()
    edits = done(doc, add(doc, LABELS, 0, 7, "ORG"))
    done(doc, relabel(doc, LABELS, edits[0].added[0].id, "LOC"))
    edits += done(doc, relabel(doc, LABELS, edits[0].added[0].id, "PER"))
    found = document()
    replay(found, LABELS, pending(edits), {}, "an1")
    (made,) = edits[0].added
    assert (found.get(made.id), found.disputes) == (made, (Dispute(made.id, doc.get(made.id)),))


def test_a_span_outside_the_text_is_refused() -> None:
    far = Span(id="s", start=0, end=len(TEXT) + 1, label="LOC")
    with pytest.raises(NhanError):
        replay(document(), LABELS, pending([ArticleEdit("a", (), (far,))]), {}, "an1")
