"""The gold of what several people made: stops, decisions, what new work opens again; and the laws."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.adjudication.disagreements import compare
from nhan.core.adjudication.gold import Adjudication, adjudication, decide, enter
from nhan.core.adjudication.kinds import StopKind, kind_of
from nhan.core.adjudication.otherwise import decided_otherwise
from nhan.core.adjudication.ranking import Trust, ranked
from nhan.core.adjudication.rules import Rule, by_rule
from nhan.core.document import Document
from nhan.core.model import Article, ArticleStatus, Change, Rejected, SpanStatus
from nhan.core.operations import relabel
from nhan.core.suggestion import Labelled
from tests.core.building import FLAT, FREE, LABELS, TEXT, span

Spans = dict[str, list[Labelled]]
AT = "2026-02-03T04:05:06Z"


def at(words: str, label: str) -> Labelled:
    start = TEXT.index(words)
    return start, start + len(words), label


def new_gold() -> Document:
    return Document(Article("a", TEXT), [span(TEXT, "Hoà Bình", "LOC")])


def apply(gold: Document, change: Change | Rejected) -> Change:
    assert isinstance(change, Change), change
    for edit in change.edits:
        gold.apply(edit)
    return change


def begin(gold: Document, spans: Spans) -> Adjudication:
    apply(gold, enter(gold, LABELS, adjudication(gold, spans), AT))
    return adjudication(gold, spans)


def stands(gold: Document) -> set[Labelled]:
    return {each.place for each in gold if each.status is SpanStatus.CONFIRMED}


BAC_NINH, TINH = at("Bắc Ninh", "LOC"), at("tỉnh Bắc Ninh", "LOC")
PER = at("Nguyễn Văn A", "PER")
LONG_PER = at("ông Nguyễn Văn A", "PER")


def test_what_all_have_enters_and_what_the_article_came_with_goes() -> None:
    gold, spans = new_gold(), {"a": [BAC_NINH, PER], "b": [TINH, PER]}
    state = begin(gold, spans)
    assert stands(gold) == {PER} and len(gold) == 1
    (entered,) = gold
    assert entered.decision is not None and entered.decision.by == "agreed" and entered.votes == {"a": True, "b": True}
    assert [(stop.start, stop.end) for stop in state.open] == [TINH[:2]] and not state.entering


def test_a_decision_is_one_change_and_its_inverse_takes_it_back() -> None:
    gold, spans = new_gold(), {"a": [BAC_NINH], "b": [TINH], "c": []}
    apply(gold, enter(gold, LABELS, adjudication(gold, spans), AT))
    before, state = list(gold), adjudication(gold, spans)
    change = apply(gold, decide(gold, LABELS, state, state.open[0], (TINH,)))
    assert change.verb == "adjudicate" and change.stop is not None and change.stop.kind == "edge"
    assert stands(gold) == {TINH} and gold.state.status is ArticleStatus.DONE
    rejected = next(each for each in gold if each.status is SpanStatus.REJECTED)
    assert rejected.place == BAC_NINH and rejected.votes == {"a": True, "b": False, "c": False}
    assert not adjudication(gold, spans).open and adjudication(gold, spans).decided == 1
    apply(gold, change.inverse())
    assert list(gold) == before and len(adjudication(gold, spans).open) == 1


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        ({"a": [BAC_NINH], "b": [TINH], "c": [TINH]}, False),  # a newcomer says what somebody said
        ({"a": [BAC_NINH], "b": [TINH], "c": []}, True),  # something nobody had said
        ({"a": [TINH], "b": [TINH]}, False),  # all say by now what was decided
        ({"a": [BAC_NINH], "b": [BAC_NINH]}, True),  # all say the other
        ({"a": [BAC_NINH], "b": []}, True),  # what was taken is nobody's any more
        ({"a": [], "b": []}, True),
        ({"a": [at("Bắc Ninh", "ORG")], "b": [TINH]}, True),
        ({"a": [BAC_NINH, PER], "b": [TINH, PER]}, False),  # elsewhere
    ],
)
def test_new_work_opens_only_what_it_touches(now: Spans, is_open: bool) -> None:
    gold, spans = new_gold(), {"a": [BAC_NINH], "b": [TINH]}
    state = begin(gold, spans)
    apply(gold, decide(gold, LABELS, state, state.open[0], (TINH,)))
    state = adjudication(gold, now)
    assert bool(state.open) is is_open
    assert TINH in stands(gold)  # nothing decided is overwritten
    if is_open:
        assert state.open[0].before == (TINH,)
        order = ranked("a", state.open[0], Trust())
        assert order[0].places == (TINH,) or all(version.places != (TINH,) for version in order)


def test_what_the_curator_changed_of_what_all_had_stays_changed() -> None:
    gold, spans = new_gold(), {"a": [PER], "b": [PER]}
    begin(gold, spans)
    apply(gold, relabel(gold, LABELS, next(iter(gold)).id, "MISC"))
    state = adjudication(gold, spans)
    assert not state.open and not state.entering


def test_both_stand_where_the_policy_lets_them() -> None:
    spans = {"a": [BAC_NINH], "b": [TINH]}
    for labels, allowed in ((LABELS, True), (FREE, True), (FLAT, False)):
        gold = new_gold()
        apply(gold, enter(gold, labels, adjudication(gold, spans), AT))
        state = adjudication(gold, spans)
        answer = decide(gold, labels, state, state.open[0], (TINH, BAC_NINH))
        assert isinstance(answer, Change) is allowed


def test_what_nobody_had_may_be_decided() -> None:
    gold, spans = new_gold(), {"a": [BAC_NINH], "b": [TINH]}
    apply(gold, enter(gold, LABELS, adjudication(gold, spans), AT))
    state = adjudication(gold, spans)
    own = at("Ninh", "MISC")
    apply(gold, decide(gold, LABELS, state, state.open[0], (own,)))
    assert stands(gold) == {own} and not adjudication(gold, spans).open


@pytest.mark.parametrize(
    ("spans", "kind"),
    [
        ({"a": [PER], "b": [(*PER[:2], "ORG")]}, StopKind.LABEL),
        ({"a": [PER], "b": [LONG_PER]}, StopKind.EDGE),
        ({"a": [PER], "b": [(*LONG_PER[:2], "ORG")]}, StopKind.BOTH),
        ({"a": [PER], "b": []}, StopKind.ONE_SIDED),
        ({"a": [TINH, BAC_NINH], "b": [TINH]}, StopKind.NESTED),
        ({"a": [PER], "b": [at("Nguyễn", "PER"), at("Văn A", "PER")]}, StopKind.PIECES),
        ({"a": [PER], "b": [(PER[0], PER[1] + 2, "PER")]}, StopKind.PUNCTUATION),
    ],
)
def test_kinds(spans: Spans, kind: StopKind) -> None:
    found = compare(spans)
    assert [kind_of(stop, TEXT, found.agreed) for stop in found.stops] == [kind]


def test_votes_lead_then_trust_then_the_model() -> None:
    stop = compare({"a": [PER], "b": [LONG_PER], "c": [LONG_PER]}).stops[0]
    assert ranked("a", stop, Trust())[0].places == (LONG_PER,)
    pair = compare({"a": [PER], "b": [LONG_PER]}).stops[0]
    for place in (PER, LONG_PER):
        others = {each: 0.9 if each == place else 0.05 for each in (PER, LONG_PER)}
        assert ranked("a", pair, Trust(), others)[0].places == (place,)
    gold, spans = new_gold(), {"a": [at("Bắc Ninh", "PER")], "b": []}
    apply(gold, enter(gold, LABELS, adjudication(gold, spans), AT))
    state = adjudication(gold, spans)
    apply(gold, decide(gold, LABELS, state, state.open[0], ()))
    trust = Trust([gold])
    assert trust.of("a", "PER") < trust.of("b", "PER") == trust.of("nobody", "PER")
    unsure, sure = ({PER: at, LONG_PER: 1 - at} for at in (0.52, 0.97))
    assert ranked("a", pair, trust, unsure)[0].places == (LONG_PER,)
    assert ranked("a", pair, trust, sure)[0].places == (PER,)
    assert ranked("a", pair, trust, {PER: 0.97}) == ranked("a", pair, trust)  # what it cannot tell, it has no say in


def test_trust_after_each_decision_is_as_if_all_were_read_at_once() -> None:
    gold, spans = new_gold(), {"a": [BAC_NINH, PER], "b": [TINH, LONG_PER]}
    trust = Trust()
    while (state := adjudication(gold, spans)).open:
        for edit in apply(gold, decide(gold, LABELS, state, state.open[0], state.open[0].versions[0].places)).edits:
            trust.edited(edit)
    told = [(trust.of(*each), Trust([gold]).of(*each)) for each in (("a", "LOC"), ("b", "LOC"), ("b", "PER"))]
    assert all(one == other for one, other in told) and len(set(told)) > 1


def test_what_is_equal_is_not_always_the_same_persons() -> None:
    first = {
        ranked(f"article {n}", compare({"a": [PER], "b": [LONG_PER]}).stops[0], Trust())[0].voters for n in range(20)
    }
    assert first == {("a",), ("b",)}


def test_rules() -> None:
    stop = compare({"a": [PER], "b": [LONG_PER], "c": [LONG_PER]}).stops[0]
    pair = compare({"a": [PER], "b": [LONG_PER]}).stops[0]
    taken = by_rule(Rule.MAJORITY, "a", stop, Trust())
    assert taken is not None and taken.places == (LONG_PER,)
    assert by_rule(Rule.MAJORITY, "a", pair, Trust()) is None and by_rule(Rule.AGREED, "a", stop, Trust()) is None
    assert by_rule(Rule.TRUST, "a", pair, Trust()) is not None


def test_each_person_learns_what_was_decided_otherwise() -> None:
    gold, spans = new_gold(), {"a": [BAC_NINH, PER], "b": [TINH, PER]}
    apply(gold, enter(gold, LABELS, adjudication(gold, spans), AT))
    state = adjudication(gold, spans)
    apply(gold, decide(gold, LABELS, state, state.open[0], (TINH,)))
    (told,) = decided_otherwise(gold, "a")
    assert (told.had, told.stands) == ((BAC_NINH,), (TINH,))
    assert not list(decided_otherwise(gold, "b")) and not list(decided_otherwise(gold, "c"))


@st.composite
def flat_spans(draw: st.DrawFn) -> list[Labelled]:
    """Spans that share no text."""
    edges = sorted(draw(st.sets(st.integers(0, len(TEXT)), max_size=10)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    return [(start, end, draw(st.sampled_from(["PER", "LOC"]))) for start, end in pairs]


@given(st.lists(flat_spans(), min_size=2, max_size=3))
def test_taking_one_person_everywhere_gives_their_spans(work: list[list[Labelled]]) -> None:
    spans = {f"p{n}": its for n, its in enumerate(work)}
    for person, its in spans.items():
        gold = new_gold()
        answer = enter(gold, FLAT, adjudication(gold, spans), AT)
        apply(gold, answer)
        while (state := adjudication(gold, spans)).open:
            stop = state.open[0]
            version = next(each for each in stop.versions if person in each.voters)
            apply(gold, decide(gold, FLAT, state, stop, version.places))
        assert stands(gold) == set(its)


@given(st.lists(flat_spans(), min_size=3, max_size=3))
def test_the_order_of_people_and_spans_changes_nothing(work: list[list[Labelled]]) -> None:
    names = dict(zip("abc", work, strict=True))
    found = compare(names)
    for order in permutations("abc"):
        assert compare({person: list(reversed(names[person])) for person in order}) == found


def places(count: int) -> st.SearchStrategy[list[Labelled]]:
    """Some of few places, which cross, hold and equal one another."""
    few = [
        (start, end, label) for start, end in ((0, 4), (0, 9), (5, 9), (5, 12), (14, 18)) for label in ("PER", "LOC")
    ]
    return st.lists(st.sampled_from(few), max_size=count, unique=True)


@given(
    st.lists(st.fixed_dictionaries({"a": places(3), "b": places(3), "c": places(3)}), min_size=1, max_size=4), st.data()
)
def test_what_is_decided_is_closed_whatever_was_decided_before(rounds: list[Spans], data: st.DataObject) -> None:
    gold = Document(Article("a", TEXT))
    for spans in rounds:
        entered = enter(gold, FREE, adjudication(gold, spans), AT)
        if isinstance(entered, Change):
            apply(gold, entered)
        for _ in adjudication(gold, spans).open:
            state = adjudication(gold, spans)
            for stop in state.open[:1]:  # none is left where one decision has closed several
                taken = data.draw(st.sampled_from([version.places for version in stop.versions]))
                apply(gold, decide(gold, FREE, state, stop, taken))
        assert not adjudication(gold, spans).open
