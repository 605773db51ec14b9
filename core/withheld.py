"""What of others' work is withheld from somebody who is given articles, until their own is done: what several people
make of an article is then each one's own. Nothing is withheld from a curator."""

from collections.abc import Iterable

import msgspec

from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleStatus
from nhan.core.people.others_work import OthersWork, kept_apart, others_work
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.assignments_file import read_assignments


class Withheld(msgspec.Struct, frozen=True):
    """``done``: the articles whose others' versions may be seen; None: all. ``given``: the person's own articles."""

    done: frozenset[str] | None = None
    given: frozenset[str] = frozenset()

    @property
    def left(self) -> int:
        """How many of their articles the person is not done with; 0 where nothing is withheld."""
        return 0 if self.done is None else len(self.given - self.done)

    def hides(self, article_id: str) -> bool:
        """Whether others' work on the article is not to be seen."""
        return self.done is not None and article_id not in self.done

    def waits(self, article_id: str) -> bool:
        """Whether the article is one that the person still has to do, without anything that others made of it."""
        return self.hides(article_id) and article_id in self.given


def withheld_from(project: Project, viewer: str) -> Withheld:
    """What is withheld from this person (an id; "" = nobody in particular, from whom nothing is). Reads a file for
    each article that they have begun. NhanError: what is given out, or a journal, cannot be read."""
    found = kept_apart(project, viewer)
    if found is None:
        return Withheld()
    there = frozenset(project.ids)
    return Withheld(_done(project, viewer, project.ids), frozenset(found.of(viewer) or ()) & there)


def withhold(project: Project, viewer: str, whose: str) -> int:
    """Before ``whose`` work is opened for somebody: have what is withheld in no list of the project. Returns how many
    articles that are."""
    if viewer == whose:
        return 0
    withheld = withheld_from(project, viewer)
    hidden = frozenset(name for name in project.ids if withheld.hides(name))
    project.visible.withheld = hidden
    return len(hidden)


def refuse_as_a_whole(project: Project, viewer: str, whose: str) -> None:
    """NhanError where the work of another, all in one file, is for curators."""
    if viewer != whose and kept_apart(project, viewer) is not None:
        raise NhanError("withheld.as_a_whole")


def refuse_seeing_all(project: Project, viewer: str) -> None:
    """NhanError where what everybody has done together is for curators."""
    if kept_apart(project, viewer) is not None:
        raise NhanError("withheld.standing")


def refuse_deciding(project: Project, viewer: str) -> None:
    """NhanError where this person is not to decide between others' versions."""
    withheld = withheld_from(project, viewer)
    if withheld.done is not None:
        raise NhanError("withheld.deciding", count=withheld.left)


def still_apart(project: Project, article_ids: Iterable[str]) -> frozenset[str]:
    """Those of the articles that several people are to do and not all of them are done with, where each is to do them
    without the others: what was learned from one of them is not to be suggested to another."""
    found = read_assignments(project.disk, project.folder)
    if found is None or others_work(project) is OthersWork.ALWAYS:
        return frozenset()
    shared = [name for name in article_ids if len(found.articles.get(name, ())) > 1]
    people = {person for name in shared for person in found.articles[name]}
    done = {person: _known_done(project, person, shared) for person in people}
    return frozenset(name for name in shared if any(name not in done[each] for each in found.articles[name]))


def _known_done(project: Project, person: str, article_ids: Iterable[str]) -> frozenset[str]:
    """Likewise; none of whom nobody can tell."""
    try:
        return _done(project, person, article_ids)
    except NhanError:  # a journal of a later version
        return frozenset()


def _done(project: Project, person: str, article_ids: Iterable[str]) -> frozenset[str]:
    """Those of the articles that this person is done with."""
    session = Session(project, person, read_only=Message("session.reading"))
    begun = frozenset(session.begun)
    found = (name for name in article_ids if name in begun)
    return frozenset(name for name in found if session.summary(name).status is ArticleStatus.DONE)
