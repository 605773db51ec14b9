"""What a click, a drag and an edge mean: pure functions."""

from nhan.core.operations import Edge
from nhan.core.text.units import Unit
from nhan.gui.article_view.hit_test import edge_to, edge_under, entered, next_outer
from nhan.gui.article_view.row import Fragment
from nhan.gui.article_view.sureness import Sureness
from tests.gui.article_view.scenes import span

TEXT = "Ông Nguyễn Văn A, ở TP.HCM, nói."


def test_a_repeated_click_goes_outwards_and_round() -> None:
    ids = ["inner", "middle", "outer"]
    assert next_outer(ids, None) == "inner"
    assert next_outer(ids, "another") == "inner"
    assert next_outer(ids, "inner") == "middle"
    assert next_outer(ids, "outer") == "inner"
    assert next_outer([], "inner") is None


def test_a_drag_means_whole_words_without_what_stands_around_them() -> None:
    start = TEXT.index("guyễn")
    assert entered(TEXT, start, start + 8, Unit.SYLLABLE, ()) == (4, 14)  # "Nguyễn Văn"
    assert entered(TEXT, 4, TEXT.index("ở"), Unit.SYLLABLE, ()) == (4, 16)  # no comma, no space
    assert entered(TEXT, TEXT.index("HCM"), TEXT.index("HCM") + 1, Unit.SYLLABLE, ()) == (20, 26)
    assert entered(TEXT, 8, 5, Unit.SYLLABLE, ()) == (4, 10)  # to the left, too
    assert entered(TEXT, 8, 8, Unit.SYLLABLE, ()) is None
    assert entered(TEXT, 16, 17, Unit.SYLLABLE, ()) == (16, 17)  # only the comma: then the comma


def test_a_drag_by_characters_keeps_graphemes_whole() -> None:
    text = "xe\u0323\u0302y"
    assert entered(text, 1, 2, Unit.GRAPHEME, ()) == (1, 4)


def test_an_edge_goes_to_the_nearest_word_edge_and_leaves_something() -> None:
    name = (TEXT.index("Nguyễn"), TEXT.index(", ở"))
    assert edge_to(TEXT, name, Edge.END, 12, Unit.SYLLABLE, ()) in (10, 14)
    assert edge_to(TEXT, name, Edge.END, 0, Unit.SYLLABLE, ()) == 10
    assert edge_to(TEXT, name, Edge.START, len(TEXT), Unit.SYLLABLE, ()) == 15
    assert edge_to(TEXT, name, Edge.START, 0, Unit.SYLLABLE, ()) == 0
    assert edge_to(TEXT, name, Edge.END, 12, Unit.GRAPHEME, ()) == 12
    assert edge_to(TEXT, name, Edge.START, 100, Unit.GRAPHEME, ()) == name[1] - 1


def test_edges_that_are_open_cannot_be_grabbed() -> None:
    whole = Fragment(span(TEXT, "Nguyễn"), 10, 60, False, False, 0, False, Sureness.CONFIRMED)
    assert edge_under(whole, 11) is Edge.START
    assert edge_under(whole, 58) is Edge.END
    assert edge_under(whole, 35) is None
    assert edge_under(whole._replace(open_left=True), 11) is None
    assert edge_under(whole._replace(open_right=True), 58) is None
    assert edge_under(whole._replace(right=14), 13) is Edge.END
    assert edge_under(None, 11) is None
