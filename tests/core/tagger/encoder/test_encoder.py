"""The encoder reads articles: what it holds names to be, windows that join, and the same bytes every time."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from nhan.core.tagger.encoder.encoder import _starts, read
from nhan.core.tagger.encoder.network import WINDOW
from nhan.core.tagger.encoder.odds import TAGS, probabilities
from nhan.core.tagger.tokenized import Tokenized

Tokenizer = Callable[[str], Tokenized]

TEXT = "Chiều nay, ông Nguyễn Văn Khánh tới huyện Krông Bách gặp Công ty Vận tải Hoà Sơn.\n"


def best(odds: bytes) -> list[str]:
    """The likeliest tag of each syllable."""
    rows = (probabilities(odds, place) for place in range(len(odds) // len(TAGS)))
    return [TAGS[row.index(max(row))] for row in rows]


def test_it_knows_names_from_what_stands_around_them(tokenizer: Tokenizer) -> None:
    tokenized = tokenizer(TEXT)
    tags = dict(zip(tokenized.forms, best(read(tokenized)), strict=True))
    assert [tags[form] for form in ("Nguyễn", "Văn", "Khánh")] == ["B-PER", "I-PER", "I-PER"]
    assert (tags["Bách"], tags["Công"], tags["Sơn"], tags["nay"]) == ("I-LOC", "B-ORG", "I-ORG", "O")


def test_a_long_article_is_read_in_windows_that_join(tokenizer: Tokenizer) -> None:
    one, many = tokenizer(TEXT), tokenizer(TEXT * 60)
    tags = best(read(many))
    assert len(tags) == 60 * len(one) > 8 * WINDOW
    # Wherever one window's say ends and another one's begins, a name is one.
    names = [tags[first + 4 : first + 7] for first, _ in many.sentences]
    assert names == [["B-PER", "I-PER", "I-PER"]] * 60


def test_the_windows_are_of_one_length_and_reach_from_end_to_end() -> None:
    for count in (1, WINDOW - 1, WINDOW, WINDOW + 1, 224, 225, 1_000, 12_345):
        length = min(WINDOW, count)
        starts = _starts(count, length)
        assert starts[0] == 0 and starts[-1] + length == count
        assert all(0 < after - before <= 96 for before, after in pairwise(starts))


def test_an_article_without_a_syllable(tokenizer: Tokenizer) -> None:
    assert read(tokenizer(" \n ")) == b""
    assert len(read(tokenizer("A"))) == len(TAGS)


def test_probabilities_sum_to_one(tokenizer: Tokenizer) -> None:
    odds = read(tokenizer(TEXT))
    assert all(sum(probabilities(odds, place)) == pytest.approx(1) for place in range(len(odds) // len(TAGS)))


def test_the_same_article_reads_the_same_every_time(tokenizer: Tokenizer) -> None:
    tokenized = tokenizer(TEXT * 20)
    assert read(tokenized) == read(tokenized)
