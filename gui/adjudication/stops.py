"""Where people differ in the shown article, which of these stops is looked at, and the way from one to the next."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from nhan.core.adjudication.disagreements import Disagreement, PeopleVersion
from nhan.core.adjudication.gold import ADJUDICATE, Adjudication, adjudication, enter
from nhan.core.adjudication.model_opinion import Likelihoods, ModelOpinion
from nhan.core.adjudication.people_work import PeopleWork
from nhan.core.adjudication.ranking import NO_MODEL, Trust, ranked
from nhan.core.document import Document
from nhan.core.model import ArticleEdit, Change
from nhan.core.people.whose import known_as, people
from nhan.core.readable import Opened, Unreadable, readable
from nhan.core.snapshot import Snapshot
from nhan.core.store.project_file import Role
from nhan.core.suggestion import Labelled
from nhan.gui.adjudication.draft import StopDraft
from nhan.gui.context import Context
from nhan.gui.events import Settled
from nhan.gui.jobs import JobProgress


class WorkWanted(NamedTuple):
    """What is to be read. ``begun``: the articles that the curator has worked on; ``here``: the shown one, about which
    a model is asked first, "" = none is; ``opinion``: the model, None: none is asked; ``passed``: what was not read."""

    snapshot: Snapshot
    begun: Sequence[str]
    here: str
    opinion: ModelOpinion | None
    passed: list[Unreadable]


class WorkRead(NamedTuple):
    """What is compared, how far who made it is trusted, and what a model thinks of it; None: no model is asked.
    ``passed``: what of it cannot be read, as it comes."""

    work: PeopleWork
    trust: Trust
    opinion: ModelOpinion | None
    passed: list[Unreadable]

    def close(self) -> None:
        """Nobody takes it: no child is left."""
        if self.opinion is not None:
            self.opinion.close()


class OpenStops(QObject):
    """Does nothing until ``take`` has given it people's work: who is no adjudicator pays nothing."""

    changed = Signal()  # another stop is looked at, or another version of it is drawn

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context, self._bridge = context, context.bridge
        self.draft = StopDraft(context)
        self.work: PeopleWork | None = None
        self.names: dict[str, str] = {}
        self.state: Adjudication | None = None  # of the shown article
        self.spans: dict[str, frozenset[Labelled]] = {}  # what people have in it, by id
        self._trust = Trust()
        self._opinion: ModelOpinion | None = None
        self._shown: dict[tuple[str, Disagreement], tuple[PeopleVersion, ...]] = {}  # the stops looked at, in order
        self._passed: list[Unreadable] = []  # grows in jobs, too
        self._closed = False
        self._taken_back = False  # by an undo or a redo, which has yet to settle
        self._came_back = False  # an edit has led to another stop, which the ring is to be on once all has settled
        context.bridge.changed.connect(self._changed)
        context.events.shown.connect(self.look)
        context.events.edited.connect(self._edited)
        context.events.settled.connect(self._settled)
        context.events.taken_back.connect(self._take_back)
        context.events.place_shown.connect(self._go_to)
        context.events.closing.connect(self._close)
        context.view.selection_changed.connect(self._tell_reach)

    @property
    def stop(self) -> Disagreement | None:
        """The one that is looked at."""
        return self.draft.stop

    @property
    def at(self) -> int:
        """Which of the article's open stops is looked at, from 0."""
        stops, here = self.state.open if self.state is not None else (), self.stop
        places = [(stop.start, stop.end) for stop in stops]
        return places.index((here.start, here.end)) if here is not None and (here.start, here.end) in places else 0

    @property
    def is_adjudicator(self) -> bool:
        """Whether the user is listed as one here, and may write."""
        session = self._bridge.session
        roles = {each.id: each.role for each in session.project.annotators}
        return session.read_only is None and roles.get(session.annotator) is Role.ADJUDICATOR

    def take(self, read: WorkRead) -> None:
        """From now on compare this work; to the first stop of the shown article."""
        if self._closed:
            read.close()
            return
        if self._opinion is not None:
            self._opinion.close()
        self._shown = {}
        self.work, self._trust, self._opinion = read.work, read.trust, read.opinion
        self._passed = read.passed
        self.name_passed_over()
        self.names = known_as(people(self._bridge.session.project))
        document = self._bridge.document
        if document is not None:
            self.look(document)

    def name_passed_over(self) -> None:
        """Say what people are compared without: their work is read article by article."""
        new = self._passed[:]
        del self._passed[: len(new)]
        self._bridge.name_passed_over(new)

    def _close(self) -> None:
        self.work, self.state, self._closed = None, None, True
        if self._opinion is not None:
            self._opinion.close()
            self._opinion = None

    # -- what happens to the article ------------------------------------------------------------------------------

    def look(self, document: Document) -> None:
        """See where an article stands, once what all have is in it."""
        self.state, self.spans = None, self.work.of(document.id) if self.work is not None else {}
        if self.spans:
            at = self._bridge.session.decision(ADJUDICATE).at
            state = adjudication(document, self.spans)
            change = enter(document, self._bridge.labels, state, at)
            entered = isinstance(change, Change) and self._bridge.offer_change(document.id, change)
            self.state = adjudication(document, self.spans) if entered else state
        self.name_passed_over()
        self._go(self._after(-1))
        self._ask(document)

    def _ask(self, document: Document) -> None:
        """Ask a model about the stops of an article that was gone to without asking before: it has a say in those that
        come next. What is drawn stays first, since somebody may be about to take it."""
        opinion, stops = self._opinion, self.state.open if self.state is not None else ()
        if opinion is None or not stops or opinion.known(document.id):
            return
        article, text = document.id, document.text

        def work(_: JobProgress) -> object:
            return opinion.of(article, text, stops)

        self._context.run(self.tr("Asking a model about the versions"), work, lambda _: None)

    def _changed(self, change: Change) -> None:
        """What was decided elsewhere says something of people, too; see ``_edited`` for here."""
        here = self._bridge.document
        for edit in change.edits if self.work is not None else ():
            if here is None or edit.article != here.id:
                self._trust.edited(edit)

    def _edited(self, edit: ArticleEdit, machine: bool) -> None:
        """A stop that is decided is left; one that an undo opens again is looked at."""
        document, before, here = self._bridge.document, self.state, self.stop
        if self.work is not None:
            self._trust.edited(edit)
        if document is None or before is None:
            return
        self.state = state = adjudication(document, self.spans)
        known = {(stop.start, stop.end) for stop in before.open}
        again = [] if machine else [stop for stop in state.open if (stop.start, stop.end) not in known]
        if again:
            self._go(again[0])
        elif here is not None and not any((here.start, here.end) == (stop.start, stop.end) for stop in state.open):
            self._go(self._after(here.start))
        else:
            self.draft.look_again()
            return
        self._came_back = True

    def _take_back(self) -> None:
        self._taken_back = True

    def _settled(self, _: Settled) -> None:
        """What comes after an edit may have taken the ring elsewhere; an undo may have left it nowhere."""
        view = self._context.view
        is_nowhere = self._taken_back and view.active is None and view.selection is None
        if (self._came_back or is_nowhere) and self.stop is not None and not self.draft.is_here:
            self.draft.come_back()
        self._came_back = self._taken_back = False
        self._tell_reach()

    def _tell_reach(self, _: object = None) -> None:
        if self.stop is not None:
            self._context.events.reach_changed.emit(True)

    # -- going ----------------------------------------------------------------------------------------------------

    def _after(self, offset: int) -> Disagreement | None:
        stops = self.state.open if self.state is not None else ()
        return next((stop for stop in stops if stop.start > offset), next(iter(stops), None))

    def _go(self, stop: Disagreement | None) -> None:
        document = self._bridge.document
        if stop is None or document is None:
            self.draft.clear()
            self.changed.emit()
        else:
            self.draft.show(stop, self._in_order(document.id, stop))
            self._tell()

    def _in_order(self, article: str, stop: Disagreement) -> tuple[PeopleVersion, ...]:
        """Its versions, in the order in which they have been shown before: what Enter takes does not change because
        the curator has been elsewhere meanwhile."""
        key = article, stop
        if key not in self._shown:
            self._shown[key] = ranked(article, stop, self._trust, self._likely(article))
        return self._shown[key]

    def _go_to(self, start: int, end: int) -> None:
        """To the stop at words that somebody was led to, where one is open there."""
        stops = self.state.open if self.state is not None else ()
        here = next((stop for stop in stops if stop.start < end and start < stop.end), None)
        if here is not None:
            self._go(here)

    def _likely(self, article: str) -> Likelihoods:
        return self._opinion.known(article) if self._opinion is not None else NO_MODEL

    def _tell(self) -> None:
        self.changed.emit()
        self._tell_reach()

    def step(self, way: int) -> bool:
        """To the next (1) or previous (-1) stop of the article, around its end."""
        stops, here = self.state.open if self.state is not None else (), self.stop
        if not stops or here is None:
            return False
        self._go(stops[(self.at + way) % len(stops)])
        return True

    def show_version(self, way: int) -> bool:
        """The next (1) or previous (-1) version, around the last."""
        draft = self.draft
        if draft.stop is None:
            return False
        draft.show(draft.stop, draft.versions, draft.at + way)
        self._tell()
        return True

    def come_back(self) -> None:
        """To the stop that is looked at, or the first one."""
        if self.stop is None:
            self._go(self._after(-1))
        else:
            self.draft.come_back()
            self._tell()

    def next_article(self, none_left: Callable[[], object]) -> None:
        """To the next article in which something is open, around the end, once it is found beside the window."""
        document, work, snapshot = self._bridge.document, self.work, self._bridge.session.snapshot()
        if work is None:
            return

        def found(article_id: str | None) -> None:
            self.name_passed_over()
            if self._bridge.document is not document or self.work is not work:
                return  # the curator has gone elsewhere meanwhile
            if article_id is None:
                none_left()
            else:
                self._context.show_article(article_id)

        here = document.id if document is not None else ""
        looked_for = partial(next_open, snapshot, work, self._opinion, here)
        self._context.run(self.tr("Looking for what is to adjudicate"), looked_for, found, len(snapshot.ids))


