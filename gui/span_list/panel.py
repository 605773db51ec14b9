"""The span list: every span of the article, filtered and sorted; a click goes there."""

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import ArticleEdit, Span
from nhan.core.review.stops import Filter
from nhan.gui.span_list.model import EVERY, Column, SpanModel
from nhan.gui.span_list.view import STATE_WIDTH, SpanList
from nhan.gui.widgets.fold_button import FoldButton

_AIR = 8  # pixels of a row that are not text


class SpanPanel(QWidget):
    """Filter and list. ``chosen`` names the span to go to."""

    chosen = Signal(str)
    passed = Signal(str)  # the span whose row the arrows have come to
    filter_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = SpanModel()
        self.text = QLineEdit(placeholderText=self.tr("Find a span"), clearButtonEnabled=True)
        self.text.setAccessibleName(self.tr("Find a span"))
        self.label = QComboBox()
        self.label.setMinimumContentsLength(6)
        self.label.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.label.setAccessibleName(self.tr("Which label"))
        self.state = QComboBox()
        self.state.setAccessibleName(self.tr("Which spans"))
        self.state.addItem(self.tr("all"), EVERY)
        self.state.addItem(self.tr("to review"), Filter())
        self.state.addItem(self.tr("with questions"), Filter(unreviewed=False, asked=True))
        self.lead = QCheckBox(self.tr("Tab stops only at these"))
        self.list = SpanList(self.model, self.fontMetrics().height() + _AIR)
        self.list.setAccessibleName(self.tr("Spans"))
        header = self.list.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self.model.sort)
        for column, width in (
            (Column.TEXT, 120),
            (Column.LABEL, 60),
            (Column.STATE, STATE_WIDTH),
            (Column.CONFIDENCE, 52),
        ):
            self.list.setColumnWidth(column, width)
        self._lay_out()
        self.text.textChanged.connect(self._filter)
        self.label.currentIndexChanged.connect(self._filter)
        self.state.currentIndexChanged.connect(self._filter)
        self.lead.toggled.connect(self.filter_changed)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.walked.connect(self._follow)

    def _lay_out(self) -> None:
        folded = QWidget()
        choices = QVBoxLayout(folded)
        choices.setContentsMargins(0, 0, 0, 0)
        both = QHBoxLayout()
        both.addWidget(self.label, 1)
        both.addWidget(self.state, 1)
        choices.addLayout(both)
        choices.addWidget(self.lead)
        top = QHBoxLayout()
        top.addWidget(self.text, 1)
        top.addWidget(FoldButton("filter", self.tr("Which spans, and where Tab stops"), folded))
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 2, 6, 6)
        box.addLayout(top)
        box.addWidget(folded)
        box.addWidget(self.list, 1)

    def set_labels(self, labels: LabelSet) -> None:
        self.label.clear()
        self.label.addItem(self.tr("all labels"), "")
        for label in labels.labels:
            self.label.addItem(label.name, label.name)

    def show_document(self, document: Document | None) -> None:
        self.model.show(document)

    def edited(self, edit: ArticleEdit) -> None:
        self.model.edited(edit)

    def mark(self, span: Span | None) -> None:
        """Make the active span the current row."""
        self.list.mark(self.model.row_of(span) if span is not None else None)

    @property
    def filter(self) -> Filter:
        """Which spans the list shows."""
        wanted: Filter = self.state.currentData()
        return replace(wanted, label=self.label.currentData() or "", text=self.text.text().strip())

    def _filter(self) -> None:
        self.model.set_filter(self.filter)
        self.filter_changed.emit()

    def _follow(self) -> None:
        """What the arrows come to is active: the deciding keys work here, too."""
        index = self.list.currentIndex()
        if index.isValid():
            self.passed.emit(self.model.span_at(index.row()).id)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.span_at(index.row()).id)
