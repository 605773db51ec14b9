"""The agreement panel: who is compared above, the figures and the places below. Empty until something came out."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from nhan.core.agreement.advice import advice_in_words
from nhan.core.agreement.choice import AgreementChoice
from nhan.core.agreement.compare import Comparison, ComparisonView
from nhan.core.agreement.measures import LEADING, MEASURES, ON_WISH
from nhan.core.agreement.result import Agreement, Cell, DifferingPlace, Figure, GroupAgreement, PairAgreement
from nhan.core.messages import Message
from nhan.core.people.whose import known_as
from nhan.core.store.project_file import Annotator, Role
from nhan.gui.agreement.lists import ConfusionTable
from nhan.gui.i18n import Language
from nhan.gui.widgets.tabs import Tabs
from nhan.gui.widgets.value_rows import ValueRows

_LOW = 48  # pixels: in a window too low for more, the tabs and the head of a table
_SHORT = 16  # letters: what is left of a name, and the arrow, in a narrow window
_TRIMMED = 2  # a column of the measures
MOST = 200  # places, and articles, that are listed at once
_DASH = Figure(None)
PlaceWords = tuple[DifferingPlace, tuple[str, str, str]]  # its article, and what either side has there


class AgreementPanel(QWidget):
    """``wanted``: compare again, with ``choice`` and ``view``; ``gone_to``: a place of an article;
    ``asked_for``: the words of places, which ``show_places`` is to be told."""

    wanted = Signal()
    asked_for = Signal(object)  # a sequence of DifferingPlace
    gone_to = Signal(str, int, int)

    def __init__(self, language: Language, people: Sequence[Annotator]) -> None:
        super().__init__()
        self._language = language
        self.who = QComboBox()
        self.who.setAccessibleName(self.tr("Who is compared"))
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.who.setMinimumWidth(_SHORT * self.who.fontMetrics().averageCharWidth())
        self.who.addItem(self.tr("Everybody with everybody"), AgreementChoice())
        self.who.addItem(self.tr("Newest suggestions with everybody"), AgreementChoice(model=True))
        names = known_as(people)
        for each in people:
            text = self.tr("{name} with everybody else")
            if each.role is Role.ADJUDICATOR:
                text = self.tr("The gold ({name}) with everybody")
            text = text.format(name=names[each.id])
            self.who.addItem(text, AgreementChoice(gold=each.id))
        self.trimmed = QCheckBox(self.tr("&Trimmed beside it"))
        self.gamma = QCheckBox(self.tr("&Gamma"))
        self.spans_only = QCheckBox(self.tr("&Places only"))
        self.hidden_names = QCheckBox(self.tr("&Hide names"))
        self.again = QPushButton(self.tr("&Compare again"), autoDefault=False)
        self.count = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.advice = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.advice.setMinimumHeight(1)  # in a low window it gives way
        self.advice.hide()
        self.tabs = Tabs()
        self.tabs.setMinimumHeight(_LOW)
        articles, exact = self.tr("Articles"), self._say("agreement.exact")
        self.measures = ValueRows(
            self.tr("Measures"), [self.tr("Measure"), self.tr("Value"), self.tr("Trimmed"), self.tr("What it is")]
        )
        self.pairs = ValueRows(self.tr("Pairs"), [self.tr("Pair"), articles, exact, self._say("agreement.kappa")])
        self.labels = ValueRows(
            self.tr("Labels"),
            [self.tr("Label"), articles, exact, self._say("agreement.partial"), self._say("agreement.alpha_u")],
        )
        self.topics = ValueRows(self.tr("Topics"), [self.tr("Topic"), articles, exact])
        self.articles = ValueRows(articles, [self.tr("Article"), exact, self.tr("Differences")])
        self.confusion = ConfusionTable(self.tr("Label by label"))
        self.places = ValueRows(self.tr("Places"), [self.tr("Article"), self.tr("One"), self.tr("The other")])
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for control in (self.who, self.gamma, self.again):
            top.addWidget(control)
        top.addWidget(self.count, 1)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.confusion)
        both.addWidget(self.places)
        tabs: tuple[tuple[QWidget, str], ...] = (
            (self.measures, self.tr("Measures")),
            (self.pairs, self.tr("Pairs")),
            (self.labels, self.tr("Labels")),
            (self.topics, self.tr("Topics")),
            (self.articles, self.tr("Articles")),
            (both, self.tr("Label by label")),
        )
        for widget, name in tabs:
            self.tabs.addTab(widget, name)
        self._both = both
        how = QWidget()
        beside = QHBoxLayout(how)
        beside.setContentsMargins(0, 0, 0, 0)
        for each in (self.trimmed, self.spans_only, self.hidden_names):
            beside.addWidget(each)
        self.tabs.setCornerWidget(how)
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 3, 6, 3)  # a window is low, and the rows are what is looked for
        box.setSpacing(4)
        box.addLayout(top)
        box.addWidget(self.advice)
        box.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.who.activated.connect(self.wanted)
        for box in (self.trimmed, self.gamma, self.spans_only, self.hidden_names):
            box.clicked.connect(self.wanted)
        self.again.clicked.connect(self.wanted)
        self.pairs.opened.connect(self._show_pair)
        self.articles.opened.connect(lambda article: self.gone_to.emit(article, 0, 0))
        self.confusion.chosen.connect(self._ask_for_places)
        self.places.opened.connect(self._go)

    @property
    def choice(self) -> AgreementChoice:
        chosen: AgreementChoice = self.who.currentData()
        return AgreementChoice(gold=chosen.gold, model=chosen.model)

    @property
    def view(self) -> ComparisonView:
        return ComparisonView(self.spans_only.isChecked(), self.trimmed.isChecked(), self.gamma.isChecked())

    def _say(self, key: str) -> str:
        return self._language.say(Message(key))

    def say(self, words: str) -> None:
        """What goes on, or why there is nothing."""
        self.count.setText(words)

    def clear(self) -> None:
        self.advice.hide()
        for rows in (self.measures, self.pairs, self.labels, self.topics, self.articles, self.places):
            rows.clear()
        self.confusion.show_cells((), "")

    def show_comparison(self, found: Comparison, left: int, title: Callable[[str], str]) -> None:
        """All has been compared. ``left``: articles that who compares is not done with, and which wait for that;
        ``title``: of an article, by id."""
        plain = found.plain
        self.measures.setColumnHidden(_TRIMMED, found.trimmed is None)
        self.measures.show_rows(self._measures(found))
        self.pairs.show_rows((pair, self._pair(pair)) for pair in plain.compared)
        self.labels.show_rows((each, self._group(each, "partial", "alpha_u")) for each in plain.labels)
        self.topics.show_rows((each, self._group(each)) for each in plain.topics)
        self.tabs.setTabVisible(self.tabs.indexOf(self.topics), any(each.name for each in plain.topics))
        self.articles.show_rows(self._articles(plain, title))
        self.places.clear()
        self.confusion.show_cells(plain.confusion, self._say("agreement.nothing"))
        words = self.tr("%n articles", "", plain.articles)
        if plain.is_too_few:
            words = self.tr("{articles}: too few, intervals are no more than a hint").format(articles=words)
        self.say(words if plain.articles else self._say("agreement.nothing_in_common"))
        everybody = not (self.choice.gold or self.choice.model)
        said = advice_in_words(plain, everybody) if plain.articles else []
        if left:
            said.insert(0, Message("withheld.compared", {"count": left}))
        self.advice.setText(" ".join(map(self._language.say, said)))
        self.advice.setVisible(bool(said))

    def _measures(self, found: Comparison) -> Iterator[tuple[object, Sequence[str]]]:
        for name, measure in MEASURES.items():
            if name in ON_WISH and name not in found.plain.figures:
                continue
            trimmed = str(found.trimmed.figures.get(name, _DASH)) if found.trimmed else ""
            value = str(found.plain.figures.get(name, _DASH))
            yield name, [self._language.say(measure.title), value, trimmed, self._language.say(measure.definition)]

    def _pair(self, pair: PairAgreement) -> list[str]:
        values = (str(pair.figures.get(name, _DASH)) for name in (LEADING, "kappa"))
        return [f"{pair.first} – {pair.second}", str(pair.articles), *values]

    def _group(self, group: GroupAgreement, *more: str) -> list[str]:
        values = (str(group.figures.get(name, _DASH)) for name in (LEADING, *more))
        return [group.name, str(group.articles), *values]

    def _articles(self, found: Agreement, title: Callable[[str], str]) -> Iterator[tuple[object, Sequence[str]]]:
        """Those that differ, the worst first."""
        measured = [each for each in found.by_article if each.exact is not None and each.differing]
        for each in sorted(measured, key=lambda each: (each.exact, each.article))[:MOST]:
            yield each.article, [title(each.article) or each.article, str(Figure(each.exact)), str(each.differing)]

    def _show_pair(self, pair: PairAgreement) -> None:
        """The places of one pair."""
        self.places.clear()
        self.confusion.show_cells(pair.confusion, self._say("agreement.nothing"))
        self.tabs.setCurrentWidget(self._both)

    def _ask_for_places(self, cell: Cell) -> None:
        """Where the two labels of a cell meet."""
        self.places.clear()
        names = [label or self._say("agreement.nothing") for label in (cell.first, cell.second)]
        self.places.setHeaderLabels([self.tr("Article"), *names])
        self.asked_for.emit(cell.places[:MOST])

    def show_places(self, rows: Sequence[PlaceWords]) -> None:
        """The places of the cell that was asked for last."""
        self.places.show_rows(rows)

    def _go(self, place: DifferingPlace) -> None:
        self.gone_to.emit(place.article, *place.reach)
