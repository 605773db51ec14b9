"""The way through an article: every stop once, forwards and backwards, and nothing else."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.document import Document, key_of
from nhan.core.model import Article, Span, SpanStatus
from nhan.core.operations.building import live
from nhan.core.review import stops as review
from nhan.core.review.lexicon import Lexicon
from nhan.core.review.stops import Candidates, Filter, Stop, next_stop, previous_stop
from tests.core.building import document, span

TEXT = "Sáng nay, ông Nguyễn Văn A và bà Lê Thị B đến Hà Nội. Trời mưa. Tại Huế, Sở Y tế họp."


def labelled(*strings: str) -> Lexicon:
    """Each of them labelled ORG somewhere else."""
    lexicon, text = Lexicon(), " | ".join(strings)
    lexicon.fill(Document(Article("other", text), [span(text, each, "ORG", SpanStatus.CONFIRMED) for each in strings]))
    return lexicon


def walk(doc: Document, wanted: Filter, lexicon: Lexicon | None = None) -> list[Stop]:
    stops, at = [], (-1, -1)
    while stop := next_stop(doc, at, wanted, lexicon):
        stops.append(stop)
        at = (stop.start, stop.end)
    return stops


def walk_back(doc: Document, wanted: Filter, lexicon: Lexicon | None = None) -> list[Stop]:
    stops, at = [], (len(doc.text) + 1, len(doc.text) + 1)
    while stop := previous_stop(doc, at, wanted, lexicon):
        stops.append(stop)
        at = (stop.start, stop.end)
    return stops[::-1]


def test_candidates_are_capitalised_runs_outside_spans() -> None:
    doc = document(span(TEXT, "Nguyễn Văn A", "PER"), text=TEXT)
    stops = walk(doc, Filter(candidates=Candidates.CAPITALISED))
    assert [TEXT[stop.start : stop.end] for stop in stops] == ["Nguyễn Văn A", "Lê Thị B", "Hà Nội", "Huế", "Sở Y"]
    assert [stop.span is None for stop in stops] == [False, True, True, True, True]
    assert walk_back(doc, Filter(candidates=Candidates.CAPITALISED)) == stops


def test_the_first_word_of_a_sentence_alone_is_no_candidate() -> None:
    assert [
        TEXT[s.start : s.end]
        for s in walk(document(text="Trời mưa. “Mưa to” quá."), Filter(candidates=Candidates.CAPITALISED))
    ] == []


def test_filters() -> None:
    doc = document(
        span(TEXT, "Nguyễn Văn A", "PER", confidence=0.9),
        span(TEXT, "Lê Thị B", "PER", SpanStatus.CONFIRMED, confidence=0.4),
        span(TEXT, "Hà Nội", "LOC", confidence=0.3),
        span(TEXT, "Huế", "LOC", SpanStatus.REJECTED),
        text=TEXT,
    )

    def texts(wanted: Filter) -> list[str]:
        return [TEXT[stop.start : stop.end] for stop in walk(doc, wanted)]

    assert texts(Filter()) == ["Nguyễn Văn A", "Hà Nội"]
    assert texts(Filter(unreviewed=False)) == ["Nguyễn Văn A", "Lê Thị B", "Hà Nội"]
    assert texts(Filter(unreviewed=False, below=0.5)) == ["Lê Thị B", "Hà Nội"]
    assert texts(Filter(label="LOC")) == ["Hà Nội"]
    assert texts(Filter(text="nội")) == ["Hà Nội"]


def test_strings_labelled_elsewhere_are_stops_with_their_label() -> None:
    doc = document(span(TEXT, "Nguyễn Văn A", "PER"), text=TEXT)
    lexicon = labelled("Hà Nội", "Sở Y tế", "Văn A", "Huế")

    def stops(kind: Candidates) -> list[tuple[str, str]]:
        return [(TEXT[s.start : s.end], s.label) for s in walk(doc, Filter(candidates=kind), lexicon) if not s.span]

    assert stops(Candidates.LABELLED) == [("Hà Nội", "ORG"), ("Huế", "ORG"), ("Sở Y tế", "ORG")]
    assert stops(Candidates.BOTH) == [("Lê Thị B", ""), ("Hà Nội", "ORG"), ("Huế", "ORG"), ("Sở Y tế", "ORG")]
    assert stops(Candidates.CAPITALISED) == [("Lê Thị B", ""), ("Hà Nội", ""), ("Huế", ""), ("Sở Y", "")]
    assert stops(Candidates.NONE) == []


def test_a_lone_syllable_within_a_longer_name_is_no_candidate() -> None:
    text = "Tôi gặp Minh và Trần Minh Trí. Bà Minh cười."
    wanted = Filter(candidates=Candidates.LABELLED)
    assert [stop.start for stop in walk(document(text=text), wanted, labelled("Minh"))] == [8, text.rindex("Minh")]


def test_candidates_keep_to_label_and_text_of_the_filter() -> None:
    doc, lexicon = document(text=TEXT), labelled("Hà Nội", "Huế")

    def texts(**more: str) -> list[str]:
        wanted = Filter(candidates=Candidates.BOTH, **more)  # type: ignore[arg-type]
        return [TEXT[stop.start : stop.end] for stop in walk(doc, wanted, lexicon)]

    assert texts(label="PER") == ["Nguyễn Văn A", "Lê Thị B", "Sở Y"]
    assert texts(text="nội") == ["Hà Nội"]


def test_a_rejected_candidate_is_no_stop_any_more() -> None:
    doc = document(span(TEXT, "Hà Nội", "ORG", SpanStatus.REJECTED), text=TEXT)
    stops = walk(doc, Filter(candidates=Candidates.BOTH), labelled("Hà Nội"))
    assert "Hà Nội" not in [TEXT[stop.start : stop.end] for stop in stops]


RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), unique=True, max_size=15)


@given(RANGES)
def test_every_range_is_visited_once_in_order_both_ways(ranges: list[tuple[int, int]]) -> None:
    spans = [Span(id=f"s{n}", start=a, end=a + length, label="PER") for n, (a, length) in enumerate(ranges)]
    doc = Document(Article("a", "x" * 80), spans)
    expected = [s.id for s in sorted(spans, key=key_of)]
    assert [stop.span.id for stop in walk(doc, Filter()) if stop.span] == expected
    assert [stop.span.id for stop in walk_back(doc, Filter()) if stop.span] == expected


PIECES = [
    "Hà",
    "Nội",
    "Bài",
    "và",
    "đi",
    "Đại học",
    "Nguyễn",
    "Minh",
    ".",
    ",",
    "“",
    "\n",
    "TP.HCM",
    "quê hương",
    "N\u0303",
    "ở",
]
LONG_TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join).map(lambda text: f"{text} " * 12)
STRINGS = st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6)


@settings(max_examples=80, deadline=None)
@given(LONG_TEXTS, RANGES, STRINGS, st.sampled_from(Candidates), st.randoms(use_true_random=False))
def test_both_ways_lead_over_the_same_stops_and_none_touches_a_live_span(
    text: str, ranges: list[tuple[int, int]], strings: list[str], kind: Candidates, dice: random.Random
) -> None:
    text = text.strip() or "x"
    starts = [dice.randrange(len(text)) for _ in range(min(40, 3 * len(ranges)))]
    places = {(start, min(len(text), start + 1 + dice.randrange(15))) for start in starts}
    spans = [
        Span(id=f"s{a}-{b}", start=a, end=b, label=dice.choice(["ORG", "PER"]), status=dice.choice(list(SpanStatus)))
        for a, b in sorted(places)
    ]
    doc, lexicon = Document(Article("a", text), spans), labelled(*strings)
    wanted = Filter(candidates=kind)
    stops = walk(doc, wanted, lexicon)
    assert walk_back(doc, wanted, lexicon) == stops
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(review, "_STRETCH", 40)  # how much is looked at at a time changes nothing
        assert walk(doc, wanted, lexicon) == walk_back(doc, wanted, lexicon) == stops
    order = [(stop.start, -stop.end) for stop in stops]
    assert order == sorted(order)
    for stop in stops:
        if stop.span is None:
            assert not [each for each in doc.overlapping(stop.start, stop.end) if live(each)]
            assert not stop.label or lexicon.label_for(text[stop.start : stop.end]) == stop.label
    assert [stop.span for stop in stops if stop.span] == [each for each in doc if each.status is SpanStatus.SUGGESTED]


@pytest.mark.parametrize("kind", [Candidates.CAPITALISED, Candidates.LABELLED, Candidates.BOTH])
def test_a_withdrawn_suggestion_is_a_candidate_of_every_kind(kind: Candidates) -> None:
    doc, gone = document(span(TEXT, "Huế", "LOC"), text=TEXT), (TEXT.index("Trời"), TEXT.index("Trời") + 8, "MISC")
    wanted, here = Filter(candidates=kind), (TEXT.index("Trời") - 1, TEXT.index("Trời") - 1)
    stop = next_stop(doc, here, wanted, None, [gone])
    assert stop == Stop(gone[0], gone[1], label="MISC")
    assert previous_stop(doc, (gone[1], gone[1]), wanted, None, [gone]) == stop
    assert next_stop(doc, here, Filter(), None, [gone]) == Stop(*_place(doc.at(0)), doc.at(0))


def test_a_withdrawn_suggestion_comes_before_the_run_that_it_overlaps() -> None:
    start = TEXT.index("Nguyễn")
    gone = (start, start + len("Nguyễn Văn"), "PER")
    stop = next_stop(document(text=TEXT), (0, 0), Filter(candidates=Candidates.BOTH), None, [gone])
    assert stop == Stop(gone[0], gone[1], label="PER")


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end
