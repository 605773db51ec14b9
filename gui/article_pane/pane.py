"""The middle of the window: the article's head line, bars, the view, the label chips."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolBar, QToolButton, QVBoxLayout, QWidget

from nhan.core.document import Document
from nhan.core.text.search import BadPatternError, Matching, find
from nhan.core.text.units import Range
from nhan.gui import theme
from nhan.gui.action_keys import digit_by_place
from nhan.gui.action_spec import Handlers
from nhan.gui.article_pane.find_bar import FindBar
from nhan.gui.article_pane.label_bar import LabelBar
from nhan.gui.article_pane.matching_kept import keep_matching
from nhan.gui.article_view.look import Density, Look
from nhan.gui.article_view.view import ArticleView
from nhan.gui.settings import (
    CERTAIN,
    DENSITY,
    LABEL_COLOURS,
    LINE_SPACING,
    SIGNS,
    TEXT_FONT,
    TEXT_PX,
    TEXT_WIDTH,
    THEME,
    Settings,
)
from nhan.gui.widgets.dock_title import HEAD
from nhan.gui.widgets.elided_label import ElidedLabel
from nhan.gui.widgets.key_line import KeyLine
from nhan.gui.widgets.notice import Notice
from nhan.gui.widgets.plain import plain_button

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
ENTER = {
    0: "accept",
    _SHIFT.value: "back",
    _ALT.value: "accept_same",
    (_CONTROL | _ALT).value: "accept_copies",
    (_ALT | _SHIFT).value: "accept_corpus",
    _CONTROL.value: "finish",
    (_CONTROL | _SHIFT).value: "finish_bulk",
}
DIGIT = {0: "label", _CONTROL.value: "label_same"}
MENU = (
    ("accept", "accept_down", "accept_copies", "reject", "next_reading"),
    ("end_out", "end_in", "start_out", "start_in"),
    ("merge", "split", "trim"),
    ("accept_same", "propose_same", "withdraw_same"),
    ("accept_corpus", "propose_corpus", "withdraw_corpus"),
    ("copy",),
)
LEAST_WIDTH = 320  # pixels: what stands around the article gives way before it does


class ArticlePane(QWidget):
    """Holds the view; the keys of the article's actions work while the focus is in here."""

    hints_dismissed = Signal()  # the keys are known

    def __init__(self, language: str, settings: Settings) -> None:
        super().__init__()
        self.title = ElidedLabel()
        self.place = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.banner = Notice(dismissable=False)
        self.notice = Notice()
        self.find_bar = FindBar()
        self.view = ArticleView()
        self.view.setAccessibleName(self.tr("Article"))
        self.labels = LabelBar(language)
        self.hints = KeyLine(lambda: self.hints_dismissed.emit())
        self._hits: list[Range] = []
        self._gone_to: Range | None = None  # the hit that is marked as such
        self._actions: Mapping[str, QAction] = {}
        self.head = QWidget()
        self.head.setFixedHeight(HEAD)
        self._head = QHBoxLayout(self.head)
        self._head.setContentsMargins(6, 0, 6, 0)
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.place)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self.banner)
        box.addWidget(self.notice)
        box.addWidget(self.find_bar)
        box.addWidget(self.view, 1)
        box.addWidget(self.hints)
        box.addWidget(self.labels)
        self.find_bar.wanted.connect(self._find)
        self.find_bar.next_wanted.connect(self.go_to_hit)
        self.find_bar.closed.connect(self._close_find)
        self.view.menu_wanted.connect(self._menu)
        keep_matching(self.find_bar.toggles, settings)
        self.setFocusProxy(self.view)
        self.setMinimumWidth(LEAST_WIDTH)

    @property
    def handlers(self) -> Handlers:
        return {
            "find": self.open_find,
            "find_next": partial(self.go_to_hit, 1),
            "find_previous": partial(self.go_to_hit, -1),
        }

    def add_strip(self, strip: QWidget) -> None:
        """Put something between the head line and the text; it may be hidden."""
        self._box.insertWidget(1, strip)

    def set_actions(self, actions: Mapping[str, QAction], tools: QToolBar) -> None:
        """Give it the actions that its keys and its menu are of; the tools stand beside its title."""
        self._actions = actions
        self._flag = self._button("flag")
        self._flag.hide()
        self._head.insertWidget(0, self._flag)
        self._head.insertWidget(0, self._button("left_panels"))
        self._head.addWidget(tools)
        self._head.addWidget(self._button("right_panels"))

    def refresh(self, document: Document, label: str | None) -> None:
        """What stands around the text: the article's flag, and the chips. ``label``: of the active span."""
        self._flag.setVisible(document.state.flagged)
        self.labels.refresh(document, label)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(autoRaise=True)
        button.setDefaultAction(self._actions[name])
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

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
        verb = DIGIT.get((event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier).value)
        if digit and verb and self.view.hasFocus() and f"{verb}_{digit}" in self._actions:
            self._actions[f"{verb}_{digit}"].trigger()
        else:
            event.ignore()

    def apply_look(self, settings: Settings) -> None:
        """Draw the article, and the chips of its labels, as the settings say."""
        palette = theme.article_palette(settings.get(THEME), settings.get(LABEL_COLOURS) == "apart")
        self.view.set_look(
            Look(
                palette=palette,
                text_px=settings.get(TEXT_PX),
                density=Density(settings.get(DENSITY)),
                line_spacing=settings.get(LINE_SPACING),
                column_px=settings.get(TEXT_WIDTH),
                family=settings.get(TEXT_FONT),
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

    def _find(self, query: str, how: Matching) -> None:
        try:
            self._hits = find(self.view.text, query, how)
            word = self.tr("%n hits", "", len(self._hits)) if query.strip() else ""
        except BadPatternError as error:
            self._hits = []
            word = error.reason or self.tr("takes too long")
        self.find_bar.count.setText(word)
        self._mark(self._current())

    def _mark(self, gone_to: Range | None) -> None:
        self._gone_to = gone_to
        self.view.set_marks(self._hits, gone_to)

    def hits_stay(self) -> None:
        """The text is as it was, but another hit may be gone to, or none."""
        if self.find_bar.isVisible() and self._current() != self._gone_to:
            self._mark(self._current())

    def find_again(self) -> None:
        """Look through what is shown now, if the bar is open."""
        if self.find_bar.isVisible():
            self._find(self.find_bar.field.text(), self.find_bar.toggles.matching)

    def _current(self) -> Range | None:
        """The hit that was gone to, while it is selected."""
        return self.view.selection if self.view.selection in self._hits else None

    def go_to_hit(self, way: int) -> None:
        """Select the next (1) or previous (-1) hit, around the end."""
        if not self.find_bar.isVisible():
            self.open_find()  # there is nothing yet that the key could go to
        if not self._hits:
            return
        caret = self.view.caret
        ahead = [hit for hit in self._hits if (hit[0] >= caret if way > 0 else hit[1] < caret)]
        hit = (ahead or self._hits)[0 if way > 0 else -1]
        self.view.set_selection(*hit)
        self._mark(hit)
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
            labels.addAction(plain_button(f"{chip.key}  {chip.label.name}".strip()), chip.click)
        menu.popup(at)
