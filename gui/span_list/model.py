"""The spans of the shown article as rows: filtered and sorted here, in step with exactly the rows a change touches."""

from bisect import bisect_left
from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from nhan.core.document import Document, key_of
from nhan.core.model import ArticleEdit, Span, SpanStatus
from nhan.core.operations.overlap import shown
from nhan.core.review.stops import Filter
from nhan.gui.icons import icon
from nhan.gui.widgets.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
MANY = 500  # rows changed at once from which all are made again

EVERY = Filter(unreviewed=False)


class Column(IntEnum):
    TEXT = 0
    LABEL = 1
    STATE = 2
    CONFIDENCE = 3


class SpanModel(QAbstractTableModel):
    """Rows are spans that pass the filter, in the order chosen (by default that of the text)."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._rows: list[Span] = []
        self._filter = EVERY
        self._column: Column | None = None
        self._descending = False

    # -- what is shown --------------------------------------------------------------------------------------------

    def show(self, document: Document | None) -> None:
        """Show another article's spans."""
        self._document = document
        self._make_rows()

    def set_filter(self, wanted: Filter) -> None:
        if wanted != self._filter:
            self._filter = wanted
            self._make_rows()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a column below 0 is the order of the text."""
        self._column = Column(column) if column >= 0 else None
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._make_rows()

    def edited(self, edit: ArticleEdit) -> None:
        """The document has had this applied: remove and insert exactly these rows."""
        if self._document is None or edit.article != self._document.id:
            return
        if self._column is not None or len(edit.removed) + len(edit.added) > MANY:
            self._make_rows()
            return
        removed = [span for span in edit.removed if self.row_of(span) is not None]
        added = [span for span in edit.added if self._takes(span)]
        if len(removed) == len(added) == 1 and self._exchange(removed[0], added[0]):
            return
        for span in removed:
            row = bisect_left(self._rows, key_of(span), key=key_of)
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row]
            self.endRemoveRows()
        for span in added:
            row = bisect_left(self._rows, key_of(span), key=key_of)
            self.beginInsertRows(QModelIndex(), row, row)
            self._rows.insert(row, span)
            self.endInsertRows()

    def _exchange(self, old: Span, new: Span) -> bool:
        """Put a span in the place of another one where the order allows it: only this row is painted again."""
        row = bisect_left(self._rows, key_of(old), key=key_of)
        before = row == 0 or key_of(self._rows[row - 1]) < key_of(new)
        after = row == len(self._rows) - 1 or key_of(new) < key_of(self._rows[row + 1])
        if before and after:
            self._rows[row] = new
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
        return before and after

    def _takes(self, span: Span) -> bool:
        return self._document is not None and self._filter.takes(span, self._document.text)

    def _make_rows(self) -> None:
        self.beginResetModel()
        rows = self._document.unrejected() if self._document else []
        self._rows = rows if self._filter == EVERY else [span for span in rows if self._takes(span)]
        if self._column is not None:
            self._rows.sort(key=self._sort_key(self._column), reverse=self._descending)
        self.endResetModel()

    def _sort_key(self, column: Column) -> Callable[[Span], Any]:
        keys: dict[Column, Callable[[Span], Any]] = {
            Column.TEXT: lambda span: self._text(span).casefold(),
            Column.LABEL: lambda span: span.label,
            Column.STATE: lambda span: span.status.value,
            Column.CONFIDENCE: lambda span: -1.0 if span.confidence is None else span.confidence,
        }
        return keys[column]

    # -- questions ------------------------------------------------------------------------------------------------

    def span_at(self, row: int) -> Span:
        return self._rows[row]

    def row_of(self, span: Span) -> int | None:
        """The row of a span, or None when it is not shown."""
        if self._column is None:
            row = bisect_left(self._rows, key_of(span), key=key_of)
            return row if row < len(self._rows) and self._rows[row].id == span.id else None
        return next((row for row, each in enumerate(self._rows) if each.id == span.id), None)

    def _text(self, span: Span) -> str:
        assert self._document is not None
        return self._document.text[span.start : span.end]

    # -- Qt's side ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        span, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.words(span, column)
            case Qt.ItemDataRole.DecorationRole if column is Column.STATE:
                return icon("new" if span.status is SpanStatus.SUGGESTED else "done")
            case Qt.ItemDataRole.ToolTipRole if span.note:
                return plain_tip(span.note)
            case Qt.ItemDataRole.TextAlignmentRole if column is Column.CONFIDENCE:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case _:
                return None

    def words(self, span: Span, column: Column) -> str:
        """What a cell says."""
        match column:
            case Column.TEXT:
                sign = "? " if span.question else "✎ " if span.note else ""
                return sign + shown(self._text(span), 80)
            case Column.LABEL:
                return span.label
            case Column.STATE:
                return self.tr("to review") if span.status is SpanStatus.SUGGESTED else self.tr("confirmed")
            case Column.CONFIDENCE:
                return "" if span.confidence is None else f"{span.confidence:.0%}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal:
            return None
        names = self.tr("Text"), self.tr("Label"), self.tr("State"), self.tr("Sure")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "" if section == Column.STATE else names[section]  # no wider than its icons
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return names[section]
            case _:
                return None
