"""Where a project with several people stands: by person, label and topic, what is to adjudicate, what is asked.

Read from everybody's files, a few tenths of a millisecond for an article of each: for a thread of its own.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from nhan.core.adjudication.agreed import settle
from nhan.core.adjudication.disagreements import compare
from nhan.core.adjudication.gold import adjudication
from nhan.core.adjudication.notes import is_answered
from nhan.core.adjudication.otherwise import decided_otherwise
from nhan.core.adjudication.people_work import FEWEST
from nhan.core.agreement.blocks import f1
from nhan.core.agreement.sides import PersonSide, SaidOfArticle
from nhan.core.document import Document
from nhan.core.messages import Message, NhanError
from nhan.core.model import STATUSES, ArticleStatus, Change, Rejected, SpanStatus
from nhan.core.people.whose import title, workers
from nhan.core.project import Project
from nhan.core.readable import Opened, Unreadable, or_unreadable
from nhan.core.session import Session
from nhan.core.store.assignments_file import Assignments, read_assignments
from nhan.core.store.project_file import Annotator, Role
from nhan.core.suggestion import Labelled

Seen = Callable[[], object]
PassedOver = Callable[[Unreadable], object]


class PersonStanding(msgspec.Struct, frozen=True):
    """One person: articles by status (``ArticleStatus.value``), confirmed spans in them, how many articles they are
    given (None: all), and exact F1 of what they had in articles whose gold is done (None: in none)."""

    id: str
    name: str
    role: Role
    articles: dict[str, int]
    spans: int
    assigned: int | None
    f1: float | None


class LabelStanding(msgspec.Struct, frozen=True):
    """One label: confirmed spans of the gold, those of people in articles that they have done, and in how many of the
    open stops it has a part."""

    name: str
    gold: int
    people: int
    open: int


class TopicStanding(msgspec.Struct, frozen=True):
    """One topic, "" = none: its articles, those that enough people have done, those whose gold is done."""

    name: str
    articles: int
    ready: int
    adjudicated: int


class OpenArticle(msgspec.Struct, frozen=True):
    """An article in which stops are open; without any, one on which all agree, and which is for a person all the same
    (see ``adjudication.agreed``). ``begun``: some of it is decided already, or was before new work came."""

    article: str
    people: int
    stops: int
    begun: bool


class OpenQuestion(msgspec.Struct, frozen=True):
    """What somebody asks: about a span of theirs, or back, to what was decided."""

    article: str
    person: str  # id
    start: int  # code points
    end: int
    said: str
    to_decision: bool
    label: str = ""  # of the span that it is about


class Standing(msgspec.Struct, frozen=True):
    """All of it. ``ready``: articles that enough people have done; ``adjudicated``: those whose gold is done;
    ``agreed``: those on which all agree, and whose gold only has to say so."""

    total: int
    ready: int
    adjudicated: int
    agreed: int
    people: tuple[PersonStanding, ...]
    labels: tuple[LabelStanding, ...]
    topics: tuple[TopicStanding, ...]
    open: tuple[OpenArticle, ...]
    questions: tuple[OpenQuestion, ...]


class _Worker:
    """One person's files. What one side says is read without opening the whole article."""

    def __init__(self, project: Project, person: Annotator) -> None:
        self.person = person
        self.session = Session(project, person.id, read_only=Message("session.reading"))
        self.begun = frozenset(self.session.begun)
        self.statuses: Counter[str] = Counter()
        self.spans = 0
        self.snapshot = self.session.snapshot()
        self._side = PersonSide(self.snapshot, title(person))

    def said(self, article: str) -> SaidOfArticle | None:
        """What they say of an article, which is counted; None: they have not begun it."""
        said = self._side.said(article) if article in self.begun else None
        if said is not None:
            self.statuses[said.status.value] += 1
            self.spans += len(said.confirmed)
        return said


class _StandingCount:
    """Articles as they come."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.common: Counter[str] = Counter()  # by person: spans that the gold has, too
        self.either: Counter[str] = Counter()  # spans of the person and of the gold
        self.labels: dict[str, Counter[str]] = {"gold": Counter(), "people": Counter(), "open": Counter()}
        self.topics: dict[str, Counter[str]] = {}
        self.open: list[OpenArticle] = []
        self.agreed = 0
        self.questions: list[OpenQuestion] = []

    def add(
        self, article: str, had: Mapping[str, frozenset[Labelled]], gold: Document | None, lacking: bool = False
    ) -> None:
        """One article: what those have who are done with it, by id, and the gold as far as it is begun. ``lacking``:
        somebody's work cannot be read."""
        topic = self.topics.setdefault(self.project.topic(article), Counter())
        topic["articles"] += 1
        for spans in had.values():
            self.labels["people"].update(label for *_, label in spans)
        places = {span.place for span in gold if span.status is SpanStatus.CONFIRMED} if gold is not None else set()
        self.labels["gold"].update(label for *_, label in places)
        is_done = gold is not None and gold.state.status is ArticleStatus.DONE
        for person, spans in had.items() if is_done else ():
            self.common[person] += len(places & spans)
            self.either[person] += len(places) + len(spans)
        topic["adjudicated"] += is_done
        if len(had) < FEWEST:
            return
        topic["ready"] += 1
        stops = compare(had).stops if gold is None else adjudication(gold, had).open
        for stop in stops:
            self.labels["open"].update({label for *_, label in stop.places})
        settled = settle(gold, self.project.labels, had, "") if gold is not None and not stops else None
        agreed = isinstance(settled, Change) or (gold is None and not stops)
        self.agreed += agreed and not lacking
        in_the_way = isinstance(settled, Rejected) and settled.reason != "verbs.already"
        if stops or in_the_way or (agreed and lacking):
            self.open.append(OpenArticle(article, len(had), len(stops), gold is not None))


