"""What is measured on the window: each action from its key event to the finished repaint, journal write included."""

import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QSize
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nhan.core import operations
from nhan.core.document import Document
from nhan.core.model import Article, Change, Rejected, Span, SpanStatus
from nhan.core.operations import Edge
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.text.units import Unit, next_end, next_start, previous_end, previous_start
from nhan.gui.actions import BY_ID
from nhan.gui.app import Program
from nhan.gui.saving import Saving
from nhan.gui.settings import AUTO_SUGGEST, AUTO_TRAIN, LANGUAGE, THEME, Settings
from nhan.gui.startup import make_application
from tests.benchmarks.measuring import Action, Step
from tests.benchmarks.view_articles import LABELS, make

SIZE = QSize(1280, 800)
SMALL = "small"  # an article of a few words, to come from
_OTHERS = 30  # more articles than a session keeps open: opening them all drives a clean one out of memory

# Action of the table -> the verb of core that must agree to it; rows of the benchmark are named like the action.
Verb = Callable[[Document, Span], Change | Rejected]


def _edge(edge: Edge, move: Callable[[str, int, Unit], int], unit: Unit) -> Verb:
    def verb(document: Document, span: Span) -> Change | Rejected:
        offset = move(document.text, span.end if edge is Edge.END else span.start, unit)
        return operations.move_edge(document, LABELS, span.id, edge, offset)

    return verb


VERBS: dict[str, Verb] = {
    "accept": lambda document, span: operations.accept(document, LABELS, span.id),
    "label_3": lambda document, span: operations.relabel(document, LABELS, span.id, "LOC"),
    "reject": lambda document, span: operations.reject(document, span.id),
    "end_out": _edge(Edge.END, next_end, Unit.SYLLABLE),
    "end_in": _edge(Edge.END, previous_end, Unit.SYLLABLE),
    "start_out": _edge(Edge.START, previous_start, Unit.SYLLABLE),
    "start_in": _edge(Edge.START, next_start, Unit.SYLLABLE),
    "end_out_char": _edge(Edge.END, next_end, Unit.GRAPHEME),
    "end_in_char": _edge(Edge.END, previous_end, Unit.GRAPHEME),
    "merge": lambda document, span: operations.merge(document, LABELS, span.id),
    "split": lambda document, span: operations.split(document, LABELS, span.id, next_start(document.text, span.start)),
    "propose_same": lambda document, span: operations.propose_same(document, LABELS, span.id),
    "withdraw_same": lambda document, span: operations.withdraw_same(document, span.id),
}
ALL_VERBS = (*VERBS, "add", "trim")  # these two need something made ready first


class Painted(QObject):
    """Lets events run until one of some widgets has been painted."""

    def __init__(self, *widgets: QObject) -> None:
        super().__init__()
        self._count = 0
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self._count += event.type() is QEvent.Type.Paint
        return False

    def wait(self) -> None:
        """Until it has been painted and nothing is left to do at once: the panels around it, too."""
        before = self._count
        for _ in range(100):
            QCoreApplication.processEvents()
            if self._count > before:
                QCoreApplication.processEvents()
                return
        raise RuntimeError("nothing was painted")


def make_project(folder: Path, names: list[str]) -> Path:
    """A project with a small article, which a window opens with, some others, and the articles to measure."""
    project = Project.create(Disk(), folder, LABELS)
    text = "Hà Nội và Huế."
    small = [Article(each, text, title=each) for each in (SMALL, *(f"other{n}" for n in range(_OTHERS)))]
    made = {name: make(name) for name in names}
    spans = {name: spans for name, (_, spans) in made.items()}
    project.add_articles([*small, *(article for article, _ in made.values())], spans)
    return folder


