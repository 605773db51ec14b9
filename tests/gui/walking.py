"""A walk over the whole window by keys and mouse; after every step window, document, journal and disk must agree."""

import random
from collections import deque
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nhan.core.document import Document
from nhan.core.labels import LabelSet, Overlap
from nhan.core.model import Article, ArticleState, Change, Span
from nhan.core.operations.building import live
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.journal import Entry
from nhan.core.store.layout import AUDIT, JOURNAL, annotator_folder
from nhan.gui.app import Program
from nhan.gui.article_view import ArticleView
from nhan.gui.main_window import MainWindow
from nhan.gui.note.panel import NotePanel
from nhan.gui.queue.model import SUMMARY
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.span_list.panel import SpanPanel
from tests.core.building import FLAT, FREE, LABELS, MACHINE, TEXT
from tests.gui.article_view.scenes import TEXT as STRANGE
from tests.gui.conftest import Typist, part, settle

# How often each key comes. What changes nothing where it is pressed is part of the walk too.
DECIDING = {"Return": 10, "1": 5, "2": 5, "3": 4, "4": 2, "Delete": 6, "F4": 2}
EDGES = {"Shift+Right": 6, "Shift+Left": 5, "Ctrl+Shift+Left": 4, "Ctrl+Shift+Right": 4, "Alt+Shift+Right": 2}
EDGES |= {"Alt+Shift+Left": 2, "Ctrl+Alt+Shift+Left": 2, "Ctrl+Alt+Shift+Right": 2}
PIECES = {"Ctrl+J": 5, "Ctrl+K": 5, "Ctrl+T": 3, "Ctrl+D": 3, "Ctrl+Delete": 2, "Ctrl+Shift+D": 1}
PIECES |= {"Ctrl+Shift+Delete": 1}
BACK = {"Ctrl+Z": 9, "Ctrl+Y": 4, "Ctrl+Shift+Z": 1}
ARTICLES = {"Ctrl+Return": 1, "Ctrl+Shift+Return": 1, "Ctrl+PageDown": 2, "Ctrl+PageUp": 2, "Ctrl+Shift+PageDown": 1}
ARTICLES |= {"F8": 1, "Ctrl+F8": 1}
GOING = {"Tab": 8, "Shift+Tab": 3, "Right": 5, "Left": 2, "Down": 4, "Up": 3, "Ctrl+Up": 2, "Escape": 4, "Ctrl+End": 1}
GOING |= {"Ctrl+Home": 1, "PageDown": 1, "PageUp": 1, "F7": 1, "F9": 1}
MOUSE_AND_MORE = {"click": 6, "drag": 6, "note": 1, "find": 1, "reopen": 1}
STEPS = DECIDING | EDGES | PIECES | BACK | ARTICLES | GOING | MOUSE_AND_MORE
POLICIES = {Overlap.NESTED: LABELS, Overlap.FLAT: FLAT, Overlap.FREE: FREE}

State = dict[str, tuple[list[Span], ArticleState]]


def make_articles(folder: Path, labels: LabelSet, dice: random.Random) -> Project:
    """Articles longer than a screen, alike and not, with suggestions that the policy allows."""
    project = Project.create(Disk(), folder, labels)
    texts = {
        "short": TEXT,
        "long": f"{TEXT}\n\n" * 30,
        "strange": STRANGE * 8,
        "line": f"{TEXT} ".replace("\n", " ") * 9,
    }
    project.add_articles([Article(name, text, title=name) for name, text in texts.items()])
    writer = project.new_run("test", "1")
    names = [label.name for label in labels.labels]
    spans: dict[str, tuple[Span, ...]] = {}
    for name, text in texts.items():
        starts = range(0, len(text) - 20, 30)
        spans[name] = tuple(
            Span(
                id=f"s{at}",
                start=at + dice.randrange(8),
                end=at + 9 + dice.randrange(10),
                label=dice.choice(names),
                confidence=dice.random(),
                runner_up=dice.choice(names),
                source=MACHINE,
            )
            for at in starts
        )
    writer.write(writer.next_pack, spans)
    writer.finish()
    writer.close()
    return project


class Line(msgspec.Struct):
    """A line of the journal; the first of a file has no entry."""

    entry: Entry | None = None


