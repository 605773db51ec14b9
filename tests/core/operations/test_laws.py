"""The law of every verb: apply its change, then the inverse, and nothing has changed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.document import Document
from nhan.core.labels import LabelSet, Overlap
from nhan.core.model import STATUSES, Article, Change, PlaceAnswer, Rejected, SpanStatus
from nhan.core.operations import (
    Edge,
    accept,
    accept_rest,
    accept_same,
    add,
    answer,
    comment,
    finish,
    merge,
    move_edge,
    propose_same,
    refuse,
    reject,
    reject_same,
    relabel,
    relabel_same,
    set_flag,
    set_note,
    set_status,
    split,
    trim,
    withdraw_same,
)
from tests.core.building import FLAT, FREE, LABELS, NASTY

LABEL = st.sampled_from(["PER", "LOC", "ORG", "MISC"])


def any_verb(data: st.DataObject, doc: Document, labels: LabelSet) -> Change | Rejected:
    """Some verb, on some span or range of the document."""
    spans = list(doc)
    name = data.draw(st.sampled_from(spans)).id if spans else "none"
    offset = st.integers(0, len(doc.text))
    verbs = {
        "accept": lambda: accept(doc, labels, name),
        "relabel": lambda: relabel(doc, labels, name, data.draw(LABEL)),
        "reject": lambda: reject(doc, name),
        "add": lambda: add(doc, labels, data.draw(offset), data.draw(offset), data.draw(LABEL)),
        "refuse": lambda: refuse(doc, LABELS, data.draw(offset), data.draw(offset), data.draw(LABEL)),
        "edge": lambda: move_edge(doc, labels, name, data.draw(st.sampled_from(Edge)), data.draw(offset)),
        "trim": lambda: trim(doc, labels, name),
        "merge": lambda: merge(doc, labels, name),
        "split": lambda: split(doc, labels, name, data.draw(offset)),
        "propose": lambda: propose_same(doc, labels, name),
        "withdraw": lambda: withdraw_same(doc, name),
        "accept all": lambda: accept_same(doc, labels, name),
        "relabel all": lambda: relabel_same(doc, labels, name, data.draw(LABEL)),
        "reject all": lambda: reject_same(doc, name),
        "finish": lambda: accept_rest(doc, labels) if data.draw(st.booleans()) else finish(doc),
        "status": lambda: set_status(doc, data.draw(st.sampled_from(STATUSES))),
        "flag": lambda: set_flag(doc, data.draw(st.booleans())),
        "answer": lambda: answer(doc, PlaceAnswer(0, data.draw(offset), "d", data.draw(st.sampled_from(["", "x"])))),
        "comment": lambda: comment(doc, name, data.draw(st.sampled_from(["", "x"])), data.draw(st.booleans())),
        "note": lambda: set_note(doc, data.draw(st.sampled_from(["", "x", "ghi chú"]))),
    }
    return verbs[data.draw(st.sampled_from([*verbs, "add", "add", "propose"]))]()


def picture(doc: Document) -> tuple[object, ...]:
    return tuple(doc), doc.state, doc.unreviewed, doc.questions, len(doc), tuple(doc.overlapping(0, len(doc.text)))


@settings(max_examples=150, deadline=None)
@given(NASTY, st.data(), st.sampled_from([LABELS, FLAT, FREE]))
def test_apply_then_the_inverse_changes_nothing(text: str, data: st.DataObject, labels: LabelSet) -> None:
    doc = Document(Article("a", text))
    pictures, changes = [picture(doc)], []
    for _ in range(data.draw(st.integers(1, 12))):
        answer = any_verb(data, doc, labels)
        if isinstance(answer, Rejected):
            assert picture(doc) == pictures[-1]
            continue
        for edit in answer.edits:
            doc.apply(edit)
        pictures.append(picture(doc))
        changes.append(answer)
        assert_policy(doc, labels)
    while changes:
        assert picture(doc) == pictures.pop()
        for edit in changes.pop().inverse().edits:
            doc.apply(edit)
    assert picture(doc) == pictures.pop()


def assert_policy(doc: Document, labels: LabelSet) -> None:
    """No two confirmed spans stand together in a way that the policy forbids; every range is inside the text."""
    confirmed = [span for span in doc if span.status is SpanStatus.CONFIRMED]
    for at, one in enumerate(confirmed):
        assert 0 <= one.start < one.end <= len(doc.text)
        for two in confirmed[at + 1 :]:
            apart = two.start >= one.end or one.start >= two.end
            nested = (two.start <= one.start and one.end <= two.end) or (one.start <= two.start and two.end <= one.end)
            match labels.overlap:
                case Overlap.FLAT:
                    assert apart
                case Overlap.NESTED:
                    assert apart or nested
                case Overlap.FREE:
                    assert (one.start, one.end, one.label) != (two.start, two.end, two.label)
