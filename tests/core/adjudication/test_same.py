"""What is decided alike wherever the same words have the same versions."""

from nhan.core.adjudication.gold import adjudication, enter
from nhan.core.adjudication.same import DecidedHere, SameDecision, decide_same
from nhan.core.document import Document
from nhan.core.model import Article, ArticleStatus, Change, Decision, Rejected, SpanStatus
from nhan.core.operations import add
from nhan.core.releases.facts import DecidedHow, decided_how
from nhan.core.suggestion import Labelled
from tests.core.building import FLAT, LABELS

TEXT = "Ở Huế. Về Huế. Bỏ Huế. Nhớ Vinh."
SPANS: dict[str, list[Labelled]] = {
    "a": [(2, 5, "LOC"), (10, 13, "LOC"), (18, 21, "ORG"), (27, 31, "LOC")],
    "b": [(2, 5, "ORG"), (10, 13, "ORG"), (27, 31, "LOC")],
}
DECISION = Decision("adjudicate", "cu", "2026-02-03T04:05:06Z")


def same(gold: Document) -> SameDecision:
    """To take LOC wherever it is as at the first stop."""
    return SameDecision.of(TEXT, adjudication(gold, SPANS).open[0], [(2, 5, "LOC")])


def test_one_edit_with_what_all_have_each_signed_by_who_decided_it() -> None:
    gold = Document(Article("a", TEXT))
    found = decide_same(gold, LABELS, SPANS, same(gold), DECISION)
    assert isinstance(found, DecidedHere) and found.count == 2 and found.change.stop is not None
    (edit,) = found.change.edits
    gold.apply(edit)
    signed = {span.place: span.decision.by for span in gold if span.decision and span.status is SpanStatus.CONFIRMED}
    assert signed == {(2, 5, "LOC"): "cu", (10, 13, "LOC"): "cu", (27, 31, "LOC"): "agreed"}
    how = {span.start: decided_how(span) for span in gold if span.status is SpanStatus.CONFIRMED}
    together = DecidedHow.ADJUDICATED_TOGETHER
    assert how == {2: together, 10: together, 27: DecidedHow.BY_RULE}  # nobody has looked at each
    assert [stop.start for stop in adjudication(gold, SPANS).open] == [18]  # other versions of the same words
    assert gold.state.status is ArticleStatus.IN_PROGRESS
    gold.apply(edit.inverse())
    assert not len(gold) and gold.state.status is not ArticleStatus.IN_PROGRESS


def test_a_stop_where_it_may_not_stand_stays_open_and_the_others_are_decided() -> None:
    gold = Document(Article("a", TEXT))
    wanted = same(gold)
    entered = enter(gold, FLAT, adjudication(gold, SPANS), DECISION.at)
    own = add(gold, FLAT, 0, 5, "PER")  # over the first of them
    for change in (entered, own):
        assert isinstance(change, Change)
        for edit in change.edits:
            gold.apply(edit)
    found = decide_same(gold, FLAT, SPANS, wanted, DECISION)
    assert isinstance(found, DecidedHere) and found.count == 1
    gold.apply(found.change.edits[0])
    assert [stop.start for stop in adjudication(gold, SPANS).open] == [2, 18]


def test_nothing_like_it_is_no_change() -> None:
    gold = Document(Article("a", TEXT))
    other = SameDecision.of(TEXT, adjudication(gold, SPANS).open[0], ())
    refused = decide_same(Document(Article("b", "Nhớ Vinh.")), LABELS, {"a": [], "b": []}, other, DECISION)
    assert refused == Rejected("verbs.already")
