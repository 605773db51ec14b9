"""Offsets and pixels: every place of a text can be hit, in every kind of text, by exact code points."""

import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from nhan.gui.article_view.look import Look, measure
from nhan.gui.article_view.page import Page
from nhan.gui.article_view.pieces import Pieces

PLAIN_WORDS = ["Nguyễn", "e\u0323\u0302", "đường", " ", "  ", "\u00a0", "\t", "A", "x.", "“Hà Nội”", "dài" * 40]
BREAKS = ["\n", "\r\n", "\r", "\u2028", "\n\n", "\x85"]
ODD_WORDS = ["😀", "👨\u200d👩\u200d👧", "𝒜𝒷", "\u200b", "\ufeff", "\ufb01", "\x07"]
WORDS = st.sampled_from([*PLAIN_WORDS, *BREAKS, *ODD_WORDS])
TEXTS = st.lists(WORDS, max_size=60).map("".join)
# At the ends of a right-to-left run one offset has two places: such text is shown, but not part of the law of places.
MIXED = st.lists(WORDS | st.sampled_from(["שלום", "مرحبا"]), max_size=60).map("".join)


def page_of(text: str, width: int = 300) -> Page:
    look = Look()
    font: QFont = look.text_font()
    return Page(Pieces(text), font, measure(look), width)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, data=st.data())
def test_a_place_hit_is_the_place_that_was_meant(qapp: object, text: str, data: st.DataObject) -> None:
    page = page_of(text)
    # Between a letter and its mark is no place to stand: the caret never gets there.
    offset = data.draw(st.sampled_from([*(match.start() for match in regex.finditer(r"\X", text)), len(text)]))
    place = page.place(offset)
    start, end = page.range_of(place.piece, place.line)
    visible = start + len(text[start:end].rstrip(" \t"))
    hangs = visible < offset  # among the spaces that end a line: these may hang off it, without a place of their own
    hit = page.offset_at(place.piece, place.line, place.x)
    again = page.place(hit)
    # Characters without width share their place with a neighbour: the place is what comes back, exactly.
    assert (again.piece, again.line) == (place.piece, place.line)
    assert hangs or abs(again.x - place.x) < 1


PLAIN = st.lists(
    st.sampled_from(["Nguyễn", "e\u0323\u0302", "đi ", "\u00a0x", "😀", "𝒜", "\n", "\r\n", "\u2028", "Ư ", "“A”"]),
    max_size=60,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(text=PLAIN)
def test_every_grapheme_of_a_text_is_hit_by_its_own_offset(qapp: object, text: str) -> None:
    page = page_of(text)
    for match in regex.finditer(r"\X", text):
        offset = match.start()
        if match.group() in ("\n", "\r\n", "\u2028"):
            continue
        place = page.place(offset)
        shaped = page.shaped(place.piece)
        local = offset - page.pieces.starts[place.piece]
        if text[offset] == " " and local + 1 == shaped.end_of(place.line):
            continue  # hangs off the line's end without a place of its own
        assert page.offset_at(place.piece, place.line, place.x) == offset
        assert page.pieces.starts[place.piece] + shaped.grapheme_at(place.line, place.x + 1.5) == offset


@settings(max_examples=60, deadline=None)
@given(text=MIXED)
def test_lines_cover_the_text_once_and_in_order(qapp: object, text: str) -> None:
    page = page_of(text)
    for piece in range(len(page.pieces)):
        page.shaped(piece)
    at = 0
    for piece, line, _ in page.lines(0, page.height + 1):
        start, end = page.range_of(piece, line)
        assert start == at
        at = end
    assert at == len(text)


def test_estimates_become_exact_and_stay(qapp: object) -> None:
    text = "\n".join("câu này khá dài và xuống dòng nhiều lần. " * (number % 9) for number in range(200))
    page, exact = page_of(text), page_of(text)
    for piece in range(len(exact.pieces)):
        exact.shaped(piece)
    while page.measure_next():
        pass
    assert page.height == exact.height
    assert not page.measure_next()


def test_only_so_much_text_is_kept_laid_out(qapp: object) -> None:
    page = page_of("câu này khá dài và xuống dòng nhiều lần. " * 20_000)
    for piece in range(len(page.pieces)):
        page.shaped(piece)
    assert len(page.kept()) < len(page.pieces) / 2


def test_the_shared_article_is_laid_out(qtbot: QtBot, shared_article: "object") -> None:
    text = shared_article.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    page = page_of(text, 860)
    for match in regex.finditer(r"[^\s]+", text):
        place = page.place(match.start())
        assert page.offset_at(place.piece, place.line, place.x) == match.start()
