"""The label chooser: one key, a letter or two of a label's name or title, Enter."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from nhan.core.labels import Label, LabelSet
from nhan.core.text.search import find
from nhan.gui.article_view.look import Palette
from nhan.gui.article_view.styles import colours_of
from nhan.gui.context import Context
from nhan.gui.review.same import AllTheSame, SameVerb
from nhan.gui.widgets.enter import ENTER

_NAME = int(Qt.ItemDataRole.UserRole) + 1
_WIDTH, _MOST_ROWS, _AIR = 300, 9, 6  # pixels, rows, pixels


def fitting(labels: LabelSet, language: str, query: str) -> list[Label]:
    """The labels whose name or title has every word of the query, those first in which it begins the name."""
    if not query.strip():
        return list(labels.labels)
    ranks = {label.name: _rank(label, language, query) for label in labels.labels}
    return sorted((label for label in labels.labels if ranks[label.name]), key=lambda label: ranks[label.name])


def _rank(label: Label, language: str, query: str) -> int:
    """0: it does not fit; else the lower the better."""
    title = label.title.get(language, "")
    if not all(find(f"{label.name} {title}", word) for word in query.split()):
        return 0
    first = query.split()[0]
    places = [hits[0][0] if (hits := find(text, first)) else -1 for text in (label.name, title)]
    begins = [place == 0 for place in places]
    word = [place > 0 and text[place - 1] == " " for place, text in zip(places, (label.name, title), strict=True)]
    return next((rank for rank, fits in enumerate((*begins, *word), 1) if fits), 5)


class PlainField(QLineEdit):
    """Takes letters as they are on the keys: Telex would make one sign of the "or" of ORG. No mark need be typed."""

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.InputMethod, QEvent.Type.InputMethodQuery):
            return True  # a QLineEdit says that it wants input methods, whatever its attribute says
        return super().event(event)


class LabelChooser(QFrame):
    """``chosen`` carries a label's name and the modifiers that Enter was pressed with."""

    chosen = Signal(str, object)
    left = Signal()

    def __init__(self, labels: LabelSet, language: str, palette: Callable[[], Palette], parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent  # that it may cover
        self._labels, self._language, self._palette = labels, language, palette
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.field = PlainField(placeholderText=self.tr("A label (Ctrl+Enter: all the same)"))
        self.field.setAccessibleName(self.tr("A label"))
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("Labels"))
        box = QVBoxLayout(self)
        box.setContentsMargins(_AIR, _AIR, _AIR, _AIR)
        box.addWidget(self.field)
        box.addWidget(self.list)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self._choose(item, Qt.KeyboardModifier.NoModifier))
        self.hide()

    def open(self, at: QPoint, line: int, current: str) -> None:
        """Come up below a place of the parent, or above it where ``line`` pixels higher there is more room; the row of
        the label ``current`` is chosen until something is typed."""
        self.field.clear()
        self._fill("")
        names = [self.list.item(row).data(_NAME) for row in range(self.list.count())]
        self.list.setCurrentRow(names.index(current) if current in names else 0)
        rows = min(_MOST_ROWS, max(1, self.list.count()))
        height = self.field.sizeHint().height() + rows * max(18, self.list.sizeHintForRow(0)) + 5 * _AIR
        room = self._room.rect()
        left = max(0, min(at.x(), room.width() - _WIDTH))
        top = at.y() if at.y() + height <= room.height() else max(0, at.y() - line - height)
        self.setGeometry(left, top, min(_WIDTH, room.width()), min(height, room.height()))
        self.show()
        self.raise_()
        self.field.setFocus()

    def _fill(self, query: str) -> None:
        keys = self._labels.keys
        self.list.clear()
        for label in fitting(self._labels, self._language, query):
            item = QListWidgetItem(f"{keys.get(label.name, ' ')}  {label.titled(self._language)}", self.list)
            item.setData(_NAME, label.name)
            swatch = QPixmap(12, 12)
            swatch.fill(self._colour(label))
            item.setIcon(QIcon(swatch))
        self.list.setCurrentRow(0)

    def _colour(self, label: Label) -> QColor:
        return QColor(colours_of(self._labels, label.name, self._palette()).full)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Tab move in the list while the keyboard stays in the field."""
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusOut:
            if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
                self.hide()
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        row, key = self.list.currentRow(), Qt.Key(event.key())
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Tab):
            self.list.setCurrentRow(min(row + 1, self.list.count() - 1))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Backtab):
            self.list.setCurrentRow(max(row - 1, 0))
        elif key in ENTER:
            self._choose(self.list.currentItem(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            return False
        return True

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def _choose(self, item: QListWidgetItem | None, modifiers: Qt.KeyboardModifier) -> None:
        if item is not None:
            name = item.data(_NAME)
            self._leave()
            self.chosen.emit(name, modifiers)


class ChooserKeys(QObject):
    """Opens the chooser near the ring. Enter labels, with Ctrl all the same, with Ctrl+Shift in all articles."""

    def __init__(self, context: Context, same: AllTheSame) -> None:
        super().__init__(context.window)
        self._context, self._view, self._same = context, context.view, same
        self._chooser: LabelChooser | None = None

    def open(self) -> None:
        """Near what would be labelled."""
        if self._chooser is None:
            self._chooser = self._made()
        view, chooser = self._view, self._chooser
        span = view.span(view.active) if view.active else None
        place = span.start if span is not None else view.selection[0] if view.selection else view.caret
        caret = view.rect_of(place)
        at = view.viewport().mapTo(self._around(), caret.bottomLeft() + QPoint(0, _AIR))
        chooser.open(at, caret.height() + 3 * _AIR, span.label if span is not None else "")

    def _made(self) -> LabelChooser:
        labels, language = self._context.bridge.labels, self._context.language.name
        # Not within the view: what is typed here would be its keys.
        chooser = LabelChooser(labels, language, lambda: self._view.look.palette, self._around())
        chooser.chosen.connect(self._chosen)
        chooser.left.connect(self._view.setFocus)
        return chooser

    def _around(self) -> QWidget:
        around = self._view.parentWidget()
        assert around is not None, "the view is in its pane"
        return around

    def _chosen(self, name: str, modifiers: Qt.KeyboardModifier) -> None:
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if modifiers & control and modifiers & shift:
            self._same.ask_corpus(SameVerb.RELABEL, name)
        elif modifiers & control:
            self._same.do(SameVerb.RELABEL, name)
        else:
            self._context.events.label_wanted.emit(name)
