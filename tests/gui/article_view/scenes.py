"""Documents, views and mouse positions for the tests of the view."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from nhan.core.document import Document
from nhan.core.labels import Label, LabelSet, Overlap
from nhan.core.model import Article, Source, Span, SpanStatus
from nhan.gui.article_view import ArticleView

COLOURS = {"PER": "#2f74d0", "ORG": "#c9702b", "LOC": "#23934f", "NUM": "#6b7386"}
LABELS = LabelSet(
    name="test",
    title={"en": "Test"},
    labels=tuple(Label(name=name, title={"en": name}, color=hue) for name, hue in COLOURS.items()),
    overlap=Overlap.FREE,
)
TEXT = (
    "Tổng Bí thư Tô Lâm gặp Thủ tướng Phạm Minh Chính tại Trường Đại học Bách khoa Hà Nội.\n"
    "\n"
    "Ông Nguyễn Văn A ở quận Hai Bà Trưng, Hà Nội nói với phóng viên báo Tuổi Trẻ về Đại hội Đảng.\r\n"
    "Dòng ba có 😀 và 𝒜𝒷, e\u0323\u0302 NFD, \u200bzero\u200b, \u00a0NBSP.\u2028Sau U+2028.\rSau CR.\n"
)


def span(text: str, words: str, label: str = "PER", confirmed: bool = False, nth: int = 0, name: str = "") -> Span:
    """A span over the nth place of ``words``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    status = SpanStatus.CONFIRMED if confirmed else SpanStatus.SUGGESTED
    end = start + len(words)
    span_id = name or f"{label}-{start}-{end}"
    return Span(id=span_id, start=start, end=end, label=label, status=status, source=Source("machine", "test", "1"))


def document(text: str = TEXT, spans: Iterable[Span] = ()) -> Document:
    return Document(Article(id="a", text=text), spans)


def view_of(doc: Document, width: int = 700, height: int = 420) -> ArticleView:
    """The document in a view that is on screen and has the focus."""
    view = ArticleView()
    view.resize(width, height)
    view.show_document(doc, LABELS)
    view.show()
    view.activateWindow()
    view.setFocus()
    QApplication.processEvents()
    return view


def point(view: ArticleView, offset: int, into: int = 1) -> QPoint:
    """The viewport position in the middle of the line, a little to the right of where ``offset`` begins."""
    return view.rect_of(offset).center() + QPoint(into + 1, 0)
