"""Syllables have exact offsets whatever the text, and spans become runs of them."""

import unicodedata
from pathlib import Path

from hypothesis import given, settings

from nhan.core.iob import tags_of
from nhan.core.tagger.tokenized import syllable_runs, tokenize
from nhan.core.text.fold import visible
from nhan.core.underthesea.adapter import Underthesea
from tests.core.building import NASTY
from tests.core.conftest import Tokenizer

UNDERTHESEA = Underthesea()


@given(NASTY)
@settings(max_examples=200, deadline=None)
def test_syllables_are_in_order_and_leave_out_nothing_that_can_be_seen(text: str) -> None:
    tokenized = tokenize(text, UNDERTHESEA)
    reached = 0
    for start, end in tokenized.places:
        assert reached <= start < end
        assert not visible(text[reached:start]).strip()
        reached = end
    assert not visible(text[reached:]).strip()
    assert all(tokenized.forms)
    assert [place for first, last in tokenized.sentences for place in range(first, last)] == list(range(len(tokenized)))


def test_the_two_forms_of_a_text_are_tokenized_alike(shared_article: Path, tokenizer: Tokenizer) -> None:
    text = unicodedata.normalize("NFC", shared_article.read_text(encoding="utf-8"))
    plain, apart = tokenizer(text), tokenizer(unicodedata.normalize("NFD", text))
    assert (apart.forms, apart.pos, apart.sentences) == (plain.forms, plain.pos, plain.sentences)


def test_a_sign_that_cannot_be_seen_makes_no_other_syllables(tokenizer: Tokenizer) -> None:
    text = "Bà Trần Thuỷ Hoà đến Huế."
    plain = tokenizer(text)
    hidden = tokenizer("\ufeffBà Tr\u00adần\u200b Thuỷ Ho\u2060à\u200e đến Huế\u200b.")
    assert hidden.forms == plain.forms
    assert [end - start for start, end in hidden.places] == [2, 5, 4, 4, 3, 3, 1]


def test_spans_become_tags_and_the_outermost_win(tokenizer: Tokenizer) -> None:
    tokenized = tokenizer("Công an tỉnh Bắc Ninh vào cuộc.")
    found = syllable_runs(tokenized, [(8, 21, "LOC"), (0, 21, "ORG")])
    assert found == [(0, 5, "ORG")]
    assert tags_of(len(tokenized), found)[:6] == ["B-ORG", "I-ORG", "I-ORG", "I-ORG", "I-ORG", "O"]
