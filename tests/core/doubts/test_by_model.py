"""What is read off a model's probabilities, and what a stop makes of it."""

import math

import pytest

from nhan.core.doubts.by_model import LEAST_GUESS, nothing, opinions
from nhan.core.doubts.by_words import WordsElsewhere
from nhan.core.doubts.doubt import Doubt, DoubtKind
from nhan.core.doubts.opinion import PlaceOpinion
from nhan.core.doubts.stops import AGAIN, EVEN, in_order, stops
from nhan.core.tagger.decoding import likelihood
from tests.core.doubts.building import example, labelled

TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
COLUMN = {tag: place for place, tag in enumerate(TAGS)}
# A name of two syllables that is a person's, and after it an empty one.
ROWS = [[0.1, 0.8, 0.0, 0.1, 0.0], [0.1, 0.0, 0.72, 0.0, 0.1], [0.9, 0.0, 0.05, 0.05, 0.0]]


def test_the_probability_of_exactly_a_span_is_that_it_opens_goes_on_and_ends() -> None:
    on = 0.72 / 0.8
    assert likelihood(ROWS, COLUMN, (0, 1, "PER")) == pytest.approx(0.8 * (1 - on))
    assert likelihood(ROWS, COLUMN, (0, 2, "PER")) == pytest.approx(0.8 * on * (1 - 0.05 / 0.72))
    assert likelihood(ROWS, COLUMN, (2, 3, "LOC")) == pytest.approx(0.05)  # nothing goes on beyond the end
    assert likelihood(ROWS, COLUMN, (0, 2, "ORG")) is None  # a label that the model does not know
    assert nothing(ROWS, COLUMN, 0, 2) == 0.1


def test_the_alternative_is_the_likeliest_that_shares_text_or_nothing() -> None:
    (right,) = opinions(ROWS, TAGS, [(0, 2, "PER")])
    assert right.p > right.q
    (label,) = opinions(ROWS, TAGS, [(0, 2, "LOC")])
    assert label.other == (0, 2, "PER") and label.q > label.p
    (edge,) = opinions(ROWS, TAGS, [(1, 2, "PER")])
    assert edge.other == (0, 2, "PER")
    spurious, missing = opinions(ROWS, TAGS, [(2, 3, "LOC")])
    assert spurious[:2] == ((2, 3, "LOC"), None) and spurious[2:] == pytest.approx((0.05, 0.9))
    assert missing.given is None and missing.other == (0, 2, "PER") and missing.p == 0.1
    assert missing.q > LEAST_GUESS


def test_no_guess_touches_what_is_given_or_another_guess() -> None:
    rows = [[0.4, 0.3, 0.0, 0.3, 0.0]] * 2
    found = [each.other for each in opinions(rows, TAGS, []) if each.given is None]
    assert len(found) == 2 and len({other[0] for other in found if other}) == 2


def test_a_stop_is_a_name_a_label_and_an_article_as_doubtful_as_its_worst_place() -> None:
    article = labelled("a", "[LOC Mai] đi.\n[LOC Mai] về.\n[PER Mai] ở nhà.")
    one = example(article)
    runs = one.spans
    found = [PlaceOpinion(runs[0], None, 0.5, 0.4), PlaceOpinion(runs[1], (*runs[1][:2], "PER"), 0.1, 0.8)]
    found.append(PlaceOpinion(runs[2], None, 0.9, 0.1))
    words = WordsElsewhere([one])
    locations, person = sorted(stops(one, article.spans, words, found), key=lambda each: each.label)
    assert locations.places == tuple(place[:2] for place in article.spans[:2])
    assert locations.alternative == tuple((*place[:2], "PER") for place in article.spans[:2])  # one answer to both
    assert locations.kind is DoubtKind.LABEL and locations.score == pytest.approx(
        math.log((0.8 + EVEN) / (0.1 + EVEN)), abs=1e-3
    )
    assert person.places == (article.spans[2][:2],) and not person.is_worth_a_look


def test_an_edge_is_moved_where_it_is_doubted_and_kept_elsewhere() -> None:
    article = labelled("a", "Bà [PER Mai] đi.\nCô [PER Mai] về.")
    one = example(article)
    (first, second), words = one.spans, WordsElsewhere([one])
    found = [PlaceOpinion(first, (first[0] - 1, first[1], "PER"), 0.1, 0.8), PlaceOpinion(second, None, 0.6, 0.3)]
    (doubt,) = stops(one, article.spans, words, found)
    assert doubt.kind is DoubtKind.EDGE and doubt.alternative == ((0, 6, "PER"), article.spans[1])


def test_words_that_are_labelled_otherwise_elsewhere_count_in_full_from_four_on() -> None:
    here = labelled("a", "[LOC Mai] đi.")
    opinion = PlaceOpinion((0, 1, "LOC"), None, 0.5, 0.5)
    scores = []
    for times in (0, 1, 4, 9):
        others = [labelled(f"b{n}", "[PER Mai] đi.") for n in range(times)]
        words = WordsElsewhere([example(each) for each in [here, *others]])
        (doubt,) = stops(example(here), here.spans, words, [opinion])
        scores.append(doubt.score)
    assert scores == [0.0, 0.25, 1.0, 1.0] and doubt.elsewhere == {"PER": 9}


def test_a_way_of_labelling_one_article_counts_less_each_time_it_comes() -> None:
    def doubt(article: str, start: int, score: float, label: str = "LOC") -> Doubt:
        other = (start, start + 1, "PER")
        return Doubt(article, DoubtKind.LABEL, label, ((start, start + 1),), (other,), score, 0.1, 0.9)

    first, second, third = doubt("a", 0, 3.0), doubt("a", 5, 2.9), doubt("a", 9, 2.8)
    elsewhere, otherwise = doubt("b", 0, 2.75), doubt("a", 12, 2.7, "ORG")
    found = in_order([third, otherwise, second, elsewhere, first])
    assert [round(each.score, 4) for each in found] == [
        3.0,
        round(2.9 - AGAIN, 4),
        2.75,
        2.7,
        round(2.8 - 2 * AGAIN, 4),
    ]
    assert in_order(reversed([third, otherwise, second, elsewhere, first])) == found
