"""The workload panel: a row for each person, whose figures lead to the articles that they count."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nhan.core.curation.article_filter import ArticleFilter
from nhan.core.model import ArticleStatus
from nhan.core.report.workload import COLUMNS, Workload
from nhan.gui.i18n import Language
from nhan.gui.status_names import status_name
from nhan.gui.widgets.figure_table import FigureTable

# What the figures of each column count; pace and agreement are of what is done.
_COUNTED = (
    None,
    None,
    ArticleStatus.NEW,
    ArticleStatus.IN_PROGRESS,
    ArticleStatus.DONE,
    ArticleStatus.SKIPPED,
    ArticleStatus.DONE,
    ArticleStatus.DONE,
)


class WorkloadPanel(QWidget):
    """``listed``: an ArticleFilter and what to call it; ``assign`` and ``again`` are its buttons."""

    listed = Signal(object, str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._loads: list[Workload] = []
        self.assign = QPushButton(self.tr("&Assign articles…"), autoDefault=False)
        self.again = QPushButton(self.tr("&Count again"), autoDefault=False)
        self.words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.table = FigureTable(self.tr("Who is how far"), [language.say(each) for each in COLUMNS])
        self.table.opened.connect(self._open)
        top = QHBoxLayout()
        top.addWidget(self.assign)
        top.addWidget(self.again)
        top.addWidget(self.words, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 6)
        box.addLayout(top)
        box.addWidget(self.table, 1)

    def show_loads(self, loads: Sequence[Workload]) -> None:
        """These people, instead of those that were there."""
        self._loads = list(loads)
        self.table.show_rows([each.in_words for each in loads])

    def show_load(self, load: Workload) -> None:
        """More is known of one person."""
        for row, each in enumerate(self._loads):
            if each.person == load.person:
                self._loads[row] = load
                self.table.show_row(row, load.in_words)

    @property
    def loads(self) -> Sequence[Workload]:
        """What is known."""
        return self._loads

    def say(self, words: str) -> None:
        """What goes on, or why there is nothing."""
        self.words.setText(words)

    def _open(self, row: int, column: int) -> None:
        load, status = self._loads[row], _COUNTED[column]
        words = status_name(status) if status is not None else self.tr("all that is given")
        self.listed.emit(ArticleFilter(person=load.person, status=status), f"{load.name}: {words}")
