"""The adviser's word beside a field's: as far as it has turned out right, and less with every corrected article."""

from collections.abc import Callable

import pytest

from nhan.core.suggestion import Suggestion
from nhan.core.tagger.advice.advised import advised
from nhan.core.tagger.advice.opinion import NO_TRUST, AdviserOpinion, AdviserTrust, trust
from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training_example import TrainingExample

Tokenizer = Callable[[str], Tokenized]
TAGS = ["O", "B-PER", "I-PER"]
TEXT = "Bà Lê Mận về."


def test_trust_is_the_share_of_what_was_right(tokenizer: Tokenizer) -> None:
    right = advised(tokenizer(TEXT), [Suggestion(3, 9, "PER")])
    wrong = advised(tokenizer(TEXT), [Suggestion(0, 2, "PER")])
    examples = [TrainingExample(name, each, [(1, 3, "PER")]) for name, each in (("a", right), ("b", wrong))]
    found = trust([*examples, TrainingExample("c", tokenizer(TEXT), [(1, 3, "PER")])])
    assert tuple(found) == pytest.approx((2, (1 + 8 * 0.7) / (2 + 8), 5 / 7))
    assert trust([TrainingExample("c", tokenizer(TEXT), [])]) is NO_TRUST


def test_what_it_proposes_gains_and_what_it_passes_over_is_held_to_be_nothing(tokenizer: Tokenizer) -> None:
    tokenized = advised(tokenizer(TEXT), [Suggestion(3, 9, "PER")])
    rows = [[0.6, 0.3, 0.1]] * 2
    often = AdviserOpinion(TAGS, AdviserTrust(1, 0.9, 0.95)).mean(tokenized, 0, [], rows)
    assert often[0][0] > 0.6 and often[1][1] > 0.3
    assert [sum(row) for row in often] == pytest.approx([1, 1])
    later = AdviserOpinion(TAGS, AdviserTrust(100, 0.9, 0.95)).mean(tokenized, 0, [], rows)
    assert 0.3 < later[1][1] < often[1][1]


@pytest.mark.parametrize("trusted", [AdviserTrust(1, 0.5, 0.9), AdviserTrust(1, 0.2, 0.9)])
def test_one_that_errs_every_other_time_has_no_say(tokenizer: Tokenizer, trusted: AdviserTrust) -> None:
    tokenized = advised(tokenizer(TEXT), [Suggestion(3, 9, "PER")])
    rows = [[0.6, 0.3, 0.1]] * 5
    assert AdviserOpinion(TAGS, trusted).mean(tokenized, 0, [], rows) == rows


def test_it_says_nothing_of_labels_that_the_field_does_not_know_or_where_it_was_not_asked(tokenizer: Tokenizer) -> None:
    opinion, rows = AdviserOpinion(TAGS, AdviserTrust(1, 0.9, 0.95)), [[0.6, 0.3, 0.1]]
    assert opinion.mean(tokenizer(TEXT), 1, [], rows) == rows
    assert opinion.mean(advised(tokenizer(TEXT), [Suggestion(3, 9, "SHIP")]), 1, [], rows) == rows
