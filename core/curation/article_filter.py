"""Which of a project's articles somebody looks for: by what the queue knows of them, or by what is written in them."""

from collections.abc import Callable
from enum import Enum
from typing import Any

import msgspec

from nhan.core.curation.person_states import states_of
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleStatus
from nhan.core.operations import is_bulk
from nhan.core.people.whose import title, workers
from nhan.core.queue import Summary
from nhan.core.readable import or_unreadable
from nhan.core.same_texts import repeats
from nhan.core.session import Session
from nhan.core.snapshot import Snapshot
from nhan.core.text.search import finder


class SearchIn(Enum):
    """Where the words of a filter are looked for. All but ``TITLE`` read files."""

    TITLE = "title"  # or the id
    TEXT = "text"
    META = "meta"  # source, date, address, whatever came with the article
    LABEL = "label"  # of a span that nobody has rejected: its whole name
    PERSON = "person"  # who has worked on it: a name or an id


class ArticleFilter(msgspec.Struct, frozen=True):
    """What is left at its default asks for nothing."""

    words: str = ""
    where: SearchIn = SearchIn.TITLE
    status: ArticleStatus | None = None
    flagged: bool = False
    disputed: bool = False  # something is to be settled
    asked: bool = False  # there is a question about one of its spans
    noted: bool = False  # the article has a note
    repeated: bool = False  # another article has the same text
    in_bulk: bool = False  # somebody has accepted spans of it in bulk
    person: str = ""  # an id: articles that this one is to do, and ``status`` is theirs

    @property
    def reads(self) -> bool:
        """Whether more has to be looked at than the queue knows (see ``matching``)."""
        return self.repeated or self.reads_files or bool(self.person)

    @property
    def reads_files(self) -> bool:
        """Whether files have to be read for it."""
        return self.in_bulk or (bool(self.words.strip()) and self.where is not SearchIn.TITLE)

    def takes(self) -> Callable[[Summary], bool]:
        """Whether an article passes, as far as the queue knows it."""
        stands_in = finder(self.words) if self.words.strip() and self.where is SearchIn.TITLE else None

        def takes(summary: Summary) -> bool:
            return (
                (self.status is None or summary.status is self.status or bool(self.person))
                and (not self.flagged or summary.flagged)
                and (not self.disputed or summary.disputes > 0)
                and (not self.asked or summary.questions > 0)
                and (not self.noted or bool(summary.note))
                and (stands_in is None or stands_in(summary.title) or stands_in(summary.id))
            )

        return takes


def matching(snapshot: Snapshot, wanted: ArticleFilter, seen: Callable[[], object] = lambda: None) -> frozenset[str]:
    """The articles in which the filter's words stand where they are looked for, and with spans in bulk where those are
    looked for; if it is about those whose text is there again, or that somebody is to do, among these. Its other wishes
    are not asked. NhanError: what somebody is to do cannot be read.

    Reads every article: for another thread than the window's. ``seen`` hears of each. What cannot be read is not
    found. A tenth of a millisecond for a text, a millisecond for spans.
    """
    among = frozenset(repeats(snapshot.project)) if wanted.repeated else None
    if wanted.person:
        states = states_of(snapshot.project, wanted.person)
        its = frozenset(each.article for each in states if wanted.status in (None, each.status))
        among = its if among is None else among & its
    if among is not None and not wanted.reads_files:
        return among
    looks = _looks(snapshot, wanted)
    found: set[str] = set()
    for name in snapshot.ids:
        seen()
        if among is not None and name not in among:
            continue
        if or_unreadable(name, looks) is True:
            found.add(name)
    return frozenset(found)


def _looks(snapshot: Snapshot, wanted: ArticleFilter) -> Callable[[str], bool]:
    """Whether an article, which may be unreadable, has what has to be read for."""
    if not wanted.in_bulk:
        return _has_words(snapshot, wanted)
    has_words = _has_words(snapshot, wanted) if wanted.words.strip() else lambda _: True
    return lambda name: has_words(name) and any(map(is_bulk, snapshot.document(name)))


def _has_words(snapshot: Snapshot, wanted: ArticleFilter) -> Callable[[str], bool]:
    project, stands_in = snapshot.project, finder(wanted.words)
    label = wanted.words.strip().casefold()
    match wanted.where:
        case SearchIn.TITLE:
            return lambda name: stands_in(project.title(name)) or stands_in(name)
        case SearchIn.TEXT:
            return lambda name: stands_in(snapshot.text(name))
        case SearchIn.META:
            return lambda name: any(map(stands_in, _words(project.article(name).meta)))
        case SearchIn.LABEL:
            return lambda name: any(label == each.casefold() for each in +snapshot.document(name).live())
        case SearchIn.PERSON:
            return _begun(snapshot, stands_in).__contains__


def _words(value: Any) -> list[str]:
    """All that is written in a value of JSON."""
    if isinstance(value, dict):
        return [words for each in value.values() for words in _words(each)]
    if isinstance(value, list):
        return [words for each in value for words in _words(each)]
    return [] if value is None else [str(value)]


def _begun(snapshot: Snapshot, stands_in: Callable[[str], bool]) -> set[str]:
    """The articles that people of this name have work on."""
    found: set[str] = set()
    for person in workers(snapshot.project):
        if stands_in(title(person)) or stands_in(person.id):
            try:
                found.update(Session(snapshot.project, person.id, read_only=Message("session.reading")).begun)
            except NhanError:  # a journal of a later version
                continue
    return found
