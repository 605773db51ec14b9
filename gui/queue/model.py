"""The queue of articles as rows: what passes a filter, in the project's order."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from nhan.core.curation.article_filter import ArticleFilter
from nhan.core.messages import Message
from nhan.core.queue import Summary
from nhan.core.verb_words import verb_words
from nhan.gui.article_order import ArticleOrder
from nhan.gui.icons import icon
from nhan.gui.status_names import flag_name, status_name
from nhan.gui.widgets.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex
SUMMARY = int(Qt.ItemDataRole.UserRole) + 1


class QueueModel(QAbstractListModel):
    """Rows are articles; ``SUMMARY`` gives the core's value."""

    times_wanted = Signal()  # the session does not know of the time on articles yet

    def __init__(self, order: ArticleOrder, say: Callable[[Message], str]) -> None:
        super().__init__()
        self._order, self._say = order, say
        self._rows: list[int] = []  # places in the order
        self._wanted = ArticleFilter()
        self._found: Collection[str] | None = None
        order.arranged.connect(self._find_rows)
        order.refreshed.connect(self._refreshed)
        self._find_rows()

    def set_filter(self, wanted: ArticleFilter, found: Collection[str] | None = None) -> None:
        """``found``: the ids of those that pass what the queue does not know (see ``matching``); None = all do."""
        self._wanted, self._found = wanted, found
        self._find_rows()

    def _find_rows(self) -> None:
        self.beginResetModel()
        takes, found = self._wanted.takes(), self._found
        self._rows = [
            place
            for place, summary in enumerate(self._order.summaries)
            if takes(summary) and (found is None or summary.id in found)
        ]
        self.endResetModel()

    def _refreshed(self, article_id: str) -> None:
        """The article's row says what has changed. It stays in the list until the filter is used again."""
        row = self.row_of(article_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, article_id: str) -> int | None:
        place = self._order.place(article_id)
        row = bisect_left(self._rows, place)
        return row if row < len(self._rows) and self._rows[row] == place else None

    def beside(self, article_id: str, way: int) -> str | None:
        """The id of the next (1) or previous (-1) article in the list."""
        place = self._order.place(article_id)
        row = bisect_right(self._rows, place) if way > 0 else bisect_left(self._rows, place) - 1
        return self._order.summaries[self._rows[row]].id if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        summary = self._order.summaries[self._rows[index.row()]]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return summary.title or summary.id
            case Qt.ItemDataRole.DecorationRole:
                return icon(_picture(summary))
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip("\n".join(each for each in (self._conflicts(summary), self._time(summary.id)) if each))
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.describe(summary)
            case _ if role == SUMMARY:
                return summary
            case _:
                return None

    def _time(self, article_id: str) -> str:
        """How long the article has taken, and what was done to it; "" until the journals are read."""
        session = self._order.session
        if session.times is None:
            self.times_wanted.emit()
        times = session.times
        if times is None:
            return ""
        time = times.of(article_id)
        minutes, seconds = divmod(round(time.seconds), 60)
        lines = [self.tr("{minutes} min {seconds} s").format(minutes=minutes, seconds=seconds)]
        lines += [f"{self._say(verb_words(verb))}: {count}" for verb, count in time.verbs.most_common()]
        return "\n".join(lines)

    def _conflicts(self, summary: Summary) -> str:
        return self.tr("%n conflicts", "", summary.disputes) if summary.disputes else ""

    def describe(self, summary: Summary) -> str:
        """State and counts in words: never by colour or icon alone."""
        words = [self.tr("cannot be read") if summary.problem else status_name(summary.status)]
        if summary.flagged:
            words.insert(0, flag_name())
        if summary.disputes:
            words.insert(0, self._conflicts(summary))
        if summary.questions:
            words.append(self.tr("%n questions", "", summary.questions))
        if summary.suggested:
            words.append(self.tr("%n to review", "", summary.suggested))
        if summary.confirmed:
            words.append(self.tr("%n confirmed", "", summary.confirmed))
        return " · ".join(words)


def _picture(summary: Summary) -> str:
    """The icon of what is most in want of somebody."""
    if summary.problem:
        return "problem"
    return "conflict" if summary.disputes else "flagged" if summary.flagged else summary.status.value
