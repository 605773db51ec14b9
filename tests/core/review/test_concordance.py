"""Rows of hits over several articles, and what is done to them together."""

from functools import partial

from nhan.core.document import Document
from nhan.core.model import Article, Change, Rejected, SpanStatus
from nhan.core.operations import accept, add, batch
from nhan.core.review.concordance import rows
from tests.core.building import LABELS, span


def articles() -> list[Document]:
    one, two = "Ông đến Hòa Bình.\nTỉnh Hoà Bình mưa.", "Hội Hòa bình họp ở Hoà Bình."
    return [
        Document(Article("a", one, title="Một"), [span(one, "Hòa Bình", "LOC"), span(one, "Tỉnh Hoà Bình", "LOC")]),
        Document(Article("b", two, title="Hai")),
    ]


def test_each_hit_comes_with_its_surroundings_and_spans() -> None:
    found = list(rows(articles(), "hoà bình"))
    assert [(row.article, row.text) for row in found] == [
        ("a", "Hòa Bình"),
        ("a", "Hoà Bình"),
        ("b", "Hòa bình"),
        ("b", "Hoà Bình"),
    ]
    assert [bool(row.span) for row in found] == [True, False, False, False]
    assert found[1].around is not None and found[1].around.label == "LOC"
    assert found[1].before.endswith("Bình. Tỉnh ") and "\n" not in found[1].before
    assert found[0].after.startswith(". Tỉnh")


def test_many_rows_are_one_step_and_one_inverse() -> None:
    docs = articles()
    before = [list(doc) for doc in docs]
    by_id = {doc.id: doc for doc in docs}
    work = []
    for row in rows(docs, "hòa bình"):
        act = partial(add, labels=LABELS, start=row.start, end=row.end, label="LOC")
        work.append((by_id[row.article], act))
    change, refused = batch("label_rows", work)
    assert isinstance(change, Change) and not refused
    for edit in change.edits:
        by_id[edit.article].apply(edit)
    assert [sum(s.status is SpanStatus.CONFIRMED for s in doc) for doc in docs] == [2, 2]
    for edit in change.inverse().edits:
        by_id[edit.article].apply(edit)
    assert [list(doc) for doc in docs] == before


def test_what_cannot_be_done_is_told_and_the_rest_is_done() -> None:
    docs = articles()
    name = next(iter(docs[0])).id
    verb = partial(accept, labels=LABELS, span_id=name)
    change, refused = batch("accept", [(docs[0], verb), (docs[0], verb)])
    assert isinstance(change, Change) and refused == (Rejected("verbs.already"),)
    assert batch("accept", [])[0] == Rejected("verbs.already")
