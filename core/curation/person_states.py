"""Which state the articles that somebody is to do are in, for them."""

from collections.abc import Callable, Iterator

import msgspec

from nhan.core.messages import Message
from nhan.core.model import ArticleStatus
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.assignments_file import read_assignments

READING = Message("session.reading")


class PersonState(msgspec.Struct, frozen=True, gc=False):
    """One article for one person; ``confirmed`` spans of theirs."""

    article: str
    status: ArticleStatus
    confirmed: int = 0


def states_of(project: Project, person: str, seen: Callable[[], object] = lambda: None) -> Iterator[PersonState]:
    """The articles that are given to the person (an id), and all articles where nothing is. Reads a file for each that
    they have begun; ``seen`` hears of each article. NhanError: what is given out, or a journal, cannot be read."""
    found = read_assignments(project.disk, project.folder)
    given = None if found is None else found.of(person)
    wanted = None if given is None else frozenset(given)
    session = Session(project, person, read_only=READING)
    begun = frozenset(session.begun)
    for name in project.ids:
        if wanted is None or name in wanted:
            seen()
            if name in begun:
                summary = session.summary(name)
                yield PersonState(name, summary.status, summary.confirmed)
            else:
                yield PersonState(name, ArticleStatus.NEW)
