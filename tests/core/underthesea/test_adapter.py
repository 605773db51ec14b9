"""The adapter gives what underthesea gives, word for word, and says exactly where in the text it stands."""

import unicodedata

import pytest
import underthesea
from hypothesis import given, settings
from hypothesis import strategies as st
from underthesea.pipeline.text_normalize.character_normalize import normalize_characters_in_text
from underthesea.pipeline.word_tokenize.regex_tokenize import tokenize

from nhan.core.underthesea.adapter import Underthesea, Word
from nhan.core.underthesea.sentences import LONGEST, sentences
from tests.core.building import NASTY
from tests.core.underthesea.corpus import DAMAGE, damaged

EACH = 100  # sentences for every kind of damage: 2,600 in all

TRAPS = [
    "Hoà Bình, thuỷ điện, khoẻ mạnh: HOÀ BÌNH và Hòa Bình.",
    "Nghành qui định bíết nghành nghề.",
    "Ðà Nẵng và ðường Ðiện Biên.",
    "Hà\u200bNội, Hà\u200dNội, Hà\u00adNội.",
    "< b>Bộ Y tế</b>&nbsp;và «Lào», “Mỹ”.",
    "👩‍🌾 ở 𝐇𝐚̀ 𝐍𝐨̣̂𝐢 😀😀",
    "Hà  Nội, Hà\tNội, Hà\u00a0Nội",
    "\ufeffCông an tỉnh Bắc Ninh.\r\nHết.\rRồi\u2028.",
    "\u0301Nội \u0301\u0323 e\u0302\u0323\u0301x",
    unicodedata.normalize("NFD", "Thủ tướng Phạm Minh Chính thăm Hoà Bình, Đồng Tháp."),
]


@pytest.fixture(scope="module")
def adapter() -> Underthesea:
    return Underthesea()


def as_underthesea(text: str) -> list[tuple[str, str, str]]:
    """Word, POS tag and label of its own ``ner``, sentence by sentence."""
    norm = unicodedata.normalize("NFC", text)
    found = [underthesea.ner(norm[start:end]) for start, end in sentences(norm, underthesea.sent_tokenize)]
    return [(word, pos, label) for words in found for word, pos, _, label in words]


def as_adapter(adapter: Underthesea, text: str) -> list[tuple[str, str, str]]:
    return [
        (word.text, word.pos, label)
        for words in adapter.sentences(text)
        for word, label in zip(words, adapter.labels(words), strict=True)
    ]


def bare(text: str) -> str:
    """Without white space."""
    return "".join(text.split())


def seen(text: str) -> list[str]:
    """What underthesea's tokenizer cuts out of each sentence before it respells anything, white space left out."""
    norm = unicodedata.normalize("NFC", text)
    found = []
    for start, end in sentences(norm, underthesea.sent_tokenize):
        tokens = iter(tokenize(norm[start:end], use_token_normalize=False))
        for word in underthesea.word_tokenize(norm[start:end]):
            # A word's respelt tokens are joined by spaces, and no token has one inside.
            found.append("".join(next(tokens) for _ in word.split(" ")))
    return found


def ranges_of(adapter: Underthesea, text: str) -> list[Word]:
    return [word for words in adapter.sentences(text) for word in words]


def check_ranges(text: str, ranges: list[tuple[int, int]]) -> None:
    """In order, no overlap, nothing lost."""
    edges = [0, *(edge for one in ranges for edge in one), len(text)]
    assert edges == sorted(edges)
    assert "".join(bare(text[start:end]) for start, end in ranges) == bare(text)


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGE)
def test_thousands_of_sentences_come_out_as_from_underthesea(adapter: Underthesea, damage: str) -> None:
    for text in damaged(damage, EACH):
        assert as_adapter(adapter, text) == as_underthesea(text), ascii(text)


@pytest.mark.parametrize("damage", DAMAGE)
def test_every_word_stands_where_underthesea_saw_it(adapter: Underthesea, damage: str) -> None:
    for text in damaged(damage, EACH):
        words = ranges_of(adapter, text)
        check_ranges(text, [(word.start, word.end) for word in words])
        at = [bare(normalize_characters_in_text(text[word.start : word.end])) for word in words]
        assert "".join(at) == "".join(seen(text)), ascii(text)
        if damage not in ("bare marks", "stacked marks"):  # there two words can share one cluster of marks
            assert at == seen(text), ascii(text)


@pytest.mark.parametrize("text", TRAPS)
def test_the_traps_one_by_one(adapter: Underthesea, text: str) -> None:
    assert as_adapter(adapter, text) == as_underthesea(text)
    check_ranges(text, [(word.start, word.end) for word in ranges_of(adapter, text)])
    assert adapter.words(text) == [(word.start, word.end) for word in ranges_of(adapter, text) if word.start < word.end]
    words = {edge for edges in adapter.words(text) for edge in edges}
    assert all({found.start, found.end} <= words for found in adapter.suggest(text))


@given(st.one_of(NASTY, st.text(max_size=40).filter(lambda text: text.isprintable())))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all(text: str) -> None:
    adapter = _shared()
    assert as_adapter(adapter, text) == as_underthesea(text)
    check_ranges(text, adapter.words(text))


def _shared(made: list[Underthesea] = []) -> Underthesea:  # noqa: B006  hypothesis takes no fixture of this scope
    if not made:
        made.append(Underthesea())
    return made[0]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_sentences_of_few_words(adapter: Underthesea, count: int) -> None:
    for text in ("Hà Nội và Huế", "a b c d", "TP.HCM 2 3 Lào"):
        short = " ".join(text.split()[:count])
        assert as_adapter(adapter, short) == as_underthesea(short)


def test_an_article_in_every_form_has_the_same_suggestions(adapter: Underthesea, shared_article_text: str) -> None:
    text = shared_article_text
    found = [(text[one.start : one.end], one.label) for one in adapter.suggest(text)]
    assert len(found) > 20
    for other in (
        unicodedata.normalize("NFD", text),
        text.replace("\n", "\r\n"),
        text.replace(" ", "\u00a0"),
    ):
        same = [(other[one.start : one.end], one.label) for one in adapter.suggest(other)]
        plain = [(unicodedata.normalize("NFC", words).replace("\u00a0", " "), label) for words, label in same]
        assert plain == found


def test_suggestions_are_the_labelled_runs_with_a_confidence(adapter: Underthesea) -> None:
    text = "Ông Putin ca ngợi những thành tựu vĩ đại của Liên Xô."
    found = adapter.suggest(text)
    assert [(text[one.start : one.end], one.label) for one in found] == [("Putin", "PER"), ("Liên Xô", "LOC")]
    assert all(one.confidence is not None and 0.5 < one.confidence <= 1 for one in found)
    assert all(one.runner_up != one.label for one in found)


def test_a_long_line_without_an_end_is_worked_on_in_pieces(adapter: Underthesea) -> None:
    text = "ông Nguyễn Văn A ở Hà Nội và bà B " * 1_000
    check_ranges(text, adapter.words(text))
    assert all(words[-1].end - words[0].start <= LONGEST for words in adapter.sentences(text))