class Bench:
    """The program's window on the project in ``folder``, made when there is none. It suggests nothing by itself:
    that happens in other processes."""

    def __init__(self, folder: Path, names: list[str]) -> None:
        settings = Settings(folder / "settings.ini")
        settings.set(AUTO_SUGGEST, False)
        settings.set(AUTO_TRAIN, False)
        settings.set(THEME, "light")
        settings.set(LANGUAGE, "en")
        self.program = Program(make_application(), settings)
        project = folder / "project"
        self.window = self.program.open(project if project.exists() else make_project(project, names))
        self.window.resize(SIZE)
        self.window.activateWindow()
        self.view = self.window.view
        self.view.setFocus()
        # What is proposed elsewhere changes nothing in view but the word in the status line.
        self._painted = Painted(self.view.viewport(), self.window.statusBar())
        self._dice = random.Random("nhan bench")
        self._first: Change | None = None  # the edit that made the shown article one in progress
        QApplication.processEvents()

    def close(self) -> None:
        if self.program.window is not None:
            self.window.close()
        self.program.language.remove()
        QApplication.processEvents()

    @property
    def document(self) -> Document:
        document = self.window.bridge.document
        assert document is not None
        return document

    def show(self, name: str) -> None:
        """Show an article from its top, whatever was shown before."""
        self.away()
        self._show(name)
        self._begin()

    def _begin(self) -> None:
        """Work on it: what is measured is an edit in the midst of work, not the first one of an article."""
        span = next(span for span in reversed(list(self.document)) if span.status is SpanStatus.SUGGESTED)
        self.window.bridge.commit(operations.accept(self.document, LABELS, span.id))
        self._first = self.window.bridge.session.peek_undo()
        QApplication.processEvents()

    def away(self) -> None:
        """To the small article, with everything saved."""
        self.window.show_article(SMALL)
        self.save()

    def save(self) -> None:
        """Write the articles' files, to the end: the thread that does so would count as CPU of the next action."""
        self.window.bridge.save_all()
        while self.window.bridge.saving is Saving.SAVING:
            QApplication.processEvents()

    def _show(self, name: str) -> None:
        self.window.show_article(name)
        while self.window.bridge.opening:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._painted.wait()

    def opened(self, name: str, count: int) -> list[Step]:
        """Show it from its top, read already, after a small article."""
        self.show(name)

        def ready() -> Action:
            self.away()
            return partial(self._show, name)

        return [ready] * count

    def opened_from_disk(self, name: str, count: int) -> list[Step]:
        """Likewise, when its record has to be read first."""

        def ready() -> Action:
            self.away()
            for number in range(_OTHERS):  # no session keeps so many open
                self.window.bridge.session.document(f"other{number}")
            return partial(self._show, name)

        return [ready] * count

    # -- moves ----------------------------------------------------------------------------------------------------

    def press(self, action: str) -> None:
        """Press the action's key on the article, and wait for the paint."""
        keys = QKeySequence(BY_ID[action].keys[0])[0]  # type: ignore[index]  # it is, whatever the stubs say
        QTest.keyClick(self.view, keys.key(), keys.keyboardModifiers())
        self._painted.wait()

    def next_span(self, count: int) -> list[Step]:
        """Tab from a suggestion to the next, in runs of ten spread over the article."""
        return [partial(self._ready_to_press, place, "next_stop") for place in self._places(count)]

    def _ready_to_press(self, place: int, action: str) -> Action:
        self._bring(place)
        return partial(self.press, action)

    def jump(self, count: int) -> list[Step]:
        """Go to any span of the article, as a click in the span list does."""
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
        """The window ten pixels narrower, in the middle of the article."""
        self._bring(len(self.document) // 2)

        def to(width: int) -> None:
            self.window.resize(width, SIZE.height())
            self._painted.wait()

        return [partial(partial, to, SIZE.width() - 10 * (step % 20)) for step in range(1, count + 1)]

    def find(self, count: int) -> list[Step]:
        """Find all hits of a query and mark them; it is in the field at once."""
        queries = ["hoa binh", "Đảng", "Nguyễn", "chinh phu", "a", "Bộ Chính trị"]
        self.window.pane.open_find()
        QApplication.processEvents()

        def mark(query: str) -> None:
            self.window.pane.find_bar.field.setText(query)
            self._painted.wait()

        return [partial(partial, mark, queries[step % len(queries)]) for step in range(count)]

    def end_find(self) -> None:
        self.window.pane.find_bar.leave()
        QApplication.processEvents()

    # -- verbs ----------------------------------------------------------------------------------------------------

    def verb(self, action: str, count: int) -> list[Step]:
        """The action's key on a suggestion on which it works, in runs of ten spread over the article."""
        ready = {"add": self._ready_to_add, "trim": self._ready_to_trim}.get(action, partial(self._ready_for, action))
        return [partial(self._anew, ready, place) for place in self._places(count)]

    def _anew(self, ready: Callable[[int], Action | None], place: int) -> Action | None:
        """What was done before is taken back first, so that there is always something left to do."""
        while self.window.bridge.session.peek_undo() != self._first:
            self.window.bridge.undo()
        QApplication.processEvents()
        return ready(place)

    def _ready_for(self, action: str, place: int) -> Action | None:
        for span in self._from(place):
            if isinstance(VERBS[action](self.document, span), Change):
                self.view.set_active(span.id)
                if action == "split":
                    self.view.click(next_start(self.document.text, span.start), span.id)
                QApplication.processEvents()
                return partial(self.press, action)
        return None

    def _ready_to_add(self, place: int) -> Action | None:
        text = self.document.text
        for span in self._from(place):
            start = next_start(text, span.end)
            end = next_end(text, start)
            if isinstance(operations.add(self.document, LABELS, start, end, "PER"), Change):
                self.view.set_active(None)
                self.view.set_selection(start, end)
                self.view.reveal(start, steady=True)
                QApplication.processEvents()
                return partial(self.press, "label_1")
        return None

    def _ready_to_trim(self, place: int) -> Action | None:
        for span in self._from(place):
            if self.document.text[span.end : span.end + 1].isspace():
                longer = operations.move_edge(self.document, LABELS, span.id, Edge.END, span.end + 1)
                if isinstance(longer, Change) and self.window.bridge.commit(longer):
                    self.view.set_active(longer.focus)
                    QApplication.processEvents()
                    return partial(self.press, "trim")
        return None

    def undo(self, count: int) -> list[Step]:
        """Take back what the verb before has done, in view."""
        return [partial(self._anew, self._ready_to_undo, place) for place in self._places(count)]

    def _ready_to_undo(self, place: int) -> Action | None:
        accept = self._ready_for("accept", place)
        if accept is None:
            return None
        accept()
        return partial(self.press, "undo")

    def redo(self, count: int) -> list[Step]:
        return [partial(self._anew, self._ready_to_redo, place) for place in self._places(count)]

    def _ready_to_redo(self, place: int) -> Action | None:
        undo = self._ready_to_undo(place)
        if undo is None:
            return None
        undo()
        return partial(self.press, "redo")

    def _from(self, place: int) -> Iterator[Span]:
        """The next some hundred suggestions from a place on."""
        spans = (self.document.at(index) for index in range(place, len(self.document)))
        return islice((span for span in list(islice(spans, 600)) if span.status is SpanStatus.SUGGESTED), 500)

    def _places(self, count: int) -> list[int]:
        """``count`` rows of the span list in runs of ten, the runs spread over the article."""
        runs = max(1, count // 10)
        step = max(1, (len(self.document) * 4 // 5) // runs)
        return [run * step + each for run in range(runs) for each in range(10)]
