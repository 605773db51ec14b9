"""Everything that is changed in who does which articles: worked out first, shown, and then made as one change."""

from collections.abc import Sequence

import msgspec

from nhan.core.curation.assignments import FIRST, OVERLAP, articles_of, assign, give_back, join, leave
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleStatus, Change, ProjectEdit, Rejected
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.assignments_file import Assignments, assigning, read_assignments

ASSIGN = "assign"  # the verb


class Share(msgspec.Struct, frozen=True):
    """What one person gets. ``begun``: of the articles that they have afterwards; ``shared``: of those, with others;
    ``gained`` and ``lost``: articles that come and go; ``leaves``: they get no others, and keep what they are done
    with."""

    person: str
    before: int
    after: int
    begun: int
    shared: int
    gained: int
    lost: int
    leaves: bool = False

    @property
    def is_changed(self) -> bool:
        return bool(self.gained or self.lost or self.leaves)


class Plan(msgspec.Struct, frozen=True):
    """What is to be given out; nothing is written yet. ``unassigned``: articles that stay nobody's; ``first``: what all
    begin with."""

    change: Change | Rejected
    after: Assignments | None
    shares: tuple[Share, ...]
    shared: int
    first: int
    unassigned: int


class Dealer:
    """Works out plans from what is given out and done as it was when this was made. Making it reads a list of files a
    person; any thread may, and ask, one at a time."""

    def __init__(self, project: Project) -> None:
        """NhanError: what is given out cannot be read."""
        self._project = project
        self.before = read_assignments(project.disk, project.folder)
        self._articles = articles_of(project)
        self._there = frozenset(each.id for each in self._articles)
        self._sessions: dict[str, Session] = {}
        self._begun: dict[str, frozenset[str]] = {}

    def deal(self, people: Sequence[str], overlap: int | None = None, first: int = FIRST) -> Plan:
        """Give out all that is nobody's yet to these people (ids). Who is new gets a share of what nobody has begun,
        who is missing leaves. ``overlap`` None: as before, or as usual. NhanError: nobody, or one twice."""
        if overlap is None:
            overlap = self.before.overlap if self.before is not None else OVERLAP
        if overlap < 0 or first < 0:
            raise NhanError("assign.overlap")
        kept = self.before
        for newcomer in people if kept is not None else ():
            kept = kept and join(kept, newcomer, self._there, self._has_begun)
        for leaver in [each for each in kept.people if each not in people] if kept is not None and people else ():
            kept = kept and self._left(kept, leaver)
        return self._plan(assign(self._articles, people, overlap, kept, first))

    def join(self, newcomer: str) -> Plan:
        """A late-comer gets a share of what nobody has begun. NhanError: nothing is given out."""
        return self._plan(join(self._given(), newcomer, self._there, self._has_begun))

    def leave(self, person: str) -> Plan:
        """What this person is not done with goes to the others. NhanError: they have been given nothing, or are the
        only one."""
        return self._plan(self._left(self._given(), person))

    def give_back(self, person: str, article_ids: Sequence[str]) -> Plan:
        """These articles of the person go to whoever has the least. NhanError: one is not theirs, or nobody is there to
        take it."""
        after = self._given()
        for name in article_ids:
            after = give_back(after, person, name, self._there)
        return self._plan(after)

    def _given(self) -> Assignments:
        if self.before is None:
            raise NhanError("assign.nothing")
        return self.before

    def _left(self, before: Assignments, person: str) -> Assignments:
        return leave(before, person, self._there, lambda name: name in self._there and self._is_done(person, name))

    def _session(self, person: str) -> Session:
        if person not in self._sessions:
            session = Session(self._project, person, read_only=Message("session.reading"))
            self._sessions[person], self._begun[person] = session, frozenset(session.begun)
        return self._sessions[person]

    def _has_begun(self, person: str, article_id: str) -> bool:
        self._session(person)
        return article_id in self._begun[person]

    def _is_done(self, person: str, article_id: str) -> bool:
        begun = self._has_begun(person, article_id)
        return begun and self._session(person).summary(article_id).status is ArticleStatus.DONE

    def _plan(self, after: Assignments) -> Plan:
        edit = assigning(self.before, after)
        change = Change(ASSIGN, (), project=ProjectEdit(assigned=edit)) if edit else Rejected("assign.same")
        mine: dict[str, set[str]] = {}
        had: dict[str, set[str]] = {}
        for found, assignments in ((had, self.before), (mine, after)):
            for name, its in assignments.articles.items() if assignments is not None else ():
                for person in its if name in self._there else ():
                    found.setdefault(person, set()).add(name)
        shared = {name for name, its in after.articles.items() if len(its) > 1 and name in self._there}
        people = dict.fromkeys((*after.people, *(self.before.people if self.before is not None else ())))
        shares = (
            self._share(each, had.get(each, set()), mine.get(each, set()), shared, each not in after.people)
            for each in people
        )
        first = sum(name in self._there for name in after.first)
        return Plan(change, after, tuple(shares), len(shared), first, len(self._there - after.articles.keys()))

    def _share(self, person: str, had: set[str], has: set[str], shared: set[str], leaves: bool) -> Share:
        self._session(person)
        begun = len(has & self._begun[person])
        return Share(person, len(had), len(has), begun, len(has & shared), len(has - had), len(had - has), leaves)