class Mirror:
    """The documents as the disk has them: the project as it was made, and every line the journal has got since."""

    def __init__(self, project: Project) -> None:
        self.documents = {name: project.load(name, project.annotator).document for name in project.ids}
        places = (JOURNAL, AUDIT)
        self._folders = [annotator_folder(project.folder, place, project.annotator) for place in places]
        self._read: dict[str, int] = {}
        self.entries = 0

    def catch_up(self) -> None:
        """Apply the lines that have come since the last time."""
        for path in (path for folder in self._folders for path in sorted(folder.glob("*.jsonl"))):
            with path.open("rb") as file:
                file.seek(self._read.get(path.name, 0))
                new = file.read()
            self._read[path.name] = self._read.get(path.name, 0) + len(new)
            assert not new or new.endswith(b"\n")
            for line in new.splitlines():
                entry = msgspec.json.decode(line, type=Line).entry
                if entry is not None:
                    self.entries += 1
                    for edit in entry.change.edits:
                        self.documents[edit.article].apply(edit)


class Walk:
    """Takes steps of ``STEPS`` on a window. ``changes`` counts what was really changed."""

    def __init__(self, program: Program, qtbot: QtBot, folder: Path, overlap: Overlap, seed: int) -> None:
        self.program, self.qtbot, self.folder = program, qtbot, folder
        self.dice = random.Random(seed)
        self.mirror = Mirror(make_articles(folder, POLICIES[overlap], self.dice))
        self.start = self._state(self.mirror.documents.get)
        self.steps = 0
        self.changes = 0
        self.last: deque[str] = deque(maxlen=12)  # pytest shows it where a walk fails
        self._actions: dict[str, Callable[[], object]] = {
            "click": self._click,
            "drag": self._drag,
            "note": self._note,
            "find": self._find,
            "reopen": self._open,
        }
        self._open()

    # -- steps ----------------------------------------------------------------------------------------------------

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def view(self) -> ArticleView:
        return self.window.view

    def _open(self) -> None:
        """The program again, on what it left on the disk."""
        window = self.program.open(self.folder)
        settle(window, self.qtbot)
        window.bridge.changed.connect(self._count)

    def _count(self, _change: Change) -> None:
        self.changes += 1

    def any_step(self) -> str:
        # Rare, because it costs as much as a thousand keys.
        names = [name for name in STEPS if name != "reopen" or self.dice.random() < 0.05]
        return self.dice.choices(names, [STEPS[name] for name in names])[0]

    def step(self, name: str) -> None:
        self.steps += 1
        self.last.append(name)
        if name in self._actions:
            self._actions[name]()
        else:
            Typist(self.window, self.qtbot).press(name)
        if self.dice.random() < 0.5:
            QApplication.processEvents()

    def _place(self) -> QPoint:
        area = self.view.viewport().rect()
        return QPoint(self.dice.randrange(area.width()), self.dice.randrange(area.height()))

    def _click(self) -> None:
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self._place())

    def _drag(self) -> None:
        """From where the caret or an edge of the active span is, as often as from anywhere."""
        span = self.view.span(self.view.active) if self.view.active else None
        start = self._place()
        if self.dice.random() < 0.5:
            start = self.view.rect_of(self.dice.choice([span.start, span.end]) if span else self.view.caret).center()
        if not self.view.viewport().rect().contains(start):
            return
        end = start + QPoint(self.dice.randrange(-150, 150), self.dice.choice([0, 0, 0, 30, -30]))
        QTest.mousePress(self.view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(self.view.viewport(), (start + end) / 2)
        QTest.mouseMove(self.view.viewport(), end)
        QTest.mouseRelease(self.view.viewport(), Qt.MouseButton.LeftButton, pos=end)

    def _note(self) -> None:
        Typist(self.window, self.qtbot).press("Shift+F2")
        QTest.keyClicks(part(self.window, NotePanel).field, self.dice.choice(["xem", "hoi lai", " "]))
        QTest.keyClick(part(self.window, NotePanel).field, Qt.Key.Key_Escape)

    def _find(self) -> None:
        """Open find (or close it) and go to a hit."""
        bar = self.window.pane.find_bar
        Typist(self.window, self.qtbot).press("Ctrl+F")
        bar.field.clear()
        QTest.keyClicks(bar.field, self.dice.choice(["hoa binh", "Ha", "nguyen"]))
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
        if self.dice.random() < 0.7:
            QTest.keyClick(bar.field, Qt.Key.Key_Escape)
        self.view.setFocus()

    # -- what must agree ------------------------------------------------------------------------------------------

    def check(self) -> None:
        """After every step: document, span list, journal, and what the window says of the article."""
        QCoreApplication.sendPostedEvents()  # what stands around the article follows at the end of a key's turn
        window, document = self.window, self.window.bridge.document
        assert document is not None
        spans, queue = part(window, SpanPanel).model, part(window, QueuePanel).model
        rows = [spans.span_at(row) for row in range(spans.rowCount())]
        assert rows == [span for span in document if live(span)]
        self.mirror.catch_up()
        session = window.bridge.session
        for name, mirrored in self.mirror.documents.items():
            if name == document.id or name in session.unsaved:
                self._same(session.document(name), mirrored)
        active, selection = self.view.active, self.view.selection
        assert active is None or (selection is None and self.view.span(active) is not None)
        assert 0 <= self.view.caret <= len(document.text)
        assert str(document.unreviewed) in window.status.left_to_review.text() or not document.unreviewed
        assert part(window, NotePanel).field.toPlainText() == document.state.note
        row = queue.row_of(document.id)
        assert row is not None
        summary = queue.data(queue.index(row), SUMMARY)
        assert (summary.status, summary.suggested) == (document.state.status, document.unreviewed)

    def _same(self, document: Document, other: Document) -> None:
        assert list(document) == list(other)
        assert document.state == other.state

    def check_disk(self) -> None:
        """A second program on the same folder, that only looks, has every article as this one has it."""
        second = Session(Project.open(Disk(), self.folder))
        assert second.read_only is not None
        ours = self.window.bridge.session
        for name in ours.project.ids:
            self._same(second.document(name), ours.document(name))
            made_anew = Document(ours.document(name).article, list(ours.document(name)))
            assert made_anew._keys == ours.document(name)._keys and made_anew._long == ours.document(name)._long
            assert +made_anew._counts == +ours.document(name)._counts
            assert second.summary(name) == ours.summary(name)
        assert second.close() is None

    def check_picture(self) -> None:
        """What stands on the screen, painted piece by piece, is what a new view of the same state shows."""
        document = self.window.bridge.document
        assert document is not None
        self.view.setFocus()
        QApplication.processEvents()
        QApplication.processEvents()  # a bar that gives up a line has the view painted a turn later
        self.view.receipt.drop()  # goes by itself, and a fresh view has none
        QApplication.processEvents()
        shown = _picture(self.window, self.view)
        fresh = ArticleView()
        fresh.resize(self.view.size())
        fresh.set_look(self.view.look)
        fresh.show_document(document, self.window.bridge.labels)
        fresh.set_marks(self.view._marks, self.view._current)
        fresh.set_arrived(self.view.arrived)
        fresh.set_faint(self.view.faint)
        fresh.set_candidates(self.view.candidates)
        fresh.set_taken(self.view.taken)
        fresh.show()
        fresh.activateWindow()
        fresh.setFocus()
        QApplication.processEvents()
        fresh._set_state(self.view.active, self.view._caret)
        while fresh._ready().page.measure_next():
            pass
        offset, within = self.view._top_offset() or (0, 0)
        place = fresh._ready().page.place(offset)
        fresh._scrolling.scroll_to(place.y + within, place.piece)
        fresh.viewport().update()
        QApplication.processEvents()
        same = shown == _picture(fresh, fresh)
        if not same:
            shown.save(str(self.folder.parent / "shown.png"))
            _picture(fresh, fresh).save(str(self.folder.parent / "fresh.png"))
        fresh.close()
        fresh.deleteLater()
        settle(self.window, self.qtbot)
        assert same, f"pictures in {self.folder.parent}"

    def undo_all(self, every: Callable[[], object]) -> None:
        """Ctrl+Z until there is nothing left (a step out of sight takes two): all is as it was in the beginning."""
        session = self.window.bridge.session
        while session.peek_undo() is not None:
            before = self.changes
            self.step("Ctrl+Z")
            if self.changes == before:
                self.step("Ctrl+Z")
            assert self.changes == before + 1
            every()
        assert self._state(session.document) == self.start

    def _state(self, document: Callable[[str], Document | None]) -> State:
        documents = {name: document(name) for name in self.mirror.documents}
        return {name: (list(each), each.state) for name, each in documents.items() if each is not None}


def _picture(window: QWidget, view: ArticleView) -> QImage:
    """The viewport's pixels as they are on the screen, without painting anything for it."""
    image = QGuiApplication.primaryScreen().grabWindow(window.winId()).toImage()
    return image.copy(QRect(view.viewport().mapTo(window, QPoint(0, 0)), view.viewport().size()))
