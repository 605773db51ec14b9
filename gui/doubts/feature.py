"""Doubts in the window: a dock that comes up when it is asked for, and keys that answer where the ring is on one."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QKeySequence

from nhan.core.messages import Message
from nhan.gui.actions import DIGITS
from nhan.gui.context import Context, Feature
from nhan.gui.doubts.answers import DoubtAnswers
from nhan.gui.doubts.doubt_queue import DoubtQueue
from nhan.gui.doubts.looking import FoundDoubts, Looking
from nhan.gui.doubts.panel import AnswerKeys, DoubtsPanel
from nhan.gui.layout import Dock
from nhan.gui.settings import Affects, Setting

NAME = "doubts"


class DoubtsDock(QObject):
    """Makes the panel once it is asked for."""

    def __init__(self, context: Context, queue: DoubtQueue) -> None:
        super().__init__(context.window)
        self._context, self._queue, self._looking = context, queue, Looking(context)
        self._panel: DoubtsPanel | None = None
        queue.changed.connect(self._tell)
        context.settings.changed.connect(self._setting_changed)

    def open(self) -> None:
        """Show the panel, and go to the doubt that is looked at, or to the first of those that were found last. Where
        none is left, look for some."""
        if self._panel is None:
            self._panel = self._made()
        self._context.docks.show(NAME)
        if self._queue.left:
            self._queue.come_back()
        elif self._queue.doubts:
            self._look(words_only=False)
        else:
            self._looking.last(self._found_last)

    def _made(self) -> DoubtsPanel:
        panel = DoubtsPanel()
        panel.wanted.connect(self._look)
        panel.list.opened.connect(self._queue.go)
        title = QCoreApplication.translate("Docks", "Doubts")
        self._context.docks.add_passing(Dock(NAME, title, panel, "bottom", panel.list, closed=self._queue.leave))
        return panel

    def _found_last(self, found: FoundDoubts | None) -> None:
        if found is None or not found.waiting:
            self._look(words_only=False)
        else:
            self._show(found)

    def _look(self, words_only: bool) -> None:
        panel = self._panel
        assert panel is not None, "the panel asks for it"
        if not self._looking.is_on:
            panel.show_looking()
            self._looking.look(self._found, words_only)

    def _found(self, found: FoundDoubts | None) -> None:
        if found is None:  # it was stopped, or nothing can be found: what waited still does
            self._tell()
            return
        self._show(found)
        if not found.waiting:
            self._context.say(Message("window.no_doubts"))

    def _show(self, found: FoundDoubts) -> None:
        assert self._panel is not None
        self._panel.show_doubts(found.waiting)
        self._queue.take(found.waiting)
        self._tell()

    def _setting_changed(self, setting: Setting[object]) -> None:
        if setting.affects is Affects.KEYS:
            self._tell()

    def _tell(self) -> None:
        queue = self._queue
        if self._panel is not None and not self._looking.is_on:
            keys = AnswerKeys(*(self._key(name) for name in ("accept", "next_reading", "next_stop")))
            self._panel.show_place(queue.doubts, queue.at, queue.answered, keys)

    def _key(self, action: str) -> str:
        """What the action's first key is called."""
        keys = self._context.actions()[action].shortcuts()
        return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


def attach(context: Context) -> Feature:
    queue = DoubtQueue(context)
    doubts, answers = DoubtsDock(context, queue), DoubtAnswers(context, queue)
    return Feature(
        handlers={"doubts": doubts.open},
        takes_label=answers.take_label,
        asked_first={
            **{f"label_{digit}": partial(answers.take_key, digit) for digit in DIGITS},
            "accept": answers.keep,
            "next_reading": answers.take,
            "reject": answers.remove,
            "next_stop": partial(answers.step, 1),
            "previous_stop": partial(answers.step, -1),
        },
    )
