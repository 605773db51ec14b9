"""Articles on which all agree are done where somebody adjudicates: worked out beside the window, one step of undo."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from nhan.core.adjudication.agreed import AgreedEverywhere, settle_everywhere
from nhan.core.adjudication.gold import ADJUDICATE
from nhan.core.messages import Message
from nhan.core.model import ArticleStatus, Change
from nhan.core.outcome import Outcome
from nhan.core.readable import Unreadable
from nhan.gui.adjudication.stops import OpenStops
from nhan.gui.context import Context
from nhan.gui.jobs import JobProgress

# How many are done by it; the ids of those that are for a person; whether the curator is where they asked.
Then = Callable[[int, tuple[str, ...], bool], object]


class AgreedArticles(QObject):
    """Where adjudication begins, and again where nothing is open any more: new work may have come in between."""

    def __init__(self, context: Context, stops: OpenStops) -> None:
        super().__init__(context.window)
        self._context, self._bridge, self._stops = context, context.bridge, stops
        self._taken_back: set[str] = set()  # the ids of articles that are left alone until somebody asks for a start
        self._bridge.changed.connect(self._changed)

    def begin(self) -> None:
        """And then to the first stop of the project."""
        self._taken_back.clear()
        self._settle(self._go_on)

    def end(self) -> None:
        """No stop is open any more."""
        self._settle(self._tell_end)

    def _changed(self, change: Change) -> None:
        """What an undo takes back does not come again by itself."""
        for edit in change.edits:
            if edit.was and edit.now and (edit.was.status, edit.now.status) == (ArticleStatus.DONE, ArticleStatus.NEW):
                self._taken_back.add(edit.article)

    def _settle(self, then: Then) -> None:
        session, work = self._bridge.session, self._stops.work
        if work is None:
            return
        snapshot, at, passed = session.snapshot(), session.decision(ADJUDICATE).at, list[Unreadable]()
        here, taken_back = self._bridge.document, frozenset(self._taken_back)

        def told(done: int, left: tuple[str, ...]) -> None:
            then(done, left, self._bridge.document is here and self._stops.work is work)

        def settle(progress: JobProgress) -> AgreedEverywhere:
            return settle_everywhere(snapshot, snapshot.ids, work, at, passed.append, progress.step, taken_back)

        def worked_out(found: AgreedEverywhere) -> None:
            self._bridge.name_passed_over(passed)
            self._stops.name_passed_over()
            if found.worked_out is None:
                told(0, found.left)
            else:
                self._bridge.commit_worked_out(found.worked_out, partial(self._made, found.left, told))

        title = self.tr("Looking for articles on which all agree")
        self._context.run(title, settle, worked_out, len(snapshot.ids))

    def _made(self, left: tuple[str, ...], told: Callable[[int, tuple[str, ...]], object], outcome: Outcome) -> None:
        """What refused it has said so: nobody is told that nothing is left."""
        if isinstance(outcome, Change):
            told(len(outcome.edits), left)

    def _go_on(self, done: int, left: tuple[str, ...], is_here: bool) -> None:
        if done:
            self._context.say(Message("window.agreed_done", {"count": done}))
        if is_here and self._stops.stop is None:
            self._stops.next_article(partial(self._tell_end, done, left, True))

    def _tell_end(self, done: int, left: tuple[str, ...], is_here: bool) -> None:
        """And to an article that is for a person, but away from none that they have gone to meanwhile."""
        if left:
            if is_here:
                self._context.show_article(left[0])
            self._context.say(Message("window.agreed_left", {"count": len(left)}))
        elif done:
            self._context.say(Message("window.adjudicated_agreed", {"count": done}))
        else:
            self._context.say(Message("window.adjudicated"))
