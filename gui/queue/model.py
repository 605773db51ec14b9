"""The queue of articles as rows: what matches a text and a state, in the project's order."""

import html
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from nhan.core.model import ArticleStatus
from nhan.core.queue import Summary
from nhan.core.session import Session
from nhan.core.text.search import find
from nhan.gui.icons import icon
from nhan.gui.queue.verbs import verb_title

Index = QModelIndex | QPersistentModelIndex
SUMMARY = int(Qt.ItemDataRole.UserRole) + 1


class QueueModel(QAbstractListModel):
    """Rows are articles; ``SUMMARY`` gives the core's value."""

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self._all: list[Summary] = []
        self._places: dict[str, int] = {}
        self._rows: list[int] = []  # places in ``_all``
        self._counts: Counter[ArticleStatus] = Counter()
        self._text = ""
        self._status: ArticleStatus | None = None

    def show(self, session: Session, ids: Sequence[str]) -> None:
        """Show a project's articles in the order of ``ids``; also when articles have come in."""
        self.beginResetModel()
        self._session = session
        found = {summary.id: summary for summary in session.summaries()}
        self._all = [found[name] for name in ids]
        self._counts = Counter(summary.status for summary in self._all)
        self._places = {summary.id: place for place, summary in enumerate(self._all)}
        self._rows = [place for place, summary in enumerate(self._all) if self._takes(summary)]
        self.endResetModel()

    def set_filter(self, text: str, status: ArticleStatus | None) -> None:
        self.beginResetModel()
        self._text, self._status = text, status
        self._rows = [place for place, summary in enumerate(self._all) if self._takes(summary)]
        self.endResetModel()

    def refresh(self, article_id: str) -> None:
        """The article has changed: its row says so. It stays in the list until the filter is used again."""
        if self._session is None or article_id not in self._places:
            return
        place = self._places[article_id]
        self._counts[self._all[place].status] -= 1
        self._all[place] = self._session.summary(article_id)
        self._counts[self._all[place].status] += 1
        row = self.row_of(article_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _takes(self, summary: Summary) -> bool:
        if self._status is not None and summary.status is not self._status:
            return False
        return not self._text.strip() or bool(find(summary.title, self._text) or find(summary.id, self._text))

    def row_of(self, article_id: str) -> int | None:
        place = self._places.get(article_id, -1)
        row = bisect_left(self._rows, place)
        return row if row < len(self._rows) and self._rows[row] == place else None

    def beside(self, article_id: str, way: int) -> str | None:
        """The id of the next (1) or previous (-1) article in the list."""
        place = self._places.get(article_id, -1)
        row = bisect_right(self._rows, place) if way > 0 else bisect_left(self._rows, place) - 1
        return self._all[self._rows[row]].id if 0 <= row < len(self._rows) else None

    def place(self, article_id: str) -> int:
        """Where the article stands among all, whatever the filter; -1 for one that is not there."""
        return self._places.get(article_id, -1)

    def after(self, article_id: str, count: int) -> list[str]:
        """The ids of the next articles, whatever the filter."""
        place = self.place(article_id) + 1
        return [summary.id for summary in self._all[place : place + count]]

    def next_to_do(self, article_id: str) -> str | None:
        """The next article that is new or in progress, after this one and then around; None when all is done."""
        start = self._places.get(article_id, -1) + 1
        around = [*range(start, len(self._all)), *range(start)]
        open_states = (ArticleStatus.NEW, ArticleStatus.IN_PROGRESS)
        ids = (self._all[place].id for place in around if self._all[place].status in open_states)
        return next((name for name in ids if name != article_id), None)

    def counts(self) -> dict[ArticleStatus, int]:
        """How many articles are in each state, whatever the filter."""
        return {status: self._counts[status] for status in ArticleStatus}

    def first(self) -> str | None:
        return self._all[0].id if self._all else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        summary = self._all[self._rows[index.row()]]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return summary.title or summary.id
            case Qt.ItemDataRole.DecorationRole:
                return icon("problem" if summary.problem else summary.status.value)
            case Qt.ItemDataRole.ToolTipRole:
                return self._pace(summary.id)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.describe(summary)
            case _ if role == SUMMARY:
                return summary
            case _:
                return None

    def _pace(self, article_id: str) -> str:
        """How long the article has taken, and what was done to it. Escaped: a tooltip would show rich text."""
        if self._session is None:
            return ""
        times = self._session.times
        if times is None:
            return ""
        pace = times.of(article_id)
        minutes, seconds = divmod(round(pace.seconds), 60)
        lines = [self.tr("{minutes} min {seconds} s").format(minutes=minutes, seconds=seconds)]
        lines += [f"{verb_title(verb)}: {count}" for verb, count in pace.verbs.most_common()]
        return html.escape("\n".join(lines)).replace("\n", "<br>")

    def describe(self, summary: Summary) -> str:
        """State and counts in words: never by colour or icon alone."""
        words = [self.status_name(summary.status)]
        if summary.suggested:
            words.append(self.tr("%n to review", "", summary.suggested))
        if summary.confirmed:
            words.append(self.tr("%n confirmed", "", summary.confirmed))
        return " · ".join(words)

    def status_name(self, status: ArticleStatus) -> str:
        match status:
            case ArticleStatus.NEW:
                return self.tr("to do")
            case ArticleStatus.IN_PROGRESS:
                return self.tr("in progress")
            case ArticleStatus.DONE:
                return self.tr("done")
            case ArticleStatus.SKIPPED:
                return self.tr("skipped")
            case ArticleStatus.FLAGGED:
                return self.tr("flagged")
