"""A suggester against the annotator: precision, recall and F1 by label, as a table for the keyboard."""

from PySide6.QtCore import QItemSelectionModel, QLocale, QSize, Qt
from PySide6.QtGui import QFont, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget

from nhan.core.metrics.progress import SuggesterScore
from nhan.core.metrics.scores import Score
from nhan.gui.widgets.row_list import RowList

_AIR = 6  # pixels of a row that are not text
_MOST = 9  # rows that are shown without scrolling
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ScoreTable(RowList):
    """One row for all labels, one for each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QWidget().fontMetrics().height() + _AIR, parent)
        self.setAccessibleName(self.tr("Suggestions against what was confirmed"))
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.scores = QStandardItemModel(0, 5, self)
        self.setModel(self.scores)
        heads = (
            (self.tr("Label"), ""),
            (self.tr("Right"), self.tr("Precision: the share of the suggestions that were right")),
            (self.tr("Found"), self.tr("Recall: the share of the confirmed spans that were suggested")),
            ("F1", self.tr("F1: the two in one figure")),
            (self.tr("Spans"), self.tr("Confirmed spans")),
        )
        for column, (title, tip) in enumerate(heads):
            head = QStandardItem(title)
            head.setToolTip(tip)
            head.setData(tip or title, Qt.ItemDataRole.AccessibleTextRole)
            head.setTextAlignment(_NUMBER if column else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.scores.setHorizontalHeaderItem(column, head)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(36)
        self.show_scores(None)

    def show_scores(self, scores: SuggesterScore | None) -> None:
        """Show a suggester's figures; None: there are none, and no table."""
        row = max(0, self.currentIndex().row())
        self.scores.setRowCount(0)
        if scores is not None:
            self._add(self.tr("all"), scores.total, bold=True)
            for label, score in scores.by_label.items():
                self._add(label, score, bold=False)
            at = self.scores.index(min(row, self.scores.rowCount() - 1), 0)
            self.selectionModel().setCurrentIndex(at, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.setVisible(scores is not None)
        self.updateGeometry()

    def _add(self, name: str, score: Score, bold: bool) -> None:
        figures = [self._percent(score.precision) if score.suggested else "–"]
        figures += [self._percent(score.recall), self._percent(score.f1)] if score.wanted else ["–", "–"]
        cells = [QStandardItem(each) for each in (name, *figures, QLocale().toString(score.wanted))]
        font = QFont(self.font())
        font.setBold(bold)
        heads = [self.scores.horizontalHeaderItem(column).text() for column in range(5)]
        words = ", ".join(f"{head} {cell.text()}" for head, cell in zip(heads[1:], cells[1:], strict=True))
        for column, cell in enumerate(cells):
            cell.setFont(font)
            cell.setTextAlignment(_NUMBER if column else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        cells[0].setData(f"{name}: {words}", Qt.ItemDataRole.AccessibleTextRole)
        self.scores.appendRow(cells)

    def _percent(self, share: float) -> str:
        return self.tr("{percent} %").format(percent=round(100 * share))

    def sizeHint(self) -> QSize:
        rows = min(_MOST, self.scores.rowCount() if hasattr(self, "scores") else 0)
        height = self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize()
        return QSize(240, height + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())
