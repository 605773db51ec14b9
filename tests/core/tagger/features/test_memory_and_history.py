"""What was labelled before is remembered in one form, and decisions above reach what stands below."""

import unicodedata
from collections.abc import Callable

from nhan.core.tagger.features.decisions_above import DecisionsAbove, training_features
from nhan.core.tagger.features.seen_strings import INSIDE, REFUSED, SeenStrings
from nhan.core.tagger.training_example import TrainingExample

Make = Callable[..., TrainingExample]


def test_memory_counts_agreement_refusal_and_being_part_of_more(example_of: Make) -> None:
    first = example_of("Huế mưa. Ở Huế lạnh.", ("Huế", "LOC"), article="1")
    second = example_of("Đại học Huế tuyển sinh.", ("Đại học Huế", "ORG"), article="2")
    memory = SeenStrings([first, second])
    assert memory.counts(("Huế",)) == {"LOC": 1, REFUSED: 1, INSIDE: 1}
    assert memory.counts(("Huế",), without="2") == {"LOC": 1, REFUSED: 1}
    assert memory.counts(("Vinh",)) == {}


def test_memory_knows_a_name_in_every_spelling(example_of: Make) -> None:
    memory = SeenStrings([example_of("Đến Hoà Bình.", ("Hoà Bình", "LOC"))])
    for text in ("Về Hòa Bình.", unicodedata.normalize("NFD", "Về Hoà Bình.")):
        found = memory.features(example_of(text).tokenized)
        assert [bool(each) for each in found] == [False, True, True, False]


def test_what_an_article_taught_is_left_out_while_learning_from_it(example_of: Make) -> None:
    only = example_of("Ở Huế.", ("Huế", "LOC"), article="1")
    memory = SeenStrings([only])
    assert memory.features(only.tokenized, without="1") == [()] * 3
    assert memory.features(only.tokenized)[1]


def test_a_memory_from_its_counts_suggests_the_same(example_of: Make) -> None:
    memory = SeenStrings([example_of("Ở Huế và Huế.", ("Huế", "LOC"), ("Huế", "LOC"))])
    again = SeenStrings.of(dict(memory.all_counts()))
    tokenized = example_of("Về Huế.").tokenized
    assert again.features(tokenized) == memory.features(tokenized)


def test_training_sees_exactly_what_suggesting_will_see(example_of: Make) -> None:
    example = example_of(
        "Ông Hà Văn Nam, bà Lê Na và Nam Cao ở Huế. Nam ở lại Huế.",
        ("Hà Văn Nam", "PER"),
        ("Lê Na", "PER"),
        ("Huế", "LOC"),
        ("Nam", "PER"),
    )
    trained = training_features(example)
    tags = example.tags()
    history = DecisionsAbove(example.tokenized)
    for first, last in example.tokenized.sentences:
        place = first
        while place < last:
            end = place + 1
            while tags[place] != "O" and end < last and tags[end].startswith("I-"):
                end += 1
            if tags[place] != "O":
                assert trained[place:end] == history.features(place, last)[: end - place]
            history.see(place, tags[place:end])
            place = end


def test_a_decision_above_is_told_below(example_of: Make) -> None:
    tokenized = example_of("Gặp Sao Biển. Tàu Sao Biển đi.").tokenized
    history = DecisionsAbove(tokenized)
    before = history.features(5, 7)
    history.see(0, ["O", "B-SHIP", "I-SHIP", "O"])
    after = history.features(5, 7)
    assert before != after
    assert "hs=BSHIP" in after[0]
    assert "hs=ISHIP" in after[1]
