"""The plot: round figures on its axes, names that do not cover each other, the same in words, and something painted."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from nhan.gui.widgets.line_chart import LineChart, Series, spread, ticks

FIGURES = st.floats(0, 5000).map(lambda value: round(value, 3))


@given(FIGURES, FIGURES, st.integers(2, 12))
def test_ticks_are_few_evenly_spaced_and_take_in_both_ends(low: float, high: float, most: int) -> None:
    assume(high - low > 0.01)
    found = ticks(low, high, most)
    assert 2 <= len(found) <= max(3, most)
    assert found[0] <= low + 1e-6
    assert found[-1] >= high - 1e-6
    steps = [after - before for before, after in pairwise(found)]
    assert max(steps) == pytest.approx(min(steps), rel=1e-6)


@given(st.integers(0, 4000), st.integers(1, 4000), st.integers(2, 12))
def test_ticks_of_counts_are_whole(low: int, more: int, most: int) -> None:
    assert all(each == int(each) for each in ticks(low, low + more, most, whole=True))


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_names_keep_their_distance_their_order_and_their_room(wanted: list[float]) -> None:
    found = spread(wanted, 12, 0, 100)
    assert min(found) >= -1e-6
    assert max(found) <= 100 + 1e-6
    ordered = sorted(found)
    assert all(b - a >= 12 - 1e-6 for a, b in pairwise(ordered))
    assert all(found[a] <= found[b] for a in range(len(wanted)) for b in range(len(wanted)) if wanted[a] < wanted[b])


@pytest.fixture
def plot(qtbot: QtBot) -> LineChart:
    made = LineChart()
    qtbot.addWidget(made)
    made.setLocale(QLocale("en"))
    made.set_words("Corrections", "articles", "per span", "Nothing yet.")
    made.resize(280, 200)
    made.show()
    return made


def colours(plot: LineChart) -> set[str]:
    image = plot.grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


def test_the_figures_are_said_in_words(plot: LineChart) -> None:
    assert plot.accessibleName() == "Corrections"
    assert plot.accessibleDescription() == "Nothing yet."
    plot.set_series([Series("all", [(1, 0.5), (40, 0.25)]), Series("none", [])])
    words = plot.accessibleDescription()
    assert "per span" in words
    assert all(figure in words for figure in (plot.figure(0.5), plot.figure(0.25), "40"))
    assert "none" not in words


@pytest.mark.parametrize("paper", ["#fdfdfb", "#1c1d21"])
def test_each_number_of_points_and_curves_is_painted_in_the_palettes_colours(plot: LineChart, paper: str) -> None:
    palette = plot.palette()
    ink = "#1d1f24" if paper == "#fdfdfb" else "#e6e8ec"
    palette.setColor(QPalette.ColorRole.Window, QColor(paper))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(ink))
    plot.setPalette(palette)
    assert ink not in colours(plot)  # the sentence is quiet
    for count in (1, 2, 300):
        points = [(place + 1, place / count) for place in range(count)]
        plot.set_series([Series(str(number), points) for number in range(5)])
        assert {paper, ink} <= colours(plot)
    plot.set_series([Series("flat", [(7, 0.0), (9, 0.0)])])
    assert ink in colours(plot)


def test_one_point_has_its_own_figure_alone_below_it(plot: LineChart) -> None:
    """A day before the first and one behind the last would be invented."""
    plot.set_series([Series("Learned", [(3, 0.5)])])
    frame = plot._frame()
    assert frame.across == [3]
    assert frame.at(3, 0).x() == pytest.approx(frame.area.center().x())
