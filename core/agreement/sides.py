"""Whose spans are compared: people of a project, the same people in another folder, and the newest suggestions."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple, Protocol, assert_never

from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleStatus, Span, SpanStatus
from nhan.core.operations.building import standing
from nhan.core.people.whose import known_as, people, workers
from nhan.core.project import Project
from nhan.core.readable import Opened, Unreadable
from nhan.core.same_texts import ids_by_text
from nhan.core.session import Session
from nhan.core.snapshot import Snapshot
from nhan.core.store.outlines import OutlinedSpan, Outlines
from nhan.core.store.project_file import Annotator
from nhan.core.suggestion import Labelled
from nhan.core.withheld import Withheld

READING = Message("session.reading")


class ComparedSide(Protocol):
    """One side. ``name`` is what people read."""

    name: str

    def spans(self, article_id: str) -> frozenset[Labelled] | None:
        """None: the side has nothing to say of the article. NhanError, OSError: it cannot be read."""
        ...


class SaidOfArticle(NamedTuple):
    """The status, the confirmed spans, and how many questions there are."""

    status: ArticleStatus
    confirmed: frozenset[Labelled]
    questions: int


class PersonSide:
    """What somebody confirmed in the articles that they marked done."""

    def __init__(self, snapshot: Snapshot, name: str, hides: Callable[[str], bool] = lambda _: False) -> None:
        """``hides``: whether what they say of an article is not for who compares."""
        self.name = name
        self._snapshot, self._hides = snapshot, hides
        project = snapshot.project
        self._gone: Collection[str] = project.labels.gone
        self.person = snapshot.annotator  # the id
        self._outlines = Outlines(project.disk, project.folder, snapshot.annotator, project.label_names)

    def spans(self, article_id: str) -> frozenset[Labelled] | None:
        if self._hides(article_id):
            return None
        said = self.said(article_id)
        return said.confirmed if said is not None and said.status is ArticleStatus.DONE else None

    def said(self, article_id: str) -> SaidOfArticle | None:
        """What they say of an article, done or not; None: they have not begun it."""
        if self._snapshot.is_ahead(article_id):  # its file is not all there is of it
            return self._whole(article_id)
        if article_id not in self._outlines:
            return None
        outline = self._outlines.read(article_id)
        if outline is None:
            return self._whole(article_id)
        asked = sum(span.question and span.status is not SpanStatus.REJECTED for span in outline.spans)
        asked += sum(each.question for each in outline.answers)
        return SaidOfArticle(outline.status, self._confirmed(outline.spans), asked)

    def _whole(self, article_id: str) -> SaidOfArticle:
        match self._snapshot.read(article_id):
            case Opened(document):
                asked = document.questions + document.state.questions
                return SaidOfArticle(document.state.status, self._confirmed(document), asked)
            case Unreadable(_, message):
                raise NhanError(message.key, **message.fields)
            case never:
                assert_never(never)

    def _confirmed(self, spans: Iterable[Span | OutlinedSpan]) -> frozenset[Labelled]:
        return frozenset([(span.start, span.end, span.label) for span in standing(spans, self._gone)])


class ModelSide:
    """The newest suggestions of a project."""

    def __init__(self, project: Project, name: str) -> None:
        self.name = name
        self._project = project

    def spans(self, article_id: str) -> frozenset[Labelled] | None:
        found = self._project.suggested(article_id)
        return None if found is None else frozenset((span.start, span.end, span.label) for span in found.spans)


class LaterSide:
    """A person's work in another folder, on articles that are known by their texts: the same again, blind."""

    def __init__(self, person: PersonSide, there: Project, here: Project, name: str) -> None:
        self.name = name
        self._person = person
        ids = ids_by_text(there)
        self._ids = {mine: ids[text] for text, mine in ids_by_text(here).items() if text in ids}

    def spans(self, article_id: str) -> frozenset[Labelled] | None:
        there = self._ids.get(article_id)
        return None if there is None else self._person.spans(there)


def people_sides(
    snapshot: Snapshot,
    passed_over: Callable[[Message], object],
    viewer: str = "",
    withheld: Withheld = Withheld(),  # noqa: B008 - frozen
) -> Iterator[tuple[Annotator, PersonSide]]:
    """Everybody who has work in the project; ``passed_over`` hears why somebody's cannot be read. ``withheld``: what
    of the others' is not for the ``viewer`` (an id)."""
    names = known_as(people(snapshot.project))
    for each in workers(snapshot.project):
        if each.id == snapshot.annotator:
            yield each, PersonSide(snapshot, names[each.id], _hiding(each, viewer, withheld))
            continue
        try:
            there = person_snapshot(snapshot.project, each.id)
            yield each, PersonSide(there, names[each.id], _hiding(each, viewer, withheld))
        except NhanError as error:  # a journal of a later version
            passed_over(error.message)


def _hiding(person: Annotator, viewer: str, withheld: Withheld) -> Callable[[str], bool]:
    return withheld.hides if person.id != viewer else lambda _: False


def person_snapshot(project: Project, annotator: str) -> Snapshot:
    """What somebody has, to be read."""
    return Session(project, annotator, read_only=READING).snapshot()
