"""An annotator who reads ahead: plans three keys from one screen, and presses them without looking again."""

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nhan.core.model import ArticleStatus, Change, Span, SpanStatus
from nhan.core.operations.building import live
from nhan.core.suggestion import Labelled
from nhan.core.text.units import Range, Unit, next_end, next_start, previous_end, previous_start
from nhan.gui.main_window import MainWindow
from nhan.gui.suggestions.fetcher import SuggestionFetcher
from tests.gui.conftest import Typist, part

AHEAD = 3  # keys that are planned from one screen
PACE = 80, 400  # ms between two keys
READING = 0, 700  # ms before the screen is looked at
STEPS = 3  # presses that an edge is worth; further off, a span is rejected and labelled by hand
WAIT = 180_000  # ms: a bound for a machine with much else to do
DONE = "Ctrl+Return"
DOWN, COPIES = "Ctrl+Down", "Ctrl+Alt+Return"
IN_BULK = {DOWN: 3, COPIES: 1}  # what the annotator does with a right suggestion, and how often; else it is accepted
ONE_BY_ONE = 3


class Planned(NamedTuple):
    """A key, what it is to act on, and what that is to become. None: no span (any more). ``marked``: of a bulk key,
    what the screen shows that it would take beside that."""

    key: str
    old: Labelled | None
    new: Labelled | None
    marked: tuple[Range, ...] = ()


class Figures:
    """What became of the keys. ``wrong`` ones decided on something else than was planned, ``dead`` ones did nothing;
    ``in_bulk``: spans that bulk keys confirmed."""

    def __init__(self) -> None:
        self.keys = self.planned = self.wrong = self.dead = self.arrived = self.in_bulk = 0
        self.what: list[str] = []  # went wrong, in words

    def __str__(self) -> str:
        kept = f"{self.keys} keys, {self.planned} of them planned ahead, {self.arrived} changes by machines meanwhile"
        return f"{kept}, {self.in_bulk} spans in bulk: {self.wrong} wrong, {self.dead} dead"


