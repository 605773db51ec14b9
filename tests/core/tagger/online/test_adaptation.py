"""What an article teaches while it is corrected holds below, in whatever steps it was told."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.iob import tags_of
from nhan.core.tagger.model import TaggerModel, learn, prepare
from nhan.core.tagger.online.adaptation import Adaptation
from nhan.core.tagger.online.remainder import Remainder
from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training_example import training_example
from tests.core.conftest import Tokenizer
from tests.core.news import articles

TAGS = ["B-A", "B-B", "O"]


def test_a_mistake_shifts_what_looks_alike_below_and_nothing_else() -> None:
    rows = [["a", "x"], ["b"], ["a"], ["c"], ["a", "x"]]
    adaptation = Adaptation(rows, TAGS)
    adaptation.see(2, "B-B", [0.8, 0.1, 0.1])
    assert [adaptation.shift_features(place) for place in range(4)] == [(), (), (), ()]
    for _ in range(3):
        adaptation.see(0, "B-B", [0.8, 0.1, 0.1])
    assert any(name.startswith("+B-B/") for name in adaptation.shift_features(4))
    assert not any(name.startswith("+B-A/") for name in adaptation.shift_features(4))
    assert adaptation.shift_features(1) == adaptation.shift_features(3) == ()


def test_what_was_right_and_what_the_model_cannot_say_teach_nothing() -> None:
    adaptation = Adaptation([["a"], ["a"]], TAGS)
    adaptation.see(0, "B-A", [0.9, 0.05, 0.05])
    adaptation.see(0, "B-NEW", [0.9, 0.05, 0.05])
    assert adaptation.shift_features(1) == ()


def test_a_feature_that_stands_nearly_everywhere_carries_nothing() -> None:
    adaptation = Adaptation([["everywhere"]] * 40, TAGS)
    adaptation.see(0, "B-B", [1.0, 0.0, 0.0])
    assert adaptation.shift_features(1) == ()


@pytest.fixture(scope="module")
def learned(tokenizer: Tokenizer) -> TaggerModel:
    return learn([prepare(training_example(each, tokenizer(each.text))) for each in articles(10)])


@pytest.fixture(scope="module")
def below(tokenizer: Tokenizer) -> Callable[[], tuple[Tokenized, Sequence[str]]]:
    """A longer article and its right tags."""
    one = training_example(articles(1, first=50)[0], tokenizer(articles(1, first=50)[0].text))
    return lambda: (one.tokenized, one.tags())


@given(cuts=st.sets(st.integers(1, 60)))
@settings(max_examples=30, deadline=None)
def test_the_steps_in_which_it_was_told_make_no_difference(
    cuts: set[int], learned: TaggerModel, below: Callable[[], tuple[Tokenized, Sequence[str]]]
) -> None:
    tokenized, its = below()
    # Everything is labelled other than the model holds, so that there is much to learn.
    wrong = [tag.replace("PER", "X").replace("LOC", "PER").replace("X", "LOC") for tag in its]
    end = max((place for place in cuts if place <= len(its) and not inside(wrong, place)), default=0)
    at_once, in_steps = learned.remainder(tokenized), learned.remainder(tokenized)
    at_once.decide(wrong[:end])
    place = 0
    for cut in sorted(cuts):
        if cut <= end and not inside(wrong, cut):
            in_steps.decide(wrong[place:cut])
            list(in_steps.predictions())
            place = cut
    assert list(in_steps.predictions()) == list(at_once.predictions())


def test_going_back_forgets_what_was_told(
    learned: TaggerModel, below: Callable[[], tuple[Tokenized, Sequence[str]]]
) -> None:
    tokenized, its = below()
    remainder: Remainder = learned.remainder(tokenized)
    first = list(remainder.predictions())
    remainder.decide_all(tags_of(len(tokenized), [])[:20])
    remainder.decide_all(its)
    assert remainder.decided == len(tokenized)
    remainder.decide_all([])
    assert remainder.decided == 0
    assert list(remainder.predictions()) == first


def inside(its: Sequence[str], place: int) -> bool:
    return place < len(its) and its[place].startswith("I-")
