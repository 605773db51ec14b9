"""The learning panel: the last training, what corrections cost over time, and how right the suggesters were."""

from collections.abc import Sequence
from typing import assert_never

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from nhan.core.metrics.progress import ALL, KINDS, WINDOW, ArticleResult, Progress, summed
from nhan.core.retraining.outlook import (
    Behind,
    Collecting,
    FirstModelAfter,
    InTraining,
    OnDemand,
    Outlook,
    OwnModelAfter,
    ReadingOnly,
    UpToDate,
)
from nhan.core.retraining.policy import LastTraining
from nhan.gui.learning.score_table import ScoreTable
from nhan.gui.settings import CERTAIN
from nhan.gui.widgets.flat_scroll_bar import PaletteScrollBar
from nhan.gui.widgets.line_chart import LineChart, Series


class LearningPanel(QScrollArea):
    """Shows what it is told; asks for a training and for the end of one. ``threshold_changed``: 0..1."""

    train_wanted = Signal()
    stop_wanted = Signal()
    threshold_changed = Signal(float)

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBar(PaletteScrollBar(QPalette.ColorRole.Window, QPalette.ColorRole.WindowText))
        self._results: Sequence[ArticleResult] = ()
        self._progress = summed(())
        self._stale = False
        self.model_line, self.next_line = _words(), _words()
        self.next_line.setForegroundRole(self.next_line.palette().ColorRole.PlaceholderText)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("How far the training is"))
        self.train = QPushButton(self.tr("Train now"))
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setAccessibleName(self.tr("Stop the training"))
        self.label = _chooser(self.tr("Which label the curve is of"))
        self.suggester = _chooser(self.tr("Which suggester the table is of"))
        self.plot = LineChart()
        self.plot.set_words(
            self.tr("Corrections over time"),
            self.tr("articles done"),
            self.tr("corrections per span (mean of {count} articles)").format(count=WINDOW),
            self.tr("No article is done yet. From the first one on, this shows what correcting costs."),
        )
        self.table = ScoreTable()
        self.threshold = QSlider(Qt.Orientation.Horizontal)
        self.threshold.setRange(round(CERTAIN.low * 100), round(CERTAIN.high * 100))
        self.threshold.setPageStep(10)
        self.threshold_words = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.threshold_words.setBuddy(self.threshold)
        self._settled = QTimer(self, singleShot=True, interval=0)  # a drag brings many values before the next paint
        self._lay_out()
        self._connect()
        self._name_threshold()
        self.show_training(False, 0, 0)
        self.show_model(None)
        self._fill()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        row.addWidget(self.train, 1)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(8, 6, 8, 6)
        box.setSpacing(5)
        box.addWidget(self.model_line)
        box.addWidget(self.next_line)
        box.addLayout(row)
        box.addSpacing(6)
        box.addWidget(self.label)
        box.addWidget(self.plot, 1)
        box.addSpacing(6)
        box.addWidget(self.suggester)
        box.addWidget(self.table)
        box.addSpacing(6)
        box.addWidget(self.threshold_words)
        box.addWidget(self.threshold)
        self.setWidget(inside)

    def _connect(self) -> None:
        self.train.clicked.connect(self.train_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self.label.currentIndexChanged.connect(self._show_curve)
        self.suggester.currentIndexChanged.connect(self._show_table)
        self.threshold.valueChanged.connect(self._name_threshold)
        self.threshold.valueChanged.connect(self._settled.start)
        self._settled.timeout.connect(lambda: self.threshold_changed.emit(self.threshold.value() / 100))

    # -- training -------------------------------------------------------------------------------------------------

    def show_model(self, last: LastTraining | None) -> None:
        """Say what the project's model was made from."""
        self.model_line.setText(self._sentence(last) if last else self.tr("This project has no model yet."))

    def _sentence(self, last: LastTraining) -> str:
        locale = QLocale()
        at = QDateTime.fromString(last.at, Qt.DateFormat.ISODate).toLocalTime()
        words = [
            self.tr("Trained on %n articles", "", last.articles),
            self.tr("%Ln spans", "", last.spans),
            *([locale.toString(at, self.tr("d MMM HH:mm"))] if at.isValid() else []),
        ]
        if last.seconds is not None:
            words.append(self.tr("in {seconds} s").format(seconds=locale.toString(last.seconds, "f", 1)))
        return ", ".join(words) + "."

    def show_outlook(self, outlook: Outlook) -> None:
        """Say what comes next."""
        self._show_next(self._outlook_words(outlook))

    def show_problem(self, words: str) -> None:
        """Say what went wrong, in the place of what comes next."""
        self._show_next(words)

    def _show_next(self, words: str) -> None:
        self.next_line.setText(words)
        self.next_line.setVisible(bool(words))

    def _outlook_words(self, outlook: Outlook) -> str:
        match outlook:
            case ReadingOnly():
                return self.tr("Read only: nothing is learned here.")
            case InTraining():
                return ""  # the bar says so
            case Collecting():
                return self.tr("Looking at the articles…")
            case OnDemand():
                return self.tr("Learns only when it is asked to.")
            case OwnModelAfter(articles):
                return self.tr(
                    "The model comes from another project; after %n more articles this one gets its own.", "", articles
                )
            case FirstModelAfter(articles):
                return self.tr("Learns after %n more articles.", "", articles)
            case Behind(new, edited):
                words = [self.tr("%n articles are new since then.", "", new)] if new else []
                words += [self.tr("%n articles have changed since then.", "", edited)] if edited else []
                return " ".join(words)
            case UpToDate():
                return self.tr("It knows all that is done.")
            case _:
                assert_never(outlook)

    def show_training(self, on: bool, done: int, of: int) -> None:
        """Show how far a training is: articles read. ``of`` is 0 while nobody knows."""
        had = self.train.hasFocus() or self.stop.hasFocus()
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.bar.setFormat(
            self.tr("Learning…") if done >= of else self.tr("Reading {done} of {of}").format(done=done, of=of)
        )
        for widget in (self.bar, self.stop):
            widget.setVisible(on)
        self.train.setVisible(not on)
        if had:  # the keyboard stays where it was, on what now has this place
            (self.stop if on else self.train).setFocus()

    def allow_training(self, allowed: bool) -> None:
        self.train.setEnabled(allowed)

    # -- curve and table ------------------------------------------------------------------------------------------

    def show_results(self, results: Sequence[ArticleResult]) -> None:
        """Show the done articles, in the order of finishing; when the panel is not seen, once it is."""
        self._results, self._stale = results, True
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._fill()

    @property
    def progress(self) -> Progress:
        """What is shown."""
        return self._progress

    def _fill(self) -> None:
        self._stale = False
        self._progress = summed(self._results)
        labels = [(name or self.tr("all labels"), name) for name in self._progress.curves]
        _refill(self.label, labels)
        names = [each.name for each in self._progress.suggesters if not each.version]
        _refill(self.suggester, [(name or self.tr("all suggesters"), name) for name in names])
        self.label.setVisible(bool(self._results))
        self.suggester.setVisible(bool(names))
        self._show_curve()
        self._show_table()

    def _show_curve(self) -> None:
        points = self._progress.curves.get(self.label.currentData() or ALL, ())
        kinds = (self.tr("added"), self.tr("rejected"), self.tr("relabelled"), self.tr("edges"))
        self.plot.set_series(
            [
                Series(self.tr("all"), [(each.articles, each.total) for each in points]),
                *(
                    Series(name, [(each.articles, getattr(each, kind)) for each in points])
                    for kind, name in zip(KINDS, kinds, strict=True)
                ),
            ]
        )

    def _show_table(self) -> None:
        name = self.suggester.currentData() or ALL
        found = (each for each in self._progress.suggesters if (each.name, each.version) == (name, ALL))
        self.table.show_scores(next(found, None))

    # -- threshold ------------------------------------------------------------------------------------------------

    def set_threshold(self, value: float) -> None:
        """Put the slider there (0..1)."""
        self.threshold.blockSignals(True)  # it is the setting's value: nobody has to be told
        self.threshold.setValue(round(value * 100))
        self.threshold.blockSignals(False)
        self._name_threshold()

    def _name_threshold(self) -> None:
        words = self.tr("Certain from {percent} % on").format(percent=self.threshold.value())
        self.threshold_words.setText(words)
        self.threshold.setAccessibleName(words)
        self.threshold.setAccessibleDescription(
            self.tr(
                "Suggestions at least this confident are drawn stronger in the article; "
                "those that are more likely wrong than right are pale, with a question mark."
            )
        )
        self.threshold.setToolTip(self.threshold.accessibleDescription())


def _words() -> QLabel:
    return QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)


def _chooser(name: str) -> QComboBox:
    chooser = QComboBox()
    chooser.setAccessibleName(name)
    chooser.setToolTip(name)
    chooser.setMinimumContentsLength(6)
    chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return chooser


def _refill(chooser: QComboBox, rows: Sequence[tuple[str, str]]) -> None:
    """Offer these, and keep what is chosen where it is still there."""
    if [(chooser.itemText(at), chooser.itemData(at)) for at in range(chooser.count())] == list(rows):
        return
    chosen = chooser.currentData()
    blocked = chooser.blockSignals(True)
    chooser.clear()
    for text, data in rows:
        chooser.addItem(text, data)
    chooser.setCurrentIndex(max(0, chooser.findData(chosen)))
    chooser.blockSignals(blocked)
