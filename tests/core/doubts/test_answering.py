"""The answers to a doubt: what was kept does not return, every answer is taken back by its inverse."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.corpus_change import signed
from nhan.core.document import Document
from nhan.core.doubts.answering import KEEP, TAKE, is_open, keep, label_as, open_places, remove, take, telling_place
from nhan.core.doubts.doubt import Doubt, DoubtKind
from nhan.core.model import Change, Decision, Rejected, Source, Span, SpanStatus
from nhan.core.operations import accept, move_edge, relabel
from nhan.core.operations.edges import Edge
from nhan.core.suggestion import Labelled
from tests.core.building import FLAT, LABELS, MACHINE, TEXT, document, span

BY = Decision(KEEP, "lan-2222", "2026-02-03T04:05:06Z")
CONFIRMED = SpanStatus.CONFIRMED
FIRST, SECOND, THIRD = (TEXT.index("Hoà Bình"), TEXT.index("Hòa Bình"), TEXT.rindex("Hòa Bình"))


def given_doubt(kind: DoubtKind, *other: Labelled | None, places: tuple[int, ...] = (FIRST, SECOND)) -> Doubt:
    """About "Hòa Bình" as PER in these places."""
    return Doubt("a", kind, "PER", tuple((at, at + 8) for at in places), other, 2.0, 0.1, 0.9)


def doc(source: Source = MACHINE, votes: dict[str, bool] | None = None) -> Document:
    both = (span(TEXT, words, "PER", CONFIRMED, source=source, votes=votes) for words in ("Hoà Bình", "Hòa Bình"))
    return document(*both)


def apply(where: Document, answer: Change | Rejected) -> Change:
    assert isinstance(answer, Change), answer
    change = signed(answer, Decision(answer.verb, BY.by, BY.at))
    for edit in change.edits:
        where.apply(edit)
    return change


def places(where: Document, status: SpanStatus = CONFIRMED) -> list[Labelled]:
    return [each.place for each in where if each.status is status]


LOC: tuple[Labelled, Labelled] = ((FIRST, FIRST + 8, "LOC"), (SECOND, SECOND + 8, "LOC"))


def test_what_is_kept_is_signed_again_in_all_places_and_stays_kept() -> None:
    here, doubt = doc(), given_doubt(DoubtKind.LABEL, *LOC)
    before = [(each.id, each.place) for each in here]
    assert open_places(here, doubt) == (0, 1)
    apply(here, keep(here, LABELS, doubt))
    assert [(each.id, each.place) for each in here] == before and {each.decision for each in here} == {BY}
    assert not is_open(here, doubt) and isinstance(keep(here, LABELS, doubt), Rejected)


def test_a_place_that_the_alternative_would_change_tells_what_is_doubted() -> None:
    """One answer is given to all places of a doubt of edges, though in some of them nothing would change."""
    same, other = (FIRST, FIRST + 8, "PER"), (SECOND, SECOND + 3, "PER")
    here, doubt = doc(), given_doubt(DoubtKind.EDGE, same, other)
    assert open_places(here, doubt) == (0, 1) and telling_place(here, doubt) == 1
    apply(here, move_edge(here, LABELS, here.overlapping(SECOND, SECOND + 8)[0].id, Edge.END, SECOND + 3))
    assert open_places(here, doubt) == () and telling_place(here, doubt) is None


@pytest.mark.parametrize("change", ["relabel", "edge"])
def test_what_was_kept_may_be_doubted_again_once_something_else_was_done_to_it(change: str) -> None:
    here, doubt = doc(), given_doubt(DoubtKind.LABEL, *LOC)
    apply(here, keep(here, LABELS, doubt))
    name = next(iter(here)).id
    if change == "relabel":
        apply(here, relabel(here, LABELS, name, "ORG"))
        assert open_places(here, doubt) == ()
        apply(here, relabel(here, LABELS, name, "PER"))
    else:
        apply(here, move_edge(here, LABELS, name, Edge.END, FIRST + 3))
        assert open_places(here, doubt) == ()
        apply(here, move_edge(here, LABELS, name, Edge.END, FIRST + 8))
    assert open_places(here, doubt) == (0,)


def test_the_alternative_takes_the_place_of_what_is_given() -> None:
    here = doc()
    apply(here, take(here, LABELS, given_doubt(DoubtKind.LABEL, *LOC)))
    assert places(here) == list(LOC) and {each.decision.verb for each in here if each.decision} == {TAKE}
    here = doc(source=Source("human"))
    apply(here, take(here, LABELS, given_doubt(DoubtKind.SPURIOUS, None, None)))
    assert not len(here)
    here = doc()
    apply(here, take(here, LABELS, given_doubt(DoubtKind.SPURIOUS, None, None)))
    assert places(here, SpanStatus.REJECTED) == [(FIRST, FIRST + 8, "PER"), (SECOND, SECOND + 8, "PER")]


def test_what_people_voted_on_is_rejected_and_not_taken_out() -> None:
    """A gold span that was gone would be entered again as what all have."""
    here = doc(source=Source("human"), votes={"lan-2222": True, "minh-3333": True})
    apply(here, take(here, LABELS, given_doubt(DoubtKind.SPURIOUS, None, None)))
    assert [each.votes for each in here] == [{"lan-2222": True, "minh-3333": True}] * 2
    assert not places(here)


def test_an_alternative_with_other_edges_takes_in_what_cannot_stand_beside_it() -> None:
    city = TEXT.index("tỉnh Hòa Bình")
    spans = [span(TEXT, "Hòa Bình", "PER", CONFIRMED, nth=1), span(TEXT, "tỉnh", "MISC", CONFIRMED, nth=1)]
    other = (city, city + 13, "LOC")
    doubt = given_doubt(DoubtKind.EDGE, other, places=(THIRD,))
    flat = document(*spans)
    apply(flat, take(flat, FLAT, doubt))
    assert places(flat) == [other]
    nested = document(*spans)
    apply(nested, take(nested, LABELS, doubt))
    assert places(nested) == [other, spans[1].place]


def test_an_alternative_that_crosses_what_is_confirmed_is_refused_in_all_places() -> None:
    city = TEXT.index("tỉnh Hòa Bình")
    crossing = Span(id="x", start=city - 10, end=city + 4, label="MISC", status=CONFIRMED)
    here = document(crossing, span(TEXT, "Hòa Bình", "PER", CONFIRMED), span(TEXT, "Hòa Bình", "PER", CONFIRMED, nth=1))
    doubt = given_doubt(DoubtKind.EDGE, (SECOND, SECOND + 8, "LOC"), (city, city + 13, "LOC"), places=(SECOND, THIRD))
    before = list(here)
    answer = take(here, LABELS, doubt)
    assert isinstance(answer, Rejected) and answer.reason == "verbs.crossing" and list(here) == before


def test_a_place_that_stays_empty_is_kept_as_rejected() -> None:
    here = document()
    doubt = given_doubt(DoubtKind.MISSING, (FIRST, FIRST + 8, "PER"), (SECOND, SECOND + 8, "PER"))
    assert open_places(here, doubt) == (0, 1)
    apply(here, keep(here, LABELS, doubt))
    assert len(places(here, SpanStatus.REJECTED)) == 2 and not is_open(here, doubt)
    here = document()
    apply(here, take(here, LABELS, doubt))
    assert places(here) == [(FIRST, FIRST + 8, "PER"), (SECOND, SECOND + 8, "PER")] and not is_open(here, doubt)


def test_nothing_is_missing_where_something_stands_or_was_rejected_before() -> None:
    doubt = given_doubt(DoubtKind.MISSING, (FIRST, FIRST + 8, "PER"), (SECOND, SECOND + 8, "PER"))
    assert open_places(document(span(TEXT, "Bình", "LOC")), doubt) == (1,)
    rejected = SpanStatus.REJECTED
    assert open_places(document(span(TEXT, "Hoà Bình", "PER", rejected)), doubt) == (1,)
    assert open_places(document(span(TEXT, "Hoà Bình", "ORG", rejected)), doubt) == (0, 1)  # of another label


def test_suggestions_and_rejected_spans_are_not_what_was_given() -> None:
    doubt = given_doubt(DoubtKind.LABEL, *LOC)
    for status in (SpanStatus.SUGGESTED, SpanStatus.REJECTED):
        assert not is_open(document(span(TEXT, "Hoà Bình", "PER", status)), doubt)


def test_a_label_that_is_given_by_hand_stands_in_all_places() -> None:
    here, doubt = doc(), given_doubt(DoubtKind.LABEL, *LOC)
    apply(here, label_as(here, LABELS, doubt, "ORG"))
    assert [label for *_, label in places(here)] == ["ORG", "ORG"]
    here = doc()
    assert apply(here, label_as(here, LABELS, doubt, "PER")).verb == KEEP
    assert label_as(here, LABELS, doubt, "NONE") == Rejected("verbs.already")
    assert label_as(doc(), LABELS, doubt, "NONE") == Rejected("verbs.unknown_label", {"label": "NONE"})


def test_only_open_places_are_answered() -> None:
    here, doubt = doc(), given_doubt(DoubtKind.LABEL, *LOC)
    apply(here, relabel(here, LABELS, next(iter(here)).id, "ORG"))
    change = apply(here, take(here, LABELS, doubt))
    assert [label for *_, label in places(here)] == ["ORG", "LOC"] and len(change.edits) == 1


KINDS = st.sampled_from(DoubtKind)
LABEL = st.sampled_from(["PER", "LOC", "ORG"])
STATUS = st.sampled_from(SpanStatus)


@settings(max_examples=200, deadline=None)
@given(KINDS, LABEL, st.sampled_from(["keep", "take", "label", "remove"]), st.data())
def test_an_answer_closes_the_doubt_and_its_inverse_opens_it(
    kind: DoubtKind, label: str, verb: str, data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.tuples(LABEL, STATUS, st.booleans()), min_size=3, max_size=3))
    spans = [
        Span(id=f"s{at}", start=at, end=at + 8, label=its, status=status, votes={"lan-2222": True} if voted else None)
        for at, (its, status, voted) in zip((FIRST, SECOND, THIRD), chosen, strict=True)
    ]
    here = document(*data.draw(st.lists(st.sampled_from(spans), unique_by=lambda each: each.id)))
    other: Labelled | None = None if kind is DoubtKind.SPURIOUS else (FIRST, FIRST + 8, label)
    others = tuple(other and (at, at + 8, label) for at in (FIRST, SECOND, THIRD))
    doubt = Doubt("a", kind, "PER", tuple((at, at + 8) for at in (FIRST, SECOND, THIRD)), others, 1.0, 0.1, 0.9)
    before, state, opened = list(here), here.state, open_places(here, doubt)
    verbs = {"keep": keep, "take": take, "remove": remove}
    answer = label_as(here, LABELS, doubt, label) if verb == "label" else verbs[verb](here, LABELS, doubt)
    if isinstance(answer, Rejected):
        assert list(here) == before and (not opened or verb == "take")
        return
    change = apply(here, answer)
    assert opened
    assert not is_open(here, doubt)
    for edit in change.inverse().edits:
        here.apply(edit)
    assert (list(here), here.state, open_places(here, doubt)) == (before, state, opened)


def test_accepting_again_is_no_keeping() -> None:
    """Who only confirms has not seen the doubt."""
    here, doubt = document(span(TEXT, "Hoà Bình", "PER")), given_doubt(DoubtKind.LABEL, *LOC)
    apply(here, accept(here, LABELS, next(iter(here)).id))
    assert open_places(here, doubt) == (0,)
