"""What the queue is filtered by: words, where they are looked for, and what is said of the articles."""

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from nhan.core.curation.article_filter import ArticleFilter, SearchIn
from nhan.core.model import STATUSES
from nhan.gui.status_names import flag_name, status_name
from nhan.gui.widgets.fold_button import FoldButton
from nhan.gui.widgets.plain import plain_tip

PAUSE = 300  # ms without a key, after which files are read for what was typed


class FilterBar(QWidget):
    """``changed`` carries an ArticleFilter: at once, or, where files have to be read for it, after a pause.

    Only the words are there all day; the rest folds away, together with ``below``.
    """

    changed = Signal(object)

    def __init__(self, below: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLineEdit(placeholderText=self.tr("Find an article"), clearButtonEnabled=True)
        self.text.setAccessibleName(self.tr("Find an article"))
        self.where = QComboBox()
        self.where.setAccessibleName(self.tr("Where to look for the words"))
        places = {
            SearchIn.TITLE: self.tr("in titles"),
            SearchIn.TEXT: self.tr("in texts"),
            SearchIn.META: self.tr("in sources, dates…"),
            SearchIn.LABEL: self.tr("among labels"),
            SearchIn.PERSON: self.tr("among people"),
        }
        for place in SearchIn:
            self.where.addItem(places[place], place.value)
        self.status = QComboBox()
        self.status.setAccessibleName(self.tr("Which articles"))
        kinds = [
            (self.tr("all"), ArticleFilter()),
            *((status_name(status), ArticleFilter(status=status)) for status in STATUSES),
            (flag_name(), ArticleFilter(flagged=True)),
            (self.tr("with questions"), ArticleFilter(asked=True)),
            (self.tr("with a note"), ArticleFilter(noted=True)),
            (self.tr("with conflicts"), ArticleFilter(disputed=True)),
            (self.tr("with the same text as another"), ArticleFilter(repeated=True)),
        ]
        self.status.addItems([words for words, _ in kinds])
        self._kinds = [kind for _, kind in kinds]
        self._usual = len(kinds)  # behind them: what somebody else has asked for
        for box in (self.where, self.status):  # the panel may be narrow
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        folded = QWidget()
        choices = QGridLayout(folded)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.addWidget(self.where, 0, 0)
        choices.addWidget(self.status, 0, 1)
        choices.addWidget(below, 1, 0, 1, 2)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.text, 0, 0)
        self.fold = FoldButton("filter", self.tr("Which articles, in which order"), folded)
        grid.addWidget(self.fold, 0, 1)
        grid.addWidget(folded, 1, 0, 1, 2)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._tell)
        self.text.textChanged.connect(self._changed)
        self.text.returnPressed.connect(self._tell)
        self.where.currentIndexChanged.connect(self._changed)
        self.status.currentIndexChanged.connect(self._chosen)

    @property
    def filter(self) -> ArticleFilter:
        kind = self._kinds[self.status.currentIndex()]
        return replace(kind, words=self.text.text(), where=SearchIn(self.where.currentData()))

    def use(self, wanted: ArticleFilter, name: str) -> None:
        """Filter by something that is not in the list, until something else is chosen."""
        self.text.clear()
        self._drop_others()
        self._kinds.append(wanted)
        self.status.addItem(name)
        self.status.setItemData(self._usual, plain_tip(name), Qt.ItemDataRole.ToolTipRole)
        self.status.setCurrentIndex(self._usual)
        self.fold.open()

    def _drop_others(self) -> None:
        blocked = self.status.blockSignals(True)
        while self.status.count() > self._usual:
            self.status.removeItem(self.status.count() - 1)
            self._kinds.pop()
        self.status.blockSignals(blocked)

    def _chosen(self, row: int) -> None:
        if row < self._usual:
            self._drop_others()
        self._tell()

    def _changed(self) -> None:
        if self.filter.reads_files:
            self._pause.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        self.changed.emit(self.filter)
