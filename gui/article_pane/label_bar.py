"""The label chips under the article: key, name, count; a click is the digit key."""

from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QMenu, QWidget

from nhan.core.document import Document
from nhan.core.labels import Label, LabelSet
from nhan.gui.article_view.look import Palette
from nhan.gui.article_view.styles import colours_of
from nhan.gui.colours import ChipColours
from nhan.gui.widgets.plain import plain_button, plain_tip

_PAD = 8
_DIGITS = 4  # of a count, that a chip has room for: another count must not lay the whole bar out again


class Chip(QAbstractButton):
    """One label in its colours. The active span's label has a ring."""

    def __init__(self, label: Label, language: str, key: str) -> None:
        super().__init__()
        self.label, self.key = label, key
        title = label.title.get(language, label.name)
        self.setText(plain_button(label.name))
        self.setToolTip(plain_tip(f"{key} · {title}" if key else title))
        self.setAccessibleName(f"{label.name}, {title}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click must not take the focus from the article
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._count = 0
        self._active = False
        self._palette: Palette | None = None
        self._colours: dict[str, QColor] = {}

    def set_state(self, count: int, active: bool) -> None:
        if (count, active) != (self._count, self._active):
            wider = len(str(count)) > max(_DIGITS, len(str(self._count)))
            self._count, self._active = count, active
            if wider:
                self.updateGeometry()
            self.update()

    def set_colours(self, hues: ChipColours, palette: Palette) -> None:
        self._palette = palette
        named = {"full": hues.full, "pale": hues.pale, "tag": hues.tag, "accent": palette.accent}
        self._colours = {
            name: QColor(hue) for name, hue in (named | {"paper": palette.paper, "ink": palette.ink}).items()
        }
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        key = metrics.horizontalAdvance("0") + 10 if self.key else 0
        count = metrics.horizontalAdvance("0" * max(_DIGITS, len(str(self._count))))
        return QSize(key + metrics.horizontalAdvance(self.label.name) + count + 3 * _PAD, metrics.height() + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._palette is None:
            return
        colours, metrics = self._colours, self.fontMetrics()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            # Filled one in the other: a stroked path takes several times as long.
            painter.setPen(Qt.PenStyle.NoPen)
            rect = self.rect().adjusted(1, 1, -1, -1)
            if self._active:
                painter.setBrush(colours["accent"])
                painter.drawRoundedRect(rect, 6, 6)
                rect = rect.adjusted(2, 2, -2, -2)
            painter.setBrush(colours["pale" if self.isDown() else "full"])
            painter.drawRoundedRect(rect, 6, 6)
            x = _PAD
            if self.key:
                width = metrics.horizontalAdvance("0") + 8
                box = QRect(x - 3, (self.height() - metrics.height()) // 2, width, metrics.height())
                painter.setBrush(colours["paper"])
                painter.drawRoundedRect(box, 3, 3)
                painter.setPen(colours["tag"])
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.key)
                x += width + 2
            painter.setPen(colours["ink"])
            middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(QRect(x, 0, self.width(), self.height()), middle, self.label.name)
            right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(self.rect().adjusted(0, 0, -_PAD, 0), right, str(self._count))


class Wrapping(QLayout):
    """Lays its items out in lines, like words."""

    def __init__(self, parent: QWidget, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        margins = self.contentsMargins()
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.sizeHint())
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, move: bool) -> int:
        margins = self.contentsMargins()
        x, y, line = rect.x() + margins.left(), rect.y() + margins.top(), 0
        for item in self._items:
            size = item.sizeHint()
            if x + size.width() > rect.right() - margins.right() and line:
                x, y, line = rect.x() + margins.left(), y + line + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            line = max(line, size.height())
        return y + line + margins.bottom() - rect.y()


class LabelBar(QWidget):
    """All labels as chips. ``chosen`` carries a label's name."""

    chosen = Signal(str)
    change_wanted = Signal(str)  # what is to become of the label of this name?

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self.chips: list[Chip] = []
        self._labels: LabelSet | None = None
        self._layout = Wrapping(self)
        self._layout.setContentsMargins(12, 6, 12, 7)
        self.setAccessibleName(self.tr("Labels"))
        self.setAutoFillBackground(True)

    def show_labels(self, labels: LabelSet, palette: Palette) -> None:
        for chip in self.chips:
            self._layout.removeWidget(chip)
            chip.deleteLater()
        self._labels = labels
        self.chips = [Chip(label, self._language, labels.keys.get(label.name, "")) for label in labels.labels]
        for chip in self.chips:
            self._layout.addWidget(chip)
            chip.clicked.connect(lambda _checked=False, name=chip.label.name: self.chosen.emit(name))
            chip.customContextMenuRequested.connect(partial(self._menu, chip))
        self.set_palette(palette)

    def _menu(self, chip: Chip, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = chip.label.name
        words = self.tr("Describe, rename, merge or delete {label}…").format(label=name)
        menu.addAction(plain_button(words), partial(self.change_wanted.emit, name))
        menu.popup(chip.mapToGlobal(at))

    def set_palette(self, palette: Palette) -> None:
        if self._labels is not None:
            for chip in self.chips:
                chip.set_colours(colours_of(self._labels, chip.label.name, palette), palette)

    def refresh(self, document: Document | None, active: str | None) -> None:
        """Counts of live spans, and which label the active span has."""
        counts = document.live() if document else {}
        for chip in self.chips:
            chip.set_state(counts.get(chip.label.name, 0), chip.label.name == active)
