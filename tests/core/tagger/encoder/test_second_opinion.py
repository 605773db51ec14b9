"""The encoder's word beside a field's: under the project's names, by weight, summing to one."""

import pytest

from nhan.core.tagger.encoder.odds import MOST, TAGS
from nhan.core.tagger.encoder.second_opinion import SecondOpinion
from nhan.core.tagger.tokenized import Tokenized

FIELD = ["O", "B-PERSON", "I-PERSON", "B-DATE"]


def sure(*tags: str) -> Tokenized:
    """An article of syllables that are surely these."""
    odds = bytes(MOST if each == tag else 0 for tag in tags for each in TAGS)
    return Tokenized([], [], [], [], [], [], [], odds)


def test_it_is_a_mean_by_weight_under_the_project_s_names() -> None:
    opinion = SecondOpinion({"PER": "PERSON"}, FIELD, 0.25)
    (row,) = opinion.mean(sure("O", "B-PER"), 1, [], [[0.6, 0.2, 0.0, 0.2]])
    assert row == pytest.approx([0.45, 0.4, 0.0, 0.15])


def test_labels_that_the_project_has_not_are_nothing() -> None:
    opinion = SecondOpinion({"PER": "PERSON"}, FIELD, 0.5)
    (row,) = opinion.mean(sure("I-LOC"), 0, [], [[0.5, 0.5, 0.0, 0.0]])
    assert row == pytest.approx([0.75, 0.25, 0.0, 0.0])


def test_of_an_article_that_was_not_read_it_says_nothing() -> None:
    rows = [[0.5, 0.5, 0.0, 0.0]]
    assert SecondOpinion({"PER": "PERSON"}, FIELD, 0.5).mean(sure(), 0, [], rows) == rows
