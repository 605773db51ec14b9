"""What a decision means for the rest of the article: by a worker process that is told of it, or by its words."""

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from nhan.core import operations as op
from nhan.core.document import Document
from nhan.core.model import Article, Change, Rejected, SpanStatus
from nhan.core.propagation.propagate import NEAR, decisions, followed, has_own, same_string_change, settled
from nhan.core.retraining.trainer import Trainer
from nhan.core.store.disk import Disk
from nhan.core.suggest.client import SuggestClient
from nhan.core.suggest.outcome import Suggested
from nhan.core.suggestion import Suggestion, to_spans
from nhan.core.tagger.model_store import newest_model
from tests.core.building import LABELS, span
from tests.core.news import articles

TEXT = "Tàu Hải Âu ra khơi. Ông kể về Tô Sa. Rồi Tô Sa im lặng, Tô Sa đi."
LONG = 60.0  # seconds; a hang fails instead of hanging the suite


@pytest.fixture
def model(tmp_path: Path) -> Path:
    Trainer(Disk(), tmp_path, "an").train(articles(12), "")
    path = newest_model(Disk(), tmp_path)
    assert path is not None
    return path


def test_the_second_one_is_right_after_the_first_is(model: Path) -> None:
    first = TEXT.index("Tô Sa")
    decided = [(4, 10, "SHIP"), (first, first + 5, "SHIP")]
    with SuggestClient("learned", {"model": str(model)}) as worker:
        found = worker.follow("a", TEXT, decided, first + 5).result(LONG)
    assert isinstance(found, Suggested)
    assert [(TEXT[span.start : span.end], span.label) for span in found.spans] == [("Tô Sa", "SHIP")] * 2
    assert {(span.source.name, span.source.version != "") for span in found.spans} == {("learned", True)}


def test_a_suggester_that_cannot_follow_answers_for_what_is_left() -> None:
    with SuggestClient("rules") as worker:
        found = worker.follow("a", "Ông Lê Nam ở Huế.", [(4, 10, "PER")], 10).result(LONG)
    assert isinstance(found, Suggested)
    assert [(span.start, span.end, span.label) for span in found.spans] == [(13, 16, "LOC")]


# -- without a model: what was decided holds for the same words below --------------------------------------------------

COPIES = "Sông Lô dài. Ở Sông Lô có cá; người Sông Lô vui, còn Sông Lôi thì không."


def _spans(document: Document) -> list[tuple[str, str, str]]:
    return [(document.text[each.start : each.end], each.label, each.status.value) for each in document]


def _carried_over(document: Document, verb: Change | Rejected) -> Change | Rejected:
    assert isinstance(verb, Change)
    document.apply(verb.edits[0])
    (decided,) = decisions(verb.edits[0])
    return same_string_change(document, LABELS, decided)


def test_an_added_span_is_suggested_for_the_same_words_below() -> None:
    document = Document(Article("a", COPIES))
    change = _carried_over(document, op.add(document, LABELS, 0, 7, "LOC"))
    assert isinstance(change, Change) and change.machine
    document.apply(change.edits[0])
    again = ("Sông Lô", "LOC", "suggested")
    assert _spans(document) == [("Sông Lô", "LOC", "confirmed"), again, again]  # and not in "Sông Lôi"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_decision_holds_for_every_spelling_of_the_words_below(form: Literal["NFC", "NFD"]) -> None:
    text = "Hoà Bình. " + unicodedata.normalize(form, "Ở Hòa Bình, Hoà\u200b  Bình, H\u00adoà Bình và Hoa Bình.")
    document = Document(Article("a", text))
    change = _carried_over(document, op.add(document, LABELS, 0, 8, "LOC"))
    assert isinstance(change, Change)
    document.apply(change.edits[0])
    found = [text[each.start : each.end] for each in document][1:]
    spellings = ("Hòa Bình", "Hoà\u200b  Bình", "H\u00adoà Bình")
    assert found == [unicodedata.normalize(form, each) for each in spellings]
    change = _carried_over(document, op.reject(document, next(each.id for each in document if each.start)))
    assert isinstance(change, Change) and len(change.edits[0].removed) == 2


