"""Steps of the caret and of a selection."""

from hypothesis import given
from hypothesis import strategies as st

from nhan.core.text.units import Unit
from nhan.gui.article_view.caret import Caret, stepped

TEXT = "Ông Nguyễn Văn A, ở “Hà Nội”."


def walk(caret: Caret, *steps: tuple[int, bool], unit: Unit = Unit.SYLLABLE) -> Caret:
    for direction, extend in steps:
        caret = stepped(caret, TEXT, unit, direction, extend)
    return caret


def test_right_and_left_go_from_word_to_word() -> None:
    assert walk(Caret(), (1, False)).offset == 4
    assert walk(Caret(), (1, False), (1, False), (1, False)).offset == 15
    assert walk(Caret(15, 15), (-1, False)).offset == 11
    assert walk(Caret(), (-1, False)).offset == 0


def test_extending_takes_whole_words_and_gives_them_back() -> None:
    assert walk(Caret(4, 4), (1, True)).selection == (4, 10)
    assert walk(Caret(4, 4), (1, True), (1, True)).selection == (4, 14)
    assert walk(Caret(4, 4), (1, True), (1, True), (-1, True)).selection == (4, 10)
    assert walk(Caret(4, 4), (1, True), (-1, True)).selection is None
    assert walk(Caret(10, 10), (-1, True)).selection == (4, 10)
    assert walk(Caret(10, 10), (-1, True), (-1, True)).selection == (0, 10)


def test_a_selection_begun_in_a_word_or_between_words_begins_with_a_word() -> None:
    assert walk(Caret(6, 6), (1, True)).selection == (4, 10)
    assert walk(Caret(3, 3), (1, True)).selection == (4, 10)
    assert walk(Caret(6, 6), (-1, True)).selection == (4, 10)
    quote = TEXT.index("“")
    assert walk(Caret(quote, quote), (1, True)).selection == (quote + 1, quote + 3)


def test_a_plain_step_drops_the_selection_on_its_side() -> None:
    chosen = Caret(4, 14)
    assert walk(chosen, (1, False)) == Caret(14, 14)
    assert walk(chosen, (-1, False)) == Caret(4, 4)


def test_by_characters_marks_stay_with_their_letter() -> None:
    text = "xe\u0323\u0302y"
    assert stepped(Caret(1, 1), text, Unit.GRAPHEME, 1, True).selection == (1, 4)
    assert stepped(Caret(4, 4), text, Unit.GRAPHEME, -1, False).offset == 1


@given(st.text("aệ .,\n\u0323😀", max_size=40), st.data())
def test_steps_go_forth_and_back_inside_the_text(text: str, data: st.DataObject) -> None:
    anchor, offset = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))
    unit, extend = data.draw(st.sampled_from([Unit.SYLLABLE, Unit.GRAPHEME])), data.draw(st.booleans())
    for direction in (1, -1):
        caret = stepped(Caret(anchor, offset), text, unit, direction, extend)
        assert 0 <= caret.offset <= len(text)
        assert 0 <= caret.anchor <= len(text)
        if extend or anchor == offset:
            assert (caret.offset - offset) * direction >= 0