def standing(
    project: Project, seen: Seen = lambda: None, passed_over: PassedOver = lambda _: None, curator: str = ""
) -> Standing:
    """``curator``: whose work is the gold, an id; "" = the first adjudicator's who has work. ``seen`` hears of every
    article; what cannot be read is passed over."""
    lost: list[Annotator] = []
    everyone = [each for each in _workers(project, passed_over, lost) if each.begun]
    hidden = {article for person in lost for article in project.touched(person.id)}
    golds = [each for each in everyone if each.person.role is Role.ADJUDICATOR or each.person.id == curator]
    golds.sort(key=lambda each: each.person.id != curator)
    annotators = [each for each in everyone if each not in golds]
    counting = _StandingCount(project)
    for article in project.ids:
        seen()
        gold = _document(golds[0], article, passed_over) if golds and article in golds[0].begun else None
        lacking = article in hidden or (gold is None and bool(golds) and article in golds[0].begun)
        had: dict[str, frozenset[Labelled]] = {}
        for each in everyone:
            said = or_unreadable(article, each.said)
            if isinstance(said, Unreadable):
                passed_over(said)
                lacking = True
            elif said is not None and each in annotators:
                if said.questions:
                    counting.questions += _questions(each, article, gold, passed_over)
                if said.status is ArticleStatus.DONE:
                    had[each.person.id] = said.confirmed
        counting.add(article, had, gold, lacking)
    return _result(counting, everyone, annotators, _assignments(project))


def _workers(project: Project, passed_over: PassedOver, lost: list[Annotator]) -> Iterator[_Worker]:
    """``lost`` gets those whose work cannot be read at all."""
    for person in workers(project):
        try:
            yield _Worker(project, person)
        except NhanError as error:  # a journal of a later version
            passed_over(Unreadable(person.id, error.message))
            lost.append(person)


def _assignments(project: Project) -> Assignments | None:
    try:
        return read_assignments(project.disk, project.folder)
    except NhanError:  # ``nhan status`` says so
        return None


def _document(worker: _Worker, article: str, passed_over: PassedOver) -> Document | None:
    reading = worker.snapshot.read(article)
    if isinstance(reading, Opened):
        return reading.document
    passed_over(reading)
    return None


def _questions(worker: _Worker, article: str, gold: Document | None, passed_over: PassedOver) -> Iterator[OpenQuestion]:
    """What they ask about their spans, until the gold says something there; and back, as long as nothing has changed
    since."""
    document, person = _document(worker, article, passed_over), worker.person.id
    if document is None:
        return
    for span in document:
        if span.asks and not (gold is not None and is_answered(gold, span.start, span.end)):
            yield OpenQuestion(article, person, span.start, span.end, span.note, False, span.label)
    own = [span.place for span in document if span.status is SpanStatus.CONFIRMED]
    now = {each.digest for each in decided_otherwise(gold, person, lambda: own)} if gold is not None else set[str]()
    for answer in document.state.answers:
        if answer.question and answer.to in now:
            yield OpenQuestion(article, person, answer.start, answer.end, answer.said, True)


def _result(
    counting: _StandingCount,
    everyone: Sequence[_Worker],
    annotators: Sequence[_Worker],
    assignments: Assignments | None,
) -> Standing:
    labels = sorted(set[str]().union(*counting.labels.values()))
    topics = [TopicStanding(name, *_of(counting.topics[name])) for name in sorted(counting.topics)]
    begun_first = sorted(counting.open, key=lambda each: (not each.begun, -each.stops, each.article))
    return Standing(
        total=sum(each.articles for each in topics),
        ready=sum(each.ready for each in topics),
        adjudicated=sum(each.adjudicated for each in topics),
        agreed=counting.agreed,
        people=tuple(_person(each, each in annotators, counting, assignments) for each in everyone),
        labels=tuple(
            LabelStanding(name, *(counting.labels[kind][name] for kind in counting.labels)) for name in labels
        ),
        topics=tuple(topics),
        open=tuple(begun_first),
        questions=tuple(counting.questions),
    )


def _of(counts: Counter[str]) -> tuple[int, int, int]:
    return counts["articles"], counts["ready"], counts["adjudicated"]


def _person(
    worker: _Worker, is_annotator: bool, counting: _StandingCount, assignments: Assignments | None
) -> PersonStanding:
    person = worker.person
    given = assignments.of(person.id) if assignments is not None else None
    return PersonStanding(
        id=person.id,
        name=title(person),
        role=person.role if is_annotator else Role.ADJUDICATOR,
        articles={status.value: worker.statuses[status.value] for status in STATUSES},
        spans=worker.spans,
        assigned=None if given is None else len(given),
        f1=f1(counting.common[person.id], counting.either[person.id]),
    )
