"""What was labelled before is remembered in one form, and counted article by article."""

import unicodedata
from collections.abc import Callable

from nhan.core.tagger.features.seen_strings import INSIDE, REFUSED, SeenStrings
from nhan.core.tagger.training_example import TrainingExample

Make = Callable[..., TrainingExample]


def test_memory_counts_agreement_refusal_and_being_part_of_more(example_of: Make) -> None:
    first = example_of("Huế mưa. Ở Huế lạnh.", ("Huế", "LOC"), article="1")
    second = example_of("Đại học Huế tuyển sinh.", ("Đại học Huế", "ORG"), article="2")
    seen = SeenStrings([first, second])
    assert seen.counts(("Huế",)) == {"LOC": 1, REFUSED: 1, INSIDE: 1}
    assert seen.counts(("Huế",), without="2") == {"LOC": 1, REFUSED: 1}
    assert seen.counts(("Vinh",)) == {}


def test_memory_knows_a_name_in_every_spelling(example_of: Make) -> None:
    seen = SeenStrings([example_of("Đến Hoà Bình.", ("Hoà Bình", "LOC"))])
    for text in ("Về Hòa Bình.", unicodedata.normalize("NFD", "Về Hoà Bình.")):
        found = seen.features(example_of(text).tokenized)
        assert [bool(each) for each in found] == [False, True, True, False]


def test_what_an_article_taught_is_left_out_while_learning_from_it(example_of: Make) -> None:
    only = example_of("Ở Huế.", ("Huế", "LOC"), article="1")
    seen = SeenStrings([only])
    assert seen.features(only.tokenized, without="1") == [()] * 3
    assert seen.features(only.tokenized)[1]


def test_a_memory_from_its_counts_suggests_the_same(example_of: Make) -> None:
    seen = SeenStrings([example_of("Ở Huế và Huế.", ("Huế", "LOC"), ("Huế", "LOC"))])
    again = SeenStrings.of(dict(seen.all_counts()))
    tokenized = example_of("Về Huế.").tokenized
    assert again.features(tokenized) == seen.features(tokenized)
