"""The curves of a simulated stream as a picture, drawn by the window's own plot."""

from pathlib import Path

from PySide6.QtCore import QLocale

from nhan.core.simulation.result import Simulated, StreamPoint
from nhan.gui import theme
from nhan.gui.startup import make_application
from nhan.gui.widgets.line_chart import LineChart, Series

WIDTH, HEIGHT = 760, 340
_NAMES = {"nothing": "from nothing", "underthesea": "underthesea", "rules": "rules"}


def draw(result: Simulated, path: Path) -> None:
    """Write ``path`` in light colours and ``NAME-dark`` beside it in dark ones."""
    application = make_application()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    curves = [Series("Nhãn", _points(result.curve))]
    curves += [Series(_NAMES.get(name, name), _points(each.curve)) for name, each in result.baselines.items()]
    for look, file in (("light", path), ("dark", path.with_stem(f"{path.stem}-dark"))):
        theme.apply(application, look)
        plot = LineChart()
        plot.set_words("Learning", "articles corrected", "actions per span to label", "")
        plot.set_series(curves)
        plot.setAutoFillBackground(True)
        plot.resize(WIDTH, HEIGHT)
        plot.grab().save(str(file))
        plot.deleteLater()


def _points(curve: list[StreamPoint]) -> list[tuple[float, float]]:
    return [(float(point.articles), point.former_actions_per_entity) for point in curve]
