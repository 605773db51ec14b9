"""The middle of the window: the article's head line, bars, the view, the label chips."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from nhan.core.text.search import BadPatternError, find
from nhan.core.text.units import Range
from nhan.gui import theme
from nhan.gui.actions import Handlers, digit_by_place
from nhan.gui.article_pane.find_bar import FindBar
from nhan.gui.article_pane.label_bar import LabelBar
from nhan.gui.article_view.look import Density, Look
from nhan.gui.article_view.view import ArticleView
from nhan.gui.settings import CERTAIN, DENSITY, LINE_SPACING, SIGNS, TEXT_PX, THEME, Settings
from nhan.gui.widgets.elided_label import ElidedLabel
from nhan.gui.widgets.notice import Notice
from nhan.gui.widgets.plain import plain_button

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER = {0: "accept", _CONTROL.value: "finish", (_CONTROL | _SHIFT).value: "finish_bulk"}
MENU = (
    ("accept", "reject", "runner_up"),
    ("end_out", "end_in", "start_out", "start_in"),
    ("merge", "split", "trim"),
    ("propose_same", "propose_corpus", "withdraw_same", "withdraw_corpus"),
    ("copy",),
)
LEAST_WIDTH = 320  # pixels: what stands around the article gives way before it does


class ArticlePane(QWidget):
    """Holds the view; the keys of the article's actions work while the focus is in here."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.title = ElidedLabel()
        self.place = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.banner = Notice(dismissable=False)
        self.notice = Notice()
        self.find_bar = FindBar()
        self.view = ArticleView()
        self.view.setAccessibleName(self.tr("Article"))
        self.labels = LabelBar(language)
        self._hits: list[Range] = []
        self._actions: Mapping[str, QAction] = {}
        head = QHBoxLayout()
        head.setContentsMargins(14, 7, 14, 7)
        head.addWidget(self.title, 1)
        head.addWidget(self.place)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.banner)
        box.addWidget(self.notice)
        box.addWidget(self.find_bar)
        box.addWidget(self.view, 1)
        box.addWidget(self.labels)
        self.find_bar.wanted.connect(self._find)
        self.find_bar.next_wanted.connect(self.go_to_hit)
        self.find_bar.closed.connect(self._close_find)
        self.view.menu_wanted.connect(self._menu)
        self.setFocusProxy(self.view)
        self.setMinimumWidth(LEAST_WIDTH)

    @property
    def handlers(self) -> Handlers:
        return {
            "find": self.open_find,
            "find_next": partial(self.go_to_hit, 1),
            "find_previous": partial(self.go_to_hit, -1),
        }

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Give it the actions that its keys and its menu are of."""
        self._actions = actions

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that no shortcut took: perhaps it stands where a digit does."""
        if event.key() == Qt.Key.Key_Enter and self.view.hasFocus():
            # The keypad's Enter is Return: as a second shortcut of one action Qt calls it ambiguous.
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            name = ENTER.get(modifiers.value, "")
            if name in self._actions:
                self._actions[name].trigger()
            return
        digit = digit_by_place(event)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if digit and plain and self.view.hasFocus() and f"label_{digit}" in self._actions:
            self._actions[f"label_{digit}"].trigger()
        else:
            event.ignore()

    def apply_look(self, settings: Settings) -> None:
        """Draw the article, and the chips of its labels, as the settings say."""
        palette = theme.article_palette(settings.get(THEME))
        self.view.set_look(
            Look(
                palette=palette,
                text_px=settings.get(TEXT_PX),
                density=Density(settings.get(DENSITY)),
                line_spacing=settings.get(LINE_SPACING),
                certain=settings.get(CERTAIN),
                signs=settings.get(SIGNS) == "shown",
            )
        )
        self.labels.set_palette(palette)

    # -- find -----------------------------------------------------------------------------------------------------

    def open_find(self) -> None:
        chosen = self.view.selection
        span = self.view.span(self.view.active) if self.view.active else None
        chosen = chosen or ((span.start, span.end) if span else None)
        self.find_bar.enter(self.view.text[slice(*chosen)] if chosen else "")

    def _find(self, query: str, expression: bool) -> None:
        try:
            self._hits = find(self.view.text, query, expression)
            word = self.tr("%n hits", "", len(self._hits)) if query.strip() else ""
        except BadPatternError as error:
            self._hits = []
            word = error.reason or self.tr("takes too long")
        self.find_bar.count.setText(word)
        self.view.set_marks(self._hits)

    def find_again(self) -> None:
        """Look through what is shown now, if the bar is open."""
        if self.find_bar.isVisible():
            self._find(self.find_bar.field.text(), self.find_bar.expression.isChecked())

    def go_to_hit(self, way: int) -> None:
        """Select the next (1) or previous (-1) hit, around the end."""
        if not self._hits:
            return
        caret = self.view.caret
        ahead = [hit for hit in self._hits if (hit[0] >= caret if way > 0 else hit[1] < caret)]
        hit = (ahead or self._hits)[0 if way > 0 else -1]
        self.view.set_selection(*hit)
        self.view.reveal(hit[0], steady=True)
        self.find_bar.count.setText(f"{self._hits.index(hit) + 1}/{len(self._hits)}")

    def _close_find(self) -> None:
        self._hits = []
        self.view.set_marks([])
        self.view.setFocus()

    # -- menu -----------------------------------------------------------------------------------------------------

    def _menu(self, _span: object, _offset: int, at: QPoint) -> None:
        """The same verbs as the keys'."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in MENU:
            menu.addActions([self._actions[name] for name in group if name in self._actions])
            menu.addSeparator()
        labels = menu.addMenu(self.tr("Label"))
        for chip in self.labels.chips:
            labels.addAction(plain_button(f"{chip.label.key}  {chip.label.name}".strip()), chip.click)
        menu.popup(at)
