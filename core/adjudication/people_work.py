"""What is compared: the confirmed spans of articles that people are done with; never the curator's own."""

import threading
from collections.abc import Callable, Container, Iterator

from nhan.core.adjudication.gold import Adjudication, adjudication
from nhan.core.document import Document
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleStatus
from nhan.core.operations.building import standing
from nhan.core.people.whose import workers
from nhan.core.project import Project
from nhan.core.queue import Summary
from nhan.core.readable import Opened, Unreadable
from nhan.core.session import Session
from nhan.core.store.project_file import Role
from nhan.core.suggestion import Labelled

FEWEST = 2  # people who must be done with an article to compare it

PassedOver = Callable[[Unreadable], object]


class PeopleWork:
    """Everybody's work as it was when this was made, except that of one curator and of other adjudicators.

    Making it takes a session per person. Any thread may ask, one at a time.
    """

    def __init__(self, project: Project, curator: str, passed_over: PassedOver, fewest: int = FEWEST) -> None:
        self._tell, self._fewest, self._lock = passed_over, fewest, threading.Lock()
        self._told: list[Unreadable] = []
        self._sessions: dict[str, Session] = {}
        self._hidden: set[str] = set()  # articles of those whose work cannot be read at all
        for person in workers(project):
            if person.id == curator or person.role is Role.ADJUDICATOR:
                continue
            try:
                self._sessions[person.id] = Session(project, person.id, read_only=Message("session.reading"))
            except NhanError as error:  # a journal of a later version
                self._passed_over(Unreadable(person.id, error.message))
                self._hidden.update(project.touched(person.id))
        self._begun = {person: frozenset(session.begun) for person, session in self._sessions.items()}

    def _passed_over(self, unreadable: Unreadable) -> None:
        """Tell it once: an article is asked about again and again."""
        if unreadable not in self._told:
            self._told.append(unreadable)
            self._tell(unreadable)

    @property
    def people(self) -> tuple[str, ...]:
        """Those whose work may be compared, by id."""
        return tuple(self._sessions)

    def are_done(self, article_id: str) -> bool:
        """Whether enough people are done with the article: without opening it."""
        with self._lock:
            return sum(1 for _ in self._done(article_id)) >= self._fewest

    def is_lacking(self, article_id: str, spans: Container[str]) -> bool:
        """Whether somebody else's work on the article than that of these, by id, cannot be read, and may be done."""
        with self._lock:
            return article_id in self._hidden or any(
                article_id in self._begun[person] and _may_be_done(session.summary(article_id))
                for person, session in self._sessions.items()
                if person not in spans
            )

    def of(self, article_id: str) -> dict[str, frozenset[Labelled]]:
        """What each of those who are done with the article has there; nothing where they are too few."""
        with self._lock:
            found = self._of(article_id)
        return found if len(found) >= self._fewest else {}

    def _of(self, article_id: str) -> dict[str, frozenset[Labelled]]:
        found: dict[str, frozenset[Labelled]] = {}
        for person, session in self._done(article_id):
            match session.read(article_id):
                case Opened(document):
                    found[person] = frozenset(span.place for span in standing(document, session.project.labels.gone))
                case Unreadable() as unreadable:
                    self._passed_over(unreadable)
        return found

    def _done(self, article_id: str) -> Iterator[tuple[str, Session]]:
        for person, session in self._sessions.items():
            summary = session.summary(article_id) if article_id in self._begun[person] else None
            if summary is not None and summary.problem is not None:
                self._passed_over(Unreadable(article_id, summary.problem))
            elif summary is not None and summary.status is ArticleStatus.DONE:
                yield person, session

    def adjudication(self, gold: Document) -> Adjudication | None:
        """Where the article stands; None where too few are done with it."""
        spans = self.of(gold.id)
        return adjudication(gold, spans) if spans else None


def _may_be_done(summary: Summary) -> bool:
    return summary.status is ArticleStatus.DONE or summary.problem is not None
