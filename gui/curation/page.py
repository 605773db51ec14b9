"""The curator's page: a table for each question, filled in as the answers come. Every row leads somewhere."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from nhan.core.agreement.measures import LEADING, MEASURES, ON_WISH
from nhan.core.agreement.result import Agreement, Figure, GroupAgreement
from nhan.core.messages import Message
from nhan.core.model import STATUSES
from nhan.core.operations.overlap import shown
from nhan.core.report.over_time import DayAgreement
from nhan.core.report.standing import OpenArticle, Standing
from nhan.gui.i18n import Language
from nhan.gui.status_names import status_name
from nhan.gui.widgets.line_chart import LineChart, Series
from nhan.gui.widgets.tabs import Tabs
from nhan.gui.widgets.value_rows import ValueRows

MOST = 500  # rows of a table that are shown at once
_DASH = Figure(None)


class CuratorPage(QDialog):
    """Empty until it is told something. A row that is opened closes it: ``chosen`` is then what the row stands for, a
    PersonStanding, LabelStanding, TopicStanding, OpenArticle, OpenQuestion, the path of a release, or the name of an
    action; None: nothing was opened."""

    def __init__(self, language: Language, links: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Where the project stands"))
        self.chosen: object = None
        self.is_full = False  # nothing is looked at any more
        self._language = language
        self.headline = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.tabs = Tabs()
        articles, open_ = self.tr("Articles"), self.tr("Open places")
        exact, unitized = (language.say(MEASURES[name].title) for name in (LEADING, "alpha_u"))
        person, statuses = self.tr("Person"), [status_name(status).capitalize() for status in STATUSES]
        self.people = ValueRows(
            self.tr("By person"),
            [person, self.tr("Given"), *statuses, self.tr("Spans"), self.tr("F1 with the gold")],
        )
        self.labels = ValueRows(
            self.tr("By label"),
            [self.tr("Label"), self.tr("Gold"), self.tr("By people"), open_, exact, unitized],
        )
        self.topics = ValueRows(
            self.tr("By topic"), [self.tr("Topic"), articles, self.tr("Done by two"), self.tr("Adjudicated"), exact]
        )
        self.agreement = ValueRows(self.tr("Agreement"), [self.tr("Measure"), self.tr("Now")])
        self.over_time = LineChart()
        self.over_time.set_words(
            self.tr("Agreement over time"),
            self.tr("days since the first article"),
            exact,
            self.tr("Nothing is known of when articles were done."),
        )
        self.next = ValueRows(self.tr("To adjudicate"), [self.tr("Article"), self.tr("People"), open_, ""])
        self.questions = ValueRows(self.tr("Questions"), [person, self.tr("Article"), self.tr("What is asked")])
        self.releases = ValueRows(self.tr("Releases"), [self.tr("Release")])
        self.links = [self._link(action) for action in links]
        self._lay_out()

    def _link(self, action: QAction) -> QPushButton:
        button = QPushButton(action.text().replace("&", ""), autoDefault=False)
        button.clicked.connect(lambda: self._open(action.objectName()))
        return button

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        for button in self.links:
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.agreement)
        both.addWidget(self.over_time)
        self._tables = (self.people, self.labels, self.topics, self.next, self.questions, self.releases)
        for table in self._tables:
            table.opened.connect(self._open)
            self.tabs.addTab(table, table.accessibleName())
        self.agreement.opened.connect(lambda _: self._open("agreement"))
        self.tabs.insertTab(3, both, self.agreement.accessibleName())
        box = QVBoxLayout(self)
        box.addWidget(self.headline)
        box.addWidget(self.tabs, 1)
        box.addWidget(buttons)
        self.resize(900, 560)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.people.setFocus()  # and not the first button

    def _open(self, value: object) -> None:
        self.chosen = value
        self.accept()

    def say(self, words: str) -> None:
        """What goes on."""
        self.headline.setText(words)

    def show_standing(self, found: Standing, titles: Mapping[str, str]) -> None:
        """Everybody's work has been looked at. ``titles``: of the articles that are named, by id."""
        self.people.show_rows(
            (
                each,
                [
                    each.name,
                    "–" if each.assigned is None else str(each.assigned),
                    *(str(each.articles[status.value]) for status in STATUSES),
                    str(each.spans),
                    str(Figure(each.f1)),
                ],
            )
            for each in found.people
        )
        self.labels.show_rows(
            (each, [each.name, str(each.gold), str(each.people), str(each.open)]) for each in found.labels
        )
        self.topics.show_rows(
            (each, [each.name, str(each.articles), str(each.ready), str(each.adjudicated)])
            for each in found.topics
            if each.name
        )
        self.tabs.setTabVisible(self.tabs.indexOf(self.topics), bool(self.topics.topLevelItemCount()))
        self.next.show_rows(
            (each, [titles.get(each.article, each.article), str(each.people), str(each.stops or "–"), self._why(each)])
            for each in found.open[:MOST]
        )
        names = {each.id: each.name for each in found.people}
        self.questions.show_rows(
            (each, [names.get(each.person, each.person), titles.get(each.article, each.article), shown(each.said, 120)])
            for each in found.questions[:MOST]
        )
        counts = ((self.next, found.open), (self.questions, found.questions))
        for table, rows in counts:
            self.tabs.setTabText(self.tabs.indexOf(table), f"{table.accessibleName()} ({len(rows)})")
        words = self.tr("{total} articles: {ready} done by at least two people, {adjudicated} adjudicated").format(
            total=found.total, ready=found.ready, adjudicated=found.adjudicated
        )
        waiting = self.tr("%n on which all agree will be done as soon as somebody adjudicates", "", found.agreed)
        self.say(f"{words}; {waiting}" if found.agreed else words)

    def _why(self, article: OpenArticle) -> str:
        if not article.stops:
            return self.tr(
                "all agree, but it is begun, flagged or asked about, something else stands there, suggestions are "
                "undecided, or somebody's work cannot be read"
            )
        return self.tr("begun, or reopened by new work") if article.begun else ""

    def show_agreement(self, found: Agreement) -> None:
        """Everybody has been compared with everybody."""
        self.agreement.show_rows(
            (name, [self._language.say(measure.title), str(found.figures.get(name, _DASH))])
            for name, measure in MEASURES.items()
            if name not in ON_WISH
        )
        self.labels.add_words(4, partial(self._figures, found.labels, (LEADING, "alpha_u")))
        self.topics.add_words(4, partial(self._figures, found.topics, (LEADING,)))

    def _figures(self, groups: Sequence[GroupAgreement], names: Sequence[str], group: str) -> list[str]:
        its = next((each.figures for each in groups if each.name == group), {})
        return [str(its.get(name, _DASH)) for name in names]

    def cannot_compare(self, message: Message) -> None:
        """Why there is no agreement."""
        self.is_full = True
        self.agreement.show_rows([("", [self._language.say(message), ""])])

    def show_days(self, days: Sequence[DayAgreement]) -> None:
        """When articles were done is known."""
        self.is_full = True
        first = days[0].day.toordinal() if days else 0
        points = [(float(each.day.toordinal() - first), each.exact) for each in days]
        self.over_time.set_series([Series(self._say(LEADING), points)])

    def _say(self, name: str) -> str:
        return self._language.say(MEASURES[name].title)

    def show_releases(self, names: Sequence[tuple[object, str]]) -> None:
        """The releases there are: the folder and the name of each."""
        self.releases.show_rows((folder, [name]) for folder, name in names)
        self.tabs.setTabText(self.tabs.indexOf(self.releases), f"{self.releases.accessibleName()} ({len(names)})")
