"""What is measured on the view: each action from the change to its finished repaint, the journal write included."""

import random
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize
from PySide6.QtWidgets import QApplication

from nhan.core import operations
from nhan.core.document import Document
from nhan.core.model import Article, Change, Rejected, Span, SpanStatus
from nhan.core.operations import Edge
from nhan.core.store.disk import Disk
from nhan.core.store.journal import Entry, JournalWriter
from nhan.core.text.search import find
from nhan.core.text.units import next_end, next_start
from nhan.gui.article_view import ArticleView
from tests.benchmarks.measuring import Action, Step
from tests.benchmarks.view_articles import LABELS

SIZE = QSize(1000, 760)


class Painted(QObject):
    """Lets events run until a widget has been painted."""

    def __init__(self, widget: QObject) -> None:
        super().__init__()
        self._count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self._count += event.type() is QEvent.Type.Paint
        return False

    def wait(self) -> None:
        before = self._count
        for _ in range(100):
            QCoreApplication.processEvents()
            if self._count > before:
                return
        raise RuntimeError("nothing was painted")


class Bench:
    """One article in a view, with a journal in ``folder``."""

    def __init__(self, article: Article, spans: list[Span], folder: Path) -> None:
        self._article, self._spans = article, spans
        self.document = Document(article, spans)
        self.view = ArticleView()
        self.view.resize(SIZE)
        self._painted = Painted(self.view.viewport())
        self._journal = JournalWriter(Disk(), folder / article.id, "000001-abcdef")
        self._entries = 0
        self._dice = random.Random(article.id)
        self.view.show()
        self.view.setFocus()
        QApplication.processEvents()

    def close(self) -> None:
        self._journal.close()
        self.view.close()
        self.view.deleteLater()
        QApplication.processEvents()

    def open(self) -> None:
        """A record that has been read already, shown from its top."""
        self.document = Document(self._article, self._spans)
        self._show()

    def opened(self, count: int) -> list[Step]:
        """Show it from its top, after an empty view."""

        def ready() -> Action:
            self.view.clear()
            QApplication.processEvents()
            return self._show

        return [ready] * count

    def _show(self) -> None:
        self.view.show_document(self.document, LABELS)
        self._painted.wait()

    def next_span(self, count: int) -> list[Step]:
        """Go on from a span to the next, in runs of ten spread over the article."""
        return [partial(self._ready_to_go, place, place + 1) for place in self._places(count)]

    def _ready_to_go(self, before: int, place: int) -> Action:
        self._bring(before)
        return partial(self._go, place)

    def jump(self, count: int) -> list[Step]:
        """Go to any span of the article."""
        places = [self._dice.randrange(len(self.document)) for _ in range(count)]
        return [partial(partial, self._go, place) for place in places]

    def _go(self, place: int) -> None:
        self.view.set_active(self.document.at(place).id)
        self._painted.wait()

    def _bring(self, place: int) -> None:
        self.view.set_active(self.document.at(place).id)
        QApplication.processEvents()

    def page_down(self, count: int) -> list[Step]:
        """One page down, from the top again after the end."""
        bar = self.view.verticalScrollBar()

        def ready() -> Action:
            if bar.value() >= bar.maximum():
                bar.setValue(0)
                QApplication.processEvents()
            return down

        def down() -> None:
            bar.setValue(bar.value() + bar.pageStep())
            self._painted.wait()

        return [ready] * count

    def resize_step(self, count: int) -> list[Step]:
        """Ten pixels narrower, in the middle of the article."""
        self._bring(len(self.document) // 2)

        def to(width: int) -> None:
            self.view.resize(width, SIZE.height())
            self._painted.wait()

        return [partial(partial, to, SIZE.width() - 10 * (step % 20)) for step in range(1, count + 1)]

    def find_marks(self, count: int) -> list[Step]:
        """Find all hits of a query and mark them."""
        queries = ["hoa binh", "Đảng", "Nguyễn", "chinh phu", "a", "Bộ Chính trị"]

        def mark(query: str) -> None:
            self.view.set_marks(find(self.document.text, query))
            self._painted.wait()

        return [partial(partial, mark, queries[step % len(queries)]) for step in range(count)]

    def verb(self, name: str, count: int) -> list[Step]:
        """The verb on the active span, then on to the next suggestion, as a key does."""
        return [partial(self._ready_to_decide, name, place) for place in self._places(count)]

    def _ready_to_decide(self, name: str, place: int) -> Action | None:
        for span in islice(self._from(place), 500):
            if isinstance(self._change(name, span), Change):
                self.view.set_active(span.id)
                QApplication.processEvents()
                return partial(self._decide, name, span)
        return None

    def _decide(self, name: str, span: Span) -> None:
        change = self._change(name, span)
        if isinstance(change, Rejected):
            raise RuntimeError(change.reason)
        self._entries += 1
        self._journal.append(Entry(self._entries, "2026-01-01T00:00:00Z", "do", change))
        self.document.apply(change.edits[0])
        self.view.edited(change.edits[0])
        following = next(self._from(self.document.first_from(span.start) + 1), None)
        self.view.set_active(following.id if following is not None else None)
        self._painted.wait()

    def _from(self, place: int) -> Iterator[Span]:
        for index in range(place, len(self.document)):
            span = self.document.at(index)
            if span.status is SpanStatus.SUGGESTED:
                yield span

    def _change(self, name: str, span: Span) -> Change | Rejected:
        document, text = self.document, self.document.text
        match name:
            case "accept":
                return operations.accept(document, LABELS, span.id)
            case "relabel":
                names = [label.name for label in LABELS.labels if label.name != span.label]
                return operations.relabel(document, LABELS, span.id, self._dice.choice(names))
            case "reject":
                return operations.reject(document, span.id)
            case "move_edge":
                return operations.move_edge(document, LABELS, span.id, Edge.END, next_end(text, span.end))
            case "merge":
                return operations.merge(document, LABELS, span.id)
            case "split":
                return operations.split(document, LABELS, span.id, next_start(text, span.start))
            case "add":
                start = next_start(text, span.end)
                return operations.add(document, LABELS, start, next_end(text, start), "PER")
        raise ValueError(name)

    def _places(self, count: int) -> list[int]:
        """``count`` rows of the span list in runs of ten, the runs spread over the article."""
        runs = max(1, count // 10)
        step = max(1, (len(self.document) * 4 // 5) // runs)
        return [run * step + each for run in range(runs) for each in range(10)]


VERBS = ("accept", "relabel", "reject", "move_edge", "add", "merge", "split")