def test_a_changed_label_is_changed_below_and_a_rejected_suggestion_goes_below() -> None:
    suggested = [span(COPIES, "Sông Lô", "PER", nth=nth) for nth in range(3)]
    document = Document(Article("a", COPIES), suggested)
    change = _carried_over(document, op.relabel(document, LABELS, suggested[0].id, "LOC"))
    assert isinstance(change, Change)
    document.apply(change.edits[0])
    assert [each[1:] for each in _spans(document)] == [("LOC", "confirmed"), ("LOC", "suggested"), ("LOC", "suggested")]
    document = Document(Article("a", COPIES), suggested)
    change = _carried_over(document, op.reject(document, suggested[1].id))
    assert isinstance(change, Change)
    document.apply(change.edits[0])
    assert [each[2] for each in _spans(document)] == ["suggested", "rejected"]  # only what lies below


def test_what_was_decided_below_stays_and_an_accepted_suggestion_changes_nothing() -> None:
    third = span(COPIES, "Sông Lô", "ORG", nth=2, status=SpanStatus.CONFIRMED)
    suggested = span(COPIES, "Sông Lô", "PER")
    document = Document(Article("a", COPIES), [suggested, third])
    change = _carried_over(document, op.relabel(document, LABELS, suggested.id, "LOC"))
    assert isinstance(change, Change)
    document.apply(change.edits[0])
    assert third in document
    assert [each[1] for each in _spans(document)] == ["LOC", "LOC", "ORG"]
    document = Document(Article("a", COPIES), [suggested])
    assert isinstance(_carried_over(document, op.accept(document, LABELS, suggested.id)), Rejected)


def test_an_answer_replaces_the_followers_own_suggestions_below_and_no_others() -> None:
    old = [to_spans("a", "learned", "1", [Suggestion(place, place + 4, "PER")])[0] for place in (0, 13, 35)]
    other = to_spans("a", "mine", "1", [Suggestion(53, 57, "LOC")])
    document = Document(Article("a", COPIES), [*old, *other])
    new = to_spans("a", "learned", "2", [Suggestion(15, 22, "LOC")])
    change = followed(document, LABELS, new, 13)
    assert isinstance(change, Change)
    document.apply(change.edits[0])
    assert list(document) == [old[0], *new, *other]
    assert not has_own(document) and settled(document) == 0


def test_what_underthesea_said_under_its_former_name_is_nhans_own() -> None:
    old = to_spans("a", "underthesea.ner", "9.5.0", [Suggestion(0, 7, "PER"), Suggestion(15, 22, "PER")])
    document = Document(Article("a", COPIES), old)
    assert has_own(document)
    change = followed(document, LABELS, to_spans("a", "learned", "1", [Suggestion(15, 22, "LOC")]), 13)
    assert isinstance(change, Change)
    document.apply(change.edits[0])
    assert [(each.label, each.source.name) for each in document] == [("PER", "underthesea.ner"), ("LOC", "learned")]
    assert has_own(document)


def test_what_is_far_below_follows_later_and_nothing_is_left_out_at_the_border() -> None:
    text = "Sông Lô. " * ((NEAR + 200) // 9) + "Sông Lô"
    document = Document(Article("a", text))
    first = op.add(document, LABELS, 0, 7, "LOC")
    near = _carried_over(document, first)
    assert isinstance(near, Change) and isinstance(first, Change)
    document.apply(near.edits[0])
    assert all(each.end <= 7 + NEAR for each in document)
    far = same_string_change(document, LABELS, decisions(first.edits[0])[0], far=True)
    assert isinstance(far, Change)
    document.apply(far.edits[0])
    assert len(document) == text.count("Sông Lô")