def next_open(
    snapshot: Snapshot, work: PeopleWork, opinion: ModelOpinion | None, here: str, progress: JobProgress
) -> str | None:
    """The id of the first article after ``here``, around the end, in which something is open. A model has been asked
    about it."""
    ids = list(snapshot.ids)
    start = ids.index(here) + 1 if here in ids else 0
    for name in [*ids[start:], *ids[:start]]:
        progress.step()
        spans = work.of(name) if name != here else {}
        if spans and ask_about(snapshot, spans, opinion, name):
            return name
    return None


def ask_about(
    snapshot: Snapshot, spans: dict[str, frozenset[Labelled]], opinion: ModelOpinion | None, article: str
) -> bool:
    """Whether something is open in an article; if so, a model is asked about it, where one is."""
    reading = snapshot.read(article)
    stops = adjudication(reading.document, spans).open if isinstance(reading, Opened) else ()
    if stops and opinion is not None and isinstance(reading, Opened):
        opinion.of(article, reading.document.text, stops)
    return bool(stops)


def read_work(wanted: WorkWanted, progress: JobProgress) -> WorkRead:
    """Read it, in a job."""
    snapshot, opinion, trust = wanted.snapshot, wanted.opinion, Trust()
    for gold in readable(map(snapshot.read, wanted.begun), wanted.passed.append):
        progress.step()
        trust.add(gold)
    work = PeopleWork(snapshot.project, snapshot.annotator, wanted.passed.append)
    if wanted.here and opinion is not None and (spans := work.of(wanted.here)):
        ask_about(snapshot, spans, opinion, wanted.here)
    return WorkRead(work, trust, opinion, wanted.passed)
