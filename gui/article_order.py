"""The project's articles in the order of work, and how far each of them is."""

from collections import Counter
from collections.abc import Collection
from functools import partial
from typing import assert_never

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from nhan.core.messages import Message
from nhan.core.model import STATUSES, ArticleStatus
from nhan.core.ordering import Arrangement, Order, arrangement, order_of
from nhan.core.queue import Summary
from nhan.core.readable import Unreadable
from nhan.core.session import Session
from nhan.gui.jobs import STOPPED, Err, Job, Jobs, Ok
from nhan.gui.turns import Turns

AT_ONCE = 32  # articles that are looked at at once, so that the next paint shows them as they are
_OPEN = (ArticleStatus.NEW, ArticleStatus.IN_PROGRESS)  # what is flagged waits for whoever is to be asked


class ArticleOrder(QObject):
    """Places count from 0."""

    arranged = Signal()  # another order, or other articles
    refreshed = Signal(str)  # article id: its summary is another one
    failed = Signal(object)  # Message: the order stays as it is

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self._jobs = session, jobs
        self.summaries: list[Summary] = []
        self.faults: tuple[Message, ...] = ()  # why all articles are there, and not the annotator's alone
        self._places: dict[str, int] = {}
        self._counts: Counter[ArticleStatus] = Counter()
        self._stale: list[str] = []  # articles whose summaries are to be looked at
        self._turns = Turns(self._refresh_next, self)
        self._unreadable: dict[str, Message] = {}  # found when they were to be opened: a summary reads less
        self._requests = 0  # how often another order was asked for: only the newest counts
        self._job: Job | None = None  # of the newest
        order = order_of(session.project)
        self._take(arrangement(session.snapshot(), Order.FILE if order is Order.DOUBTFUL else order))
        if order is Order.DOUBTFUL:  # opens every article with suggestions: the window is there first
            self.arrange(order)

    def look_again(self) -> None:
        """Take the articles there are, in the order that the project asks for."""
        self.arrange(order_of(self.session.project))

    def arrange(self, order: Order) -> None:
        """Take another order: ``arranged`` tells when it is there. What was asked for before is not waited for."""
        snapshot = self.session.snapshot()
        self._requests += 1
        if self._job is not None:
            self._job.stop()
        self._job = self._jobs.run(
            self.tr("Ordering the articles"),
            lambda progress: arrangement(snapshot, order, progress.step),
            partial(self._arranged, self._requests),
            (2 if order is Order.DOUBTFUL else 1) * len(snapshot.ids),
        )

    def _arranged(self, request: int, result: Ok[Arrangement] | Err) -> None:
        match result:
            case _ if request != self._requests:
                pass
            case Ok(found):
                self._take(found)
            case Err(message):
                if message != STOPPED:
                    self.failed.emit(message)
            case _:
                assert_never(result)

    def _take(self, found: Arrangement) -> None:
        self.summaries = [self._with_problem(summary) for summary in found.summaries]
        self.faults = found.faults
        self._counts = Counter(summary.status for summary in self.summaries)
        self._places = {summary.id: place for place, summary in enumerate(self.summaries)}
        self.arranged.emit()
        self.refresh(self.session.edited_since(found.stamp))

    def refresh(self, article_ids: Collection[str]) -> None:
        """These articles have changed. Many are looked at one after the other, in between."""
        if len(article_ids) <= AT_ONCE:
            for article_id in article_ids:
                self._refresh(article_id)
        else:
            self._stale = [*dict.fromkeys((*self._stale, *article_ids))]
            self._turns.start()

    def _refresh_next(self) -> bool:
        if self._stale:
            self._refresh(self._stale.pop())
        return bool(self._stale)

    def _refresh(self, article_id: str) -> None:
        place = self._places.get(article_id)
        if place is None:
            return
        self._counts[self.summaries[place].status] -= 1
        self.summaries[place] = self._with_problem(self.session.summary(article_id))
        self._counts[self.summaries[place].status] += 1
        self.refreshed.emit(article_id)

    def mark(self, article: Unreadable) -> None:
        """An article cannot be opened: its row says so, and nobody is sent there."""
        self._unreadable[article.article] = article.message
        self._refresh(article.article)

    def unmark(self, article_id: str) -> None:
        """It can be opened after all, or again."""
        if self._unreadable.pop(article_id, None) is not None:
            self._refresh(article_id)

    def _with_problem(self, summary: Summary) -> Summary:
        problem = summary.problem or self._unreadable.get(summary.id)
        return replace(summary, problem=problem) if problem is not summary.problem else summary

    def place(self, article_id: str) -> int:
        """Where the article stands; -1 for one that is not there."""
        return self._places.get(article_id, -1)

    def after(self, article_id: str, count: int) -> list[str]:
        """The ids of the next articles."""
        place = self.place(article_id) + 1
        return [summary.id for summary in self.summaries[place : place + count]]

    def next_to_do(self, article_id: str) -> str | None:
        """The next article that is new or in progress, not flagged, and can be read, after this one and then around;
        None when all is done."""
        around = (each for each in self._around(article_id) if not (each.flagged or each.problem))
        found = (each.id for each in around if each.status in _OPEN)
        return next((name for name in found if name != article_id), None)

    def next_disputed(self, article_id: str, way: int = 1) -> str | None:
        """The next (1) or previous (-1) other article in which something is to be settled, around the end."""
        found = (each.id for each in self._around(article_id)[::way] if each.disputes)
        return next((name for name in found if name != article_id), None)

    def _around(self, article_id: str) -> list[Summary]:
        """All articles, beginning with the one after this; this one is the last."""
        start = self.place(article_id) + 1
        return [*self.summaries[start:], *self.summaries[:start]]

    def first_to_do(self) -> str | None:
        """The first article that is new or in progress, else the first; None in a project without articles."""
        return self.next_to_do("") or (self.summaries[0].id if self.summaries else None)

    def problems(self) -> list[Message]:
        """Why articles cannot be read, as far as they were looked at."""
        return [summary.problem for summary in self.summaries if summary.problem is not None]

    def counts(self) -> dict[ArticleStatus, int]:
        """How many articles are in each state."""
        return {status: self._counts[status] for status in STATUSES}
