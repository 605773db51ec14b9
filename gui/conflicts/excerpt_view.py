"""Words of an article with what stands around them: a chip's colours under the words, in as many lines as it takes."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from nhan.core.merging.sides import Excerpt
from nhan.gui.colours import ChipColours
from nhan.gui.qt_text import stand_in

_MOST_LINES = 4


class ExcerptView(QWidget):
    """Plain text: it comes from a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._excerpt = Excerpt("", "", "")
        self._colours: ChipColours | None = None

    def show_excerpt(self, excerpt: Excerpt, colours: ChipColours | None) -> None:
        """``colours``: of the words' label; None: the words are struck through, since they are taken out."""
        self._excerpt, self._colours = excerpt, colours
        self.setAccessibleName(f"{excerpt.before}[{excerpt.words}]{excerpt.after}")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._laid_out(width).boundingRect().height()) + 1

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height())

    def _laid_out(self, width: int) -> QTextLayout:
        before, words, after = (
            stand_in(each) for each in (self._excerpt.before, self._excerpt.words, self._excerpt.after)
        )
        layout = QTextLayout(before + words + after, self.font())
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = _units(before), _units(words), self._format()
        layout.setFormats([part])
        layout.beginLayout()
        top = 0.0
        for _ in range(_MOST_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def _format(self) -> QTextCharFormat:
        marked = QTextCharFormat()
        if self._colours is None:
            marked.setFontStrikeOut(True)
            return marked
        marked.setBackground(QBrush(QColor(self._colours.full)))
        marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        marked.setUnderlineColor(QColor(self._colours.edge))
        return marked

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            self._laid_out(self.width()).draw(painter, QPointF(0, 0), clip=QRectF(self.rect()))


def _units(text: str) -> int:
    """How long Qt takes the text for: in UTF-16."""
    return len(text.encode("utf-16-le")) // 2
