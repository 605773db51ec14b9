"""A small plot of curves: each has a line style, a marker, and its name at its end. Nothing depends on colour alone."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from nhan.gui.colours import chip_colours

_HUES = ("", "#2563eb", "#d97706", "#0f9d77", "#b83280")  # of the curves in order; "" = the text's colour
_LINES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DashDotDotLine,
)
_FEW = 12  # points of a curve that are each marked; of longer ones only the last is
_AIR, _GAP, _MARK = 6.0, 4.0, 2.8  # pixels: around, between an axis and its figures, half a marker
_TO_NAME = 24.0  # pixels from a curve's end to its name, for the line between the two
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Series(NamedTuple):
    """One curve: points in order of x. The first of a plot is drawn stronger than the others."""

    name: str
    points: Sequence[tuple[float, float]]


def ticks(low: float, high: float, most: int, whole: bool = False) -> list[float]:
    """At most ``most`` round figures (at least two) in equal steps, from the last at or below ``low`` to the first at
    or above ``high``. ``whole``: no fractions."""
    span = max(high - low, 1e-9)
    power = 10.0 ** math.floor(math.log10(span / max(1, most - 1)))
    for factor in (1, 2, 2.5, 5, 10, 20, 25, 50, 100):
        step = power * factor
        if whole and (step < 1 or step != math.floor(step)):
            continue
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if last - first + 1 <= max(2, most):
            return [round(step * place, 10) for place in range(first, max(last, first + 1) + 1)]
    return [low, high]


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places for labels as near to the ``wanted`` heights as may be, ``gap`` apart and within ``low`` .. ``high``."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    found = [0.0] * len(wanted)
    floor = low
    for place in order:
        found[place] = floor = max(wanted[place], floor)
        floor += gap
    ceiling = max(high, low + gap * (len(wanted) - 1))
    for place in reversed(order):
        found[place] = ceiling = min(found[place], ceiling)
        ceiling -= gap
    return found


class _Frame(NamedTuple):
    """Where things are drawn: the area between the axes, what its sides stand for, and the figures along them."""

    area: QRectF
    left: float
    right: float
    across: list[float]
    up: list[float]

    def at(self, x: float, y: float) -> QPointF:
        return QPointF(
            self.area.left() + (x - self.left) / (self.right - self.left) * self.area.width(),
            self.area.bottom() - (y - self.up[0]) / (self.up[-1] - self.up[0]) * self.area.height(),
        )


class LineChart(QWidget):
    """Curves over a whole number. Its accessible description says the figures in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: list[Series] = []
        self._across = self._up = self._empty = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # who hears the screen has to get here
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        self.setFont(font)

    def set_words(self, name: str, across: str, up: str, empty: str) -> None:
        """What the plot and its axes are called, and what is said while there is nothing to show."""
        self._across, self._up, self._empty = across, up, empty
        self.setAccessibleName(name)
        self._describe()

    def set_series(self, series: Sequence[Series]) -> None:
        """Show these curves, five at most; those without a point are left out."""
        self._series = [each for each in series if each.points]
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, 12 * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 9 * self.fontMetrics().height())

    def figure(self, value: float, step: float = 0.01) -> str:
        """The value as it is read here, with the decimals that a step of that size needs."""
        decimals = next((count for count in range(4) if abs(round(step, count) - step) < 1e-9), 4)
        if decimals:
            return f"{value:.{decimals}f}"  # with a point, as in every table
        return QLocale().toString(float(value), "f", 0)

    def _describe(self) -> None:
        words = [
            self.tr("{name}: {first} at {start}, {last} at {end}").format(
                name=each.name,
                first=self.figure(each.points[0][1]),
                start=self.figure(each.points[0][0], 1),
                last=self.figure(each.points[-1][1]),
                end=self.figure(each.points[-1][0], 1),
            )
            for each in self._series
        ]
        axes = self.tr("{up}, over {across}.").format(up=self._up, across=self._across)
        self.setAccessibleDescription(f"{axes} {'; '.join(words)}." if words else self._empty)

    # -- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self.font())
            if self._series:
                frame = self._frame()
                self._draw_axes(painter, frame)
                self._draw_curves(painter, frame)
            else:
                painter.setPen(self._colour(QPalette.ColorRole.PlaceholderText))
                wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(self.rect().adjusted(12, 6, -12, -6), int(wrapped), self._empty)
            if self.hasFocus():
                painter.setPen(QPen(self._colour(QPalette.ColorRole.Link), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)

    def _colour(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(role)

    def _hue(self, place: int) -> QColor:
        paper, ink = self._colour(QPalette.ColorRole.Window), self._colour(QPalette.ColorRole.WindowText)
        hue = _HUES[place % len(_HUES)]
        return QColor(chip_colours(hue, paper.name(), ink.name()).tag) if hue else ink

    def _label(self, series: Series) -> str:
        return f"{series.name} {self.figure(series.points[-1][1])}"

    def _frame(self) -> _Frame:
        metrics = QFontMetricsF(self.font())
        line = metrics.height()
        points = [point for series in self._series for point in series.points]
        rows = max(2, int(self.height() / (3 * line)))
        up = ticks(0.0, max(0.1, *(y for _, y in points)), rows + 1)
        left = max(metrics.horizontalAdvance(self.figure(each, up[1] - up[0])) for each in up) + _AIR + _GAP
        right = max(metrics.horizontalAdvance(self._label(each)) for each in self._series) + _TO_NAME + _AIR
        area = QRectF(self.rect()).adjusted(left, 1.6 * line + _AIR, -right, -2.4 * line - _AIR)
        first, last = min(x for x, _ in points), max(x for x, _ in points)
        wide = metrics.horizontalAdvance(self.figure(last, 1)) + 3 * _AIR
        if first == last:  # in the middle, with its own figure alone below it
            return _Frame(area, first - 1, last + 1, [first], up)
        across = ticks(first, last, 2 + int(area.width() / wide), whole=True)
        return _Frame(area, first, last, [each for each in across if first <= each <= last], up)

    def _draw_axes(self, painter: QPainter, frame: _Frame) -> None:
        area, line = frame.area, QFontMetricsF(self.font()).height()
        quiet = self._colour(QPalette.ColorRole.PlaceholderText)
        for value in frame.up:
            y = frame.at(frame.left, value).y()
            painter.setPen(QPen(self._colour(QPalette.ColorRole.Mid), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(quiet)
            place = QRectF(0, y - line / 2, area.left() - _GAP, line)
            painter.drawText(place, int(_RIGHT), self.figure(value, frame.up[1] - frame.up[0]))
        for value in frame.across:
            x = frame.at(value, 0).x()
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3))
            place = QRectF(x - 40, area.bottom() + _GAP, 80, line)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self.figure(value, 1))
        painter.drawText(QRectF(_AIR, _AIR / 2, self.width(), line), int(_LEFT), self._up)
        below = QRectF(area.left(), area.bottom() + _GAP + line, self.width() - area.left() - _AIR, line)
        painter.drawText(below, int(_LEFT), self._across)

    def _draw_curves(self, painter: QPainter, frame: _Frame) -> None:
        line = QFontMetricsF(self.font()).height()
        ends = [frame.at(*series.points[-1]).y() for series in self._series]
        places = spread(ends, line, frame.area.top(), frame.area.bottom())
        for number in reversed(range(len(self._series))):  # the first one lies on top
            series, colour = self._series[number], self._hue(number)
            points = [frame.at(*point) for point in series.points]
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 1.3 if number else 2.0, _LINES[number % len(_LINES)]))
            painter.drawPolyline(QPolygonF(points))
            for point in points if len(points) <= _FEW else points[-1:]:
                self._draw_marker(painter, number, point, colour)
            beside = QPointF(frame.area.right() + _TO_NAME - _GAP - _MARK, places[number])
            painter.setPen(QPen(colour, 0.7))
            painter.drawLine(points[-1], beside)
            self._draw_marker(painter, number, beside, colour)
            name = QRectF(frame.area.right() + _TO_NAME, places[number] - line / 2, self.width(), line)
            painter.drawText(name, int(_LEFT), self._label(series))

    def _draw_marker(self, painter: QPainter, number: int, at: QPointF, colour: QColor) -> None:
        """Circle, square, triangle, diamond, hollow circle. Leaves the pen solid, in the colour."""
        paper = self._colour(QPalette.ColorRole.Window)
        painter.setPen(QPen(colour, 1.3))
        painter.setBrush(paper if number % len(_LINES) == 4 else colour)
        size = _MARK
        match number % len(_LINES):
            case 1:
                painter.drawRect(QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size))
            case 2:
                corners = [(0.0, -1.3), (-1.2, 0.9), (1.2, 0.9)]
                painter.drawPolygon(QPolygonF([at + QPointF(x * size, y * size) for x, y in corners]))
            case 3:
                corners = [(0.0, -1.4), (1.4, 0.0), (0.0, 1.4), (-1.4, 0.0)]
                painter.drawPolygon(QPolygonF([at + QPointF(x * size, y * size) for x, y in corners]))
            case _:
                painter.drawEllipse(at, size, size)
