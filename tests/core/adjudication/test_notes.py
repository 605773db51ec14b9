"""What is said about a place before it is decided: it is there, and stays, whatever is decided and whoever says it."""

import pytest
from msgspec.structs import replace

from nhan.core.adjudication.gold import Adjudication, adjudication, decide, enter
from nhan.core.adjudication.notes import note_stop, said_at
from nhan.core.document import Document
from nhan.core.model import Change, Rejected, SpanStatus
from nhan.core.suggestion import Labelled
from tests.core.adjudication.test_gold import AT, BAC_NINH, LONG_PER, PER, TINH, Spans, apply, new_gold
from tests.core.building import LABELS

DIFFERING: Spans = {"a": [BAC_NINH, PER], "b": [TINH, LONG_PER]}


def begin(gold: Document, spans: Spans) -> Adjudication:
    """Put in what all have, where anything is to go in or out."""
    change = enter(gold, LABELS, adjudication(gold, spans), AT)
    if isinstance(change, Change):
        apply(gold, change)
    return adjudication(gold, spans)


def said(gold: Document) -> set[tuple[Labelled, str, bool]]:
    return {(each.place, each.note, each.question) for each in gold if each.note or each.question}


def test_it_is_kept_while_the_place_is_open_and_can_be_changed_and_taken_out() -> None:
    gold = new_gold()
    state = begin(gold, DIFFERING)
    stop = state.open[0]
    apply(gold, note_stop(gold, stop, TINH, "Tỉnh?", True))
    assert said(gold) == {(TINH, "Tỉnh?", True)} and gold.questions == 1
    assert begin(gold, DIFFERING).open == state.open, "nothing is decided by it, and it stays when looked at again"
    apply(gold, note_stop(gold, stop, BAC_NINH, "Tỉnh!"))
    assert said(gold) == {(TINH, "Tỉnh!", False)}
    assert note_stop(gold, stop, BAC_NINH, "Tỉnh!") == Rejected("verbs.already")
    apply(gold, note_stop(gold, stop, BAC_NINH, ""))
    assert not said_at(gold, stop.start, stop.end) and not len(gold)
    assert note_stop(gold, stop, BAC_NINH, "") == Rejected("verbs.already")


@pytest.mark.parametrize(("taken", "at"), [([TINH], TINH), ([BAC_NINH], BAC_NINH), ([], TINH)])
def test_it_goes_over_to_what_is_decided(taken: list[Labelled], at: Labelled) -> None:
    gold = new_gold()
    state = begin(gold, DIFFERING)
    apply(gold, note_stop(gold, state.open[0], TINH, "Tỉnh?"))
    apply(gold, decide(gold, LABELS, state, state.open[0], taken))
    assert said(gold) == {(at, "Tỉnh?", False)}
    assert all(each.status is not SpanStatus.SUGGESTED for each in gold)


def test_what_was_said_about_a_suggestion_before_one_adjudicates_stays() -> None:
    gold = new_gold()  # with a suggestion of "Hoà Bình"
    (suggestion,) = gold
    noted = replace(suggestion, note="hỏi", question=True)
    gold = Document(gold.article, [noted])
    begin(gold, DIFFERING)
    assert said(gold) == {(suggestion.place, "hỏi", True)}
    gold = Document(gold.article, [noted])
    begin(gold, {"a": [suggestion.place], "b": [suggestion.place]})
    assert said(gold) == {(suggestion.place, "hỏi", True)}
    assert [each.status for each in gold] == [SpanStatus.CONFIRMED]
    gold = Document(gold.article, [noted])
    state = begin(gold, {"a": [suggestion.place], "b": []})
    apply(gold, decide(gold, LABELS, state, state.open[0], []))
    assert said(gold) == {(suggestion.place, "hỏi", True)}


def test_it_goes_over_where_all_come_to_agree() -> None:
    gold = new_gold()
    state = begin(gold, DIFFERING)
    apply(gold, note_stop(gold, state.open[0], TINH, "Tỉnh?"))
    apply(gold, decide(gold, LABELS, state, state.open[1], [PER]))
    begin(gold, {"a": [TINH, PER], "b": [TINH, LONG_PER]})
    assert said(gold) == {(TINH, "Tỉnh?", False)}
    assert all(each.status is not SpanStatus.SUGGESTED for each in gold)
