"""What an article teaches while it is corrected holds below, in whatever steps it was told."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.iob import tags_of
from nhan.core.tagger.crf.adapter import Crf, offsets, train
from nhan.core.tagger.model import TaggerModel, example, learn
from nhan.core.tagger.online.adaptation import Adaptation
from nhan.core.tagger.online.remainder import Remainder
from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training_example import lesson
from tests.core.conftest import Reads
from tests.core.news import articles

TAGS = ["B-A", "B-B", "O"]
SENTENCE = [["one"], ["two"], ["three"]]


@pytest.fixture(scope="module")
def field() -> Crf:
    return train([SENTENCE, [["one"], ["three"]]], [["B-A", "B-B", "O"], ["B-A", "O"]], 20)


@given(st.lists(st.floats(-6, 6), min_size=3, max_size=3))
def test_offsets_shift_the_odds_as_far_as_they_say(shift: list[float]) -> None:
    one = train([[["one"]], [["two"]]], [["B-A"], ["O"]], 20)
    wanted = {"B-A": shift[0], "O": shift[1]}
    (plain,) = one.marginals([["one"]])
    (moved,) = one.marginals([["one", *offsets(one.tags, [wanted[tag] for tag in one.tags])]])
    odds = [(moved[0] / moved[1]) / (plain[0] / plain[1])]
    assert odds[0] == pytest.approx(2.718281828 ** (wanted[one.tags[0]] - wanted[one.tags[1]]), rel=0.15)


def test_an_offset_reaches_the_neighbours(field: Crf) -> None:
    """As a change of the model would: the tags of a sentence hang together."""
    towards = [6.0 if tag == "O" else 0.0 for tag in field.tags]
    before = field.marginals(SENTENCE)
    after = field.marginals([SENTENCE[0], [*SENTENCE[1], *offsets(field.tags, towards)], SENTENCE[2]])
    outside = field.tags.index("O")
    assert after[1][outside] > 0.9 > before[1][outside]
    assert after[2] != before[2]


def test_a_mistake_shifts_what_looks_alike_below_and_nothing_else() -> None:
    rows = [["a", "x"], ["b"], ["a"], ["c"], ["a", "x"]]
    adaptation = Adaptation(rows, TAGS)
    adaptation.see(2, "B-B", [0.8, 0.1, 0.1])
    assert [adaptation.offsets(place) for place in range(4)] == [(), (), (), ()]
    for _ in range(3):
        adaptation.see(0, "B-B", [0.8, 0.1, 0.1])
    assert any(name.startswith("+B-B/") for name in adaptation.offsets(4))
    assert not any(name.startswith("+B-A/") for name in adaptation.offsets(4))
    assert adaptation.offsets(1) == adaptation.offsets(3) == ()


def test_what_was_right_and_what_the_model_cannot_say_teach_nothing() -> None:
    adaptation = Adaptation([["a"], ["a"]], TAGS)
    adaptation.see(0, "B-A", [0.9, 0.05, 0.05])
    adaptation.see(0, "B-NEW", [0.9, 0.05, 0.05])
    assert adaptation.offsets(1) == ()


def test_a_feature_that_stands_nearly_everywhere_carries_nothing() -> None:
    adaptation = Adaptation([["everywhere"]] * 40, TAGS)
    adaptation.see(0, "B-B", [1.0, 0.0, 0.0])
    assert adaptation.offsets(1) == ()


@pytest.fixture(scope="module")
def learned(reads: Reads) -> TaggerModel:
    return learn([example(lesson(each, reads(each.text))) for each in articles(10)])


@pytest.fixture(scope="module")
def below(reads: Reads) -> Callable[[], tuple[Tokenized, Sequence[str]]]:
    """A longer article and its right tags."""
    one = lesson(articles(1, first=50)[0], reads(articles(1, first=50)[0].text))
    return lambda: (one.reading, one.tags())


@given(cuts=st.sets(st.integers(1, 60)))
@settings(max_examples=30, deadline=None)
def test_the_steps_in_which_it_was_told_make_no_difference(
    cuts: set[int], learned: TaggerModel, below: Callable[[], tuple[Tokenized, Sequence[str]]]
) -> None:
    reading, its = below()
    # Everything is labelled other than the model holds, so that there is much to learn.
    wrong = [tag.replace("PER", "X").replace("LOC", "PER").replace("X", "LOC") for tag in its]
    end = max((place for place in cuts if place <= len(its) and not inside(wrong, place)), default=0)
    at_once, in_steps = learned.rest(reading), learned.rest(reading)
    at_once.decide(wrong[:end])
    place = 0
    for cut in sorted(cuts):
        if cut <= end and not inside(wrong, cut):
            in_steps.decide(wrong[place:cut])
            list(in_steps.guesses())
            place = cut
    assert list(in_steps.guesses()) == list(at_once.guesses())


def test_going_back_forgets_what_was_told(
    learned: TaggerModel, below: Callable[[], tuple[Tokenized, Sequence[str]]]
) -> None:
    reading, its = below()
    rest: Remainder = learned.rest(reading)
    first = list(rest.guesses())
    rest.decide_all(tags_of(len(reading), [])[:20])
    rest.decide_all(its)
    assert rest.decided == len(reading)
    rest.decide_all([])
    assert rest.decided == 0
    assert list(rest.guesses()) == first


def inside(its: Sequence[str], place: int) -> bool:
    return place < len(its) and its[place].startswith("I-")