class ReadingAhead:
    """Corrects a window's articles to the end, while suggestions arrive, decisions carry over and models change."""

    def __init__(self, window: MainWindow, qtbot: QtBot, gold: dict[str, list[Labelled]], seed: int) -> None:
        self._window, self._qtbot, self._gold = window, qtbot, gold
        self._typist = Typist(window, qtbot)
        self._dice = random.Random(seed)
        self._next_key = QTimer(singleShot=True)
        self._digits = {label.name: label.key for label in window.bridge.labels.labels}
        self._made: list[Change] = []  # by the annotator
        self.figures = Figures()
        window.bridge.changed.connect(self._changed)

    def _changed(self, change: Change) -> None:
        document = self._window.bridge.document
        if not change.machine:
            self._made.append(change)
        elif document is not None and any(edit.article == document.id for edit in change.edits):
            self.figures.arrived += 1

    def work(self) -> Figures:
        """Until every article is done."""
        session = self._window.bridge.session
        left = set(self._gold)
        while left:
            shown = session.shown
            if shown not in left:
                self._window.show_article(min(left))
                continue
            self._correct(shown)
            left.discard(shown)
        return self.figures

    # -- looking --------------------------------------------------------------------------------------------------

    def _spans(self) -> list[Span]:
        document = self._window.bridge.document
        assert document is not None
        return [span for span in document if live(span)]

    def _ring(self) -> Span | None:
        view = self._window.view
        return view.span(view.active) if view.active else None

    def _correct(self, article: str) -> None:
        fetcher, session = part(self._window, SuggestionFetcher), self._window.bridge.session
        self._qtbot.waitUntil(lambda: not fetcher.is_pending(article), timeout=WAIT)
        while session.document(article).state.status is not ArticleStatus.DONE:
            self._pause(READING)
            plan = list(self._plan())[:AHEAD]
            if plan:
                for planned in plan:
                    self._press(planned)
            elif not self._by_hand():
                self._lost()

    def _plan(self) -> Iterator[Planned]:
        """What is to be done from the ring on, as the screen shows it now."""
        spans, ring = self._spans(), self._ring()
        waiting = [span for span in spans if span.status is SpanStatus.SUGGESTED]
        if ring is None and waiting:
            return
        after = [span for span in waiting if ring is not None and span.start > ring.start]
        before = [span for span in waiting if ring is not None and span.start < ring.start]
        bulk = self._in_bulk(ring)
        if bulk is not None:
            yield bulk
            return  # where the ring is then, and what is marked there, is looked at first
        for span in [*([ring] if ring else []), *after, *before]:
            yield from self._for(span, spans)
        if all(_place(span) in self._wanted for span in spans if span.status is SpanStatus.CONFIRMED):
            there = {_place(span) for span in spans}
            if all(gold in there or any(_meet(gold, _place(each)) for each in waiting) for gold in self._wanted):
                yield Planned(DONE, None, None)

    def _in_bulk(self, ring: Span | None) -> Planned | None:
        """A bulk key, where all that it is marked to take is right. Not always."""
        if ring is None or ring.status is not SpanStatus.SUGGESTED or _place(ring) not in self._wanted:
            return None
        key = self._dice.choices([*IN_BULK, ""], [*IN_BULK.values(), ONE_BY_ONE])[0]
        painted = self._window.view.painted
        marked = tuple({DOWN: painted.down, COPIES: painted.copies}.get(key, ()))
        right = {place[:2] for place in self._wanted if place in {_place(span) for span in self._spans()}}
        return Planned(key, _place(ring), _place(ring), marked) if marked and right.issuperset(marked) else None

    @property
    def _wanted(self) -> list[Labelled]:
        document = self._window.bridge.document
        assert document is not None
        return self._gold[document.id]

    def _for(self, span: Span, spans: Sequence[Span]) -> Iterator[Planned]:
        """The keys that make a span right."""
        here = _place(span)
        if here in self._wanted:
            yield Planned("Return", here, here)
            return
        taken = {_place(each)[:2] for each in spans if each is not span}
        near = [gold for gold in self._wanted if _meet(gold, here) and gold[:2] not in taken]
        steps: list[Planned] = []
        for gold in near:
            others = [each for each in spans if each is not span and _meet(gold, _place(each))]
            found = self._edges(here, gold) if not others or gold[:2] == here[:2] else None
            if found is not None:
                steps = found
                there = found[-1].new if found else here
                assert there is not None
                key = "Return" if there == gold else self._digits[gold[2]]
                steps.append(Planned(key, there, gold))
                break
        yield from steps or [Planned("Delete", here, None)]

    def _edges(self, here: Labelled, gold: Labelled) -> list[Planned] | None:
        text = self._window.view.text
        steps: list[Planned] = []
        start, end, label = here
        while end != gold[1]:
            key, move = ("Shift+Right", next_end) if end < gold[1] else ("Shift+Left", previous_end)
            was, end = end, move(text, end, Unit.SYLLABLE)
            steps.append(Planned(key, (start, was, label), (start, end, label)))
            if len(steps) > STEPS or (end - gold[1]) * (was - gold[1]) < 0 or start >= end:
                return None
        while start != gold[0]:
            key, move = ("Ctrl+Shift+Right", next_start) if start < gold[0] else ("Ctrl+Shift+Left", previous_start)
            was, start = start, move(text, start, Unit.SYLLABLE)
            steps.append(Planned(key, (was, end, label), (start, end, label)))
            if len(steps) > STEPS or (start - gold[0]) * (was - gold[0]) < 0 or start >= end:
                return None
        return steps

    # -- pressing -------------------------------------------------------------------------------------------------

    def _press(self, planned: Planned) -> None:
        """After a moment in which anything may happen."""
        self._pause()
        if self._window.bridge.document is None or (planned.key == DONE and not self._is_open()):
            return
        ring, status = self._ring(), self._status()
        under = _place(ring) if ring else None
        seen = planned.key == DONE or under == planned.old
        article = self._window.bridge.document.id
        self._made.clear()
        self._key(planned.key)
        self.figures.planned += 1
        if seen and self._is_so(planned, article) and self._is_marked(planned):
            return
        decided = bool(self._made)
        self.figures.wrong += decided
        self.figures.dead += not decided
        words = self._window.statusBar().currentMessage()
        self.figures.what.append(
            f"{article}: {planned} met {under}, {status}; {'wrong' if decided else 'dead'}: {words}"
        )

    def _is_so(self, planned: Planned, article: str) -> bool:
        """Whether what was planned has come true."""
        document = self._window.bridge.session.document(article)
        if planned.key == DONE:
            return document.state.status is ArticleStatus.DONE
        confirmed = {_place(span) for span in document if span.status is SpanStatus.CONFIRMED}
        if planned.new is not None:
            return planned.new in confirmed
        return planned.old not in {_place(span) for span in document if live(span)}

    def _is_marked(self, planned: Planned) -> bool:
        """Whether nothing was confirmed but what the ring and the marks showed when the key was planned."""
        taken = [span for change in self._made for edit in change.edits for span in edit.added if live(span)]
        if planned.key in IN_BULK:
            self.figures.in_bulk += len(taken)
            shown = {planned.old[:2] if planned.old else None, *planned.marked}
            return all((span.start, span.end) in shown for span in taken)
        return True

    def _is_open(self) -> bool:
        document = self._window.bridge.document
        return document is not None and document.state.status is not ArticleStatus.DONE

    def _status(self) -> str:
        document = self._window.bridge.document
        return f"{document.unreviewed if document else 0} to review"

    def _pause(self, pace: tuple[int, int] = PACE) -> None:
        """The pace of a person is part of what is measured: things arrive meanwhile. Nothing is waited for."""
        with self._qtbot.waitSignal(self._next_key.timeout):
            self._next_key.start(self._dice.randint(*pace))

    def _key(self, key: str) -> None:
        self.figures.keys += 1
        self._typist.press(key)

    # -- what no plan is made of ----------------------------------------------------------------------------------

    def _lost(self) -> None:
        """Something is to review and nothing is active."""
        self.figures.dead += 1
        self.figures.what.append(f"{self._window.bridge.session.shown}: no ring, {self._status()}")
        self._key("Tab")

    def _by_hand(self) -> bool:
        """Where nothing is left to review: take out what is wrong, put in what is missing. Looks before each key."""
        spans = self._spans()
        if any(span.status is SpanStatus.SUGGESTED for span in spans):
            return False
        wrong = next((span for span in spans if _place(span) not in self._wanted), None)
        missing = next((gold for gold in self._wanted if gold not in {_place(span) for span in spans}), None)
        if wrong is not None:
            self._click(wrong.start)
            self._pause()
            if self._ring() != wrong:
                self._window.view.set_active(wrong.id)
            self._key("Delete")
        elif missing is not None:
            self._click(missing[0])
            self._pause()
            self._window.view.set_selection(missing[0], missing[1])
            self._key(self._digits[missing[2]])
        else:
            self._pause()
            self._key(DONE)
        return True

    def _click(self, offset: int) -> None:
        view = self._window.view
        view.reveal(offset)
        button = Qt.MouseButton.LeftButton
        QTest.mouseClick(view.viewport(), button, Qt.KeyboardModifier.NoModifier, view.rect_of(offset).center())


def _place(span: Span) -> Labelled:
    return span.start, span.end, span.label


def _meet(one: Labelled, other: Labelled) -> bool:
    return one[0] < other[1] and other[0] < one[1]
