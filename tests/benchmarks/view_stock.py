"""What is measured beside the view: a stock QPlainTextEdit that shows spans as extra selections."""

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from nhan.core.model import Article, Span
from tests.benchmarks.view_articles import COLOURS


class StockView(QPlainTextEdit):
    """The usual way to show spans in Qt. Its offsets are only right without astral characters, as in these articles."""

    def __init__(self) -> None:
        super().__init__()
        font = QFont(self.font())
        font.setPixelSize(15)
        self.setFont(font)
        self._formats: dict[str, QTextCharFormat] = {}
        for name, (hue, _) in COLOURS.items():
            colour = QColor(hue)
            colour.setAlpha(70)
            self._formats[name] = QTextCharFormat()
            self._formats[name].setBackground(colour)
        self._shown: list[QTextEdit.ExtraSelection] = []

    def show_article(self, article: Article, spans: list[Span]) -> None:
        self.setPlainText(article.text)
        self.show_spans(spans)

    def show_spans(self, spans: list[Span]) -> None:
        """Spans have changed: all are made again from the model, as is usual."""
        self._shown = [self._selection(span) for span in spans]
        self.setExtraSelections(self._shown)

    def relabel(self, index: int, span: Span) -> None:
        """One span has changed, and the program knows which: only the handing over of the list is left."""
        self._shown[index] = self._selection(span)
        self.setExtraSelections(self._shown)

    def go_to(self, span: Span) -> None:
        cursor = self.textCursor()
        cursor.setPosition(span.start)
        self.setTextCursor(cursor)
        self.centerCursor()

    def _selection(self, span: Span) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(span.start)
        cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = self._formats[span.label]
        return selection
