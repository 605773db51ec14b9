"""The queue panel: which articles there are, how far each is, and which comes next."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QIcon, QPainter, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nhan.core.messages import Message, NhanError
from nhan.core.ordering import ORDER, Order, order_of
from nhan.core.system_reason import reason_of
from nhan.gui.article_order import ArticleOrder
from nhan.gui.queue.filter_bar import FilterBar
from nhan.gui.queue.model import SUMMARY, QueueModel
from nhan.gui.queue.people_box import PeopleBox
from nhan.gui.status_names import status_name
from nhan.gui.widgets.row_list import RowList

_MARGIN = 7
_SMALL = 11  # pixels of the second line's letters, at least
_SELECTING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class TwoLines(QStyledItemDelegate):
    """A title, and under it state and counts in words."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        if chosen:
            painter.fillRect(option.rect, palette.highlight())
        ink = palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        quiet = ink if chosen else palette.color(QPalette.ColorRole.PlaceholderText)
        rect, height = option.rect, option.fontMetrics.height()
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QIcon):
            picture.paint(painter, QRect(rect.left() + _MARGIN, rect.top() + _MARGIN + height // 2 - 2, 16, 16))
        left = rect.left() + 2 * _MARGIN + 16
        width = rect.right() - _MARGIN - left
        first = QRect(left, rect.top() + _MARGIN, width, height)
        small = QFont(option.font)
        small.setPixelSize(max(_SMALL, round(option.fontMetrics.height() * 0.7)))
        painter.setFont(option.font)
        painter.setPen(ink)
        title = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, width)
        painter.drawText(first, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title)
        painter.setFont(small)
        painter.setPen(quiet)
        state = str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) or "")
        words = QFontMetrics(small).elidedText(state, Qt.TextElideMode.ElideRight, width)
        below = first.translated(0, height + 1)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)


class ArticleRows(RowList):
    """Digits look for a title, Delete is nothing: neither is to decide on a span from here."""

    own_keys = RowList.own_keys | {Qt.Key.Key_Delete, *(Qt.Key(Qt.Key.Key_0 + digit) for digit in range(10))}


class QueuePanel(QWidget):
    """Filter, list, sums. A click or Enter opens an article."""

    chosen = Signal(str)
    menu_wanted = Signal(QPoint)  # for the selected articles; in global coordinates
    failed = Signal(object)  # Message

    def __init__(self, order: ArticleOrder, people: PeopleBox, say: Callable[[Message], str]) -> None:
        super().__init__()
        self._order, self.people = order, people
        self._shown = ""  # article id
        self.model = QueueModel(order, say)
        self.order = QComboBox()
        self.order.setAccessibleName(self.tr("Order of the articles"))
        names = {
            Order.FILE: self.tr("as imported"),
            Order.INTERLEAVED: self.tr("topics interleaved"),
            Order.DOUBTFUL: self.tr("most doubtful first"),
            Order.RANDOM: self.tr("random"),
        }
        for each in Order:
            self.order.addItem(names[each], each.value)
        self.list = ArticleRows(2 * self.fontMetrics().height() + 2 * _MARGIN + 1)
        self.list.setAccessibleName(self.tr("Articles"))
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setModel(self.model)
        self.list.horizontalHeader().hide()
        self.list.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.sums = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.filter = FilterBar(self.order)
        self._lay_out()
        self.order.activated.connect(self._reorder)
        self.list.setSelectionMode(RowList.SelectionMode.ExtendedSelection)  # several may be deleted at once
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.clicked.connect(self._click)
        self.list.activated.connect(self._choose)
        order.arranged.connect(self._arranged)
        order.refreshed.connect(self._sum_up)
        self.order.setCurrentIndex(list(Order).index(order_of(order.session.project)))
        self._arranged()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 2, 6, 6)
        box.addWidget(self.people)
        box.addWidget(self.filter)
        box.addWidget(self.list, 1)
        box.addWidget(self.sums)

    def _arranged(self) -> None:
        self._sum_up()
        self.mark(self._shown)

    def _reorder(self, row: int) -> None:
        """The order is the project's: who opens it next finds it so."""
        session, order = self._order.session, list(Order)[row]
        if session.read_only is None:
            try:
                session.project.describe(settings={**session.project.settings, ORDER: order.value})
            except OSError as error:
                self.failed.emit(Message("window.order_not_kept", {"problem": reason_of(error)}))
            except NhanError as error:
                self.failed.emit(error.message)
        self._order.arrange(order)

    def mark(self, article_id: str) -> None:
        """Make the shown article the current row."""
        self._shown = article_id
        row = self.model.row_of(article_id)
        if row is not None:
            self.list.mark(row)

    def mark_again(self) -> None:
        """Other rows are shown."""
        self.mark(self._shown)

    @property
    def selected(self) -> list[str]:
        """The ids of the selected articles in order, else of the shown one."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return [self.model.index(row).data(SUMMARY).id for row in rows] or [self._shown]

    def _menu(self, at: QPoint) -> None:
        self.menu_wanted.emit(self.list.viewport().mapToGlobal(at))

    def _click(self, index: QModelIndex) -> None:
        """A click opens an article; with Ctrl or Shift it selects one more, or all up to here."""
        if not QGuiApplication.keyboardModifiers() & _SELECTING:
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(SUMMARY).id)

    def _sum_up(self, _article_id: str = "") -> None:
        counts = self._order.counts()
        words = [f"{n} {status_name(status)}" for status, n in counts.items() if n]
        others = len(self._order.session.project) - len(self._order.summaries)
        if others > 0:  # why they are not in the list
            words.append(self.tr("%n given to others", "", others))
        self.sums.setText(" · ".join(words))
