"""A curator at the window: the shown version of a stop is drawn in the article, and one key decides it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject

from nhan.core import operations as op
from nhan.core.adjudication.disagreements import Disagreement, PeopleVersion, in_order
from nhan.core.adjudication.gold import ADJUDICATE, Adjudication, decide, enter, gold_id
from nhan.core.adjudication.people_work import PeopleWork
from nhan.core.adjudication.ranking import Trust, ranked
from nhan.core.document import Document
from nhan.core.messages import Message
from nhan.core.model import ArticleEdit, Change, Rejected, Span
from nhan.core.operations import Edge
from nhan.core.people.whose import people, title
from nhan.core.readable import Opened, readable
from nhan.core.store.project_file import Role
from nhan.core.suggestion import Labelled
from nhan.core.text.units import Unit, next_end, next_start, previous_end, previous_start
from nhan.gui.actions import DIGITS
from nhan.gui.adjudication.panel import VersionsPanel
from nhan.gui.context import Context, Feature
from nhan.gui.events import Settled
from nhan.gui.layout import Dock
from nhan.gui.settings import SHOW_VOTERS

NAME = "adjudication"


class Adjudicating(QObject):
    """Knows the stop that is looked at and what of it is shown. Does nothing for who is no adjudicator."""

    def __init__(self, context: Context, panel: VersionsPanel) -> None:
        super().__init__(context.window)
        self._context, self._bridge, self._view, self._panel = context, context.bridge, context.view, panel
        self._work: PeopleWork | None = None
        self._trust = Trust()
        self._names: dict[str, str] = {}
        self._state: Adjudication | None = None  # of the shown article
        self._stop: Disagreement | None = None
        self._versions: tuple[PeopleVersion, ...] = ()
        self._at = 0  # which version is shown
        self._draft: Document | None = None  # the spans that are shown: the version, or what edges made of it
        context.events.shown.connect(self._shown)
        context.events.edited.connect(self._edited)
        context.events.settled.connect(self._settled)
        if self._is_adjudicator():
            self._begin()

    # -- who, and what --------------------------------------------------------------------------------------------

    def _is_adjudicator(self) -> bool:
        session = self._bridge.session
        roles = {each.id: each.role for each in session.project.annotators}
        return session.read_only is None and roles.get(session.annotator) is Role.ADJUDICATOR

    def _begin(self) -> None:
        session = self._bridge.session
        self._work = PeopleWork(session.project, session.annotator, lambda _: None)
        self._trust = Trust(readable(map(session.read, session.begun), lambda _: None))
        self._names = {each.id: title(each) for each in people(session.project)}

    def start(self) -> None:
        """From now on the user is an adjudicator here; to the first stop of the project."""
        session = self._bridge.session
        if session.read_only is not None:
            self._context.say(session.read_only)
            return
        if not PeopleWork(session.project, session.annotator, lambda _: None).people:
            self._context.say(Message("window.not_adjudicating"))
            return
        if not self._is_adjudicator():
            me = self._context.identity.annotator_in(session.project)
            session.project.welcome(session.annotator, me.name, Role.ADJUDICATOR)
        self._begin()
        document = self._bridge.document
        if document is not None:
            self._shown(document)
        if self._stop is None:
            self._next_article("window.not_adjudicating")

    def _look(self, document: Document) -> Adjudication | None:
        """Where an article stands, once what all have is in it."""
        state = self._work.adjudication(document) if self._work is not None else None
        if state is None:
            return None
        at = self._bridge.session.decision(ADJUDICATE).at
        change = enter(document, self._bridge.labels, state, at)
        if isinstance(change, Change) and self._bridge.offer_change(document.id, change):
            state = self._work.adjudication(document) if self._work is not None else None
        return state

    # -- what happens to the article ------------------------------------------------------------------------------

    def _shown(self, document: Document) -> None:
        self._state, self._stop = None, None
        self._state = self._look(document)
        self._go(self._after(-1))

    def _edited(self, edit: ArticleEdit, machine: bool) -> None:
        """An undo opens a stop again: that is looked at then."""
        document = self._bridge.document
        if machine or document is None or self._state is None or self._work is None:
            return
        before, self._state = {(stop.start, stop.end) for stop in self._state.open}, self._work.adjudication(document)
        again = [stop for stop in self._state.open if (stop.start, stop.end) not in before] if self._state else []
        if again:
            self._go(again[0])

    def _settled(self, settled: Settled) -> None:
        if self._stop is not None:
            self._context.events.reach_changed.emit(True)

    # -- going ----------------------------------------------------------------------------------------------------

    def _after(self, offset: int) -> Disagreement | None:
        stops = self._state.open if self._state is not None else ()
        return next((stop for stop in stops if stop.start > offset), next(iter(stops), None))

    def _go(self, stop: Disagreement | None) -> None:
        document = self._bridge.document
        self._stop = stop
        if stop is None or document is None:
            self._draft = None
            self._view.set_proposed(())
            self._panel.clear()
            return
        self._versions = ranked(document.id, stop, self._trust)
        self._context.docks.offer(NAME)
        self._show(0)

    def _show(self, at: int) -> None:
        self._at = at % len(self._versions)
        self._propose(self._versions[self._at].places)

    def _propose(self, places: Sequence[Labelled]) -> None:
        document, stop = self._bridge.document, self._stop
        assert document is not None and stop is not None
        spans = [
            Span(id="?" + gold_id(document.id, place), start=place[0], end=place[1], label=place[2]) for place in places
        ]
        self._draw(Document(document.article, spans))

    def _draw(self, draft: Document, active: str = "") -> None:
        document, stop = self._bridge.document, self._stop
        assert document is not None and stop is not None
        self._draft, spans = draft, list(draft)
        self._view.set_proposed(spans)
        first = active or next((span.id for span in spans), "")
        if first:
            self._view.set_active(first, reveal=False)
        else:
            self._view.set_selection(stop.start, stop.end)
        self._view.reveal(stop.start, steady=True)
        self._say_where()
        self._context.events.reach_changed.emit(True)

    def _say_where(self) -> None:
        document, stop, state = self._bridge.document, self._stop, self._state
        if document is None or stop is None or state is None:
            return
        words = self.tr("Place {at} of {count}").format(at=state.decided + 1, count=state.decided + len(state.open))
        hidden = not self._context.settings.get(SHOW_VOTERS)
        self._panel.show_stop(words, document.text, self._versions, self._at, self._names, hidden)

    def toggle_voters(self) -> None:
        """Names beside the versions, or how many people."""
        self._context.settings.set(SHOW_VOTERS, not self._context.settings.get(SHOW_VOTERS))
        self._say_where()

    def step(self, way: int) -> bool:
        """To the next or previous stop, in the next article where this one has none."""
        if self._state is None or self._stop is None:
            return False
        stops = list(self._state.open)
        at = stops.index(self._stop) + way if self._stop in stops else 0
        self._go(stops[at % len(stops)])
        return True

    def show_next(self, way: int) -> bool:
        """The next or previous version."""
        if self._stop is None:
            return False
        self._show(self._at + way)
        return True

    def _next_article(self, word: str = "window.adjudicated") -> None:
        """To the next article in which something is open, around the end."""
        session, here = self._bridge.session, self._bridge.document
        ids = list(session.project.ids)
        start = ids.index(here.id) + 1 if here is not None and here.id in ids else 0
        for name in [*ids[start:], *ids[:start]]:
            reading = session.read(name)
            if self._work is None or not isinstance(reading, Opened) or (here is not None and name == here.id):
                continue
            state = self._work.adjudication(reading.document)
            if state is not None and state.open:
                self._context.show_article(name)
                return
        self._context.say(Message(word))

    # -- deciding -------------------------------------------------------------------------------------------------

    def take_shown(self) -> bool:
        """What is drawn stands."""
        return self._draft is not None and self._take([span.place for span in self._draft])

    def take_second(self) -> bool:
        """The second version stands."""
        if self._stop is None:
            return False
        if len(self._versions) < 2:
            self._context.say(Message("window.one_version"))
            return True
        return self._take(self._versions[1].places)

    def take_both(self) -> bool:
        """The first two together, where the policy lets them stand."""
        return self._take(in_order({place for version in self._versions[:2] for place in version.places}))

    def take_none(self) -> bool:
        """Nothing of it stands."""
        return self._take(())

    def take_label(self, digit: str) -> bool:
        """The active span of what is drawn gets the digit's label, and it stands."""
        label, span = self._bridge.labels.with_key(digit), self._active()
        if self._stop is None or label is None or span is None or self._draft is None:
            return False
        places = [each.place for each in self._draft if each.id != span.id]
        return self._take(in_order([*places, (span.start, span.end, label.name)]))

    def _take(self, places: Sequence[Labelled]) -> bool:
        document, stop, state = self._bridge.document, self._stop, self._state
        if document is None or stop is None or state is None:
            return False
        if not self._is_in_view(stop):
            self._view.reveal(stop.start, steady=True)  # no key decides what is not seen: the next one does
            return True
        if not self._bridge.commit(decide(document, self._bridge.labels, state, stop, places)):
            return True
        self._trust.add(document)
        self._state = self._work.adjudication(document) if self._work is not None else None
        following = self._after(stop.start)
        self._go(following)
        if following is None:
            self._next_article()
        return True

    def _is_in_view(self, stop: Disagreement) -> bool:
        return self._view.viewport().rect().intersects(self._view.rect_of(stop.start))

    def take_same(self, everywhere: bool) -> bool:
        """What is drawn stands wherever the same words have the same versions: in the article, or in all."""
        document, stop, state = self._bridge.document, self._stop, self._state
        if document is None or stop is None or state is None or self._draft is None or self._work is None:
            return False
        if not self._is_in_view(stop):
            self._view.reveal(stop.start, steady=True)
            return True
        taken = tuple((each.start - stop.start, each.end - stop.start, each.label) for each in self._draft)
        names = self._bridge.session.project.ids if everywhere else [document.id]
        edits: list[ArticleEdit] = []
        count = 0
        for name in names:
            reading = self._bridge.session.read(name)
            if not isinstance(reading, Opened) or self._work.adjudication(reading.document) is None:
                continue
            gold = reading.document
            if gold.id != document.id:
                self._look(gold)
            draft = gold.copy()
            while True:
                now = self._work.adjudication(draft)
                same = (each for each in now.open if _words(draft, each) == _words(document, stop)) if now else iter(())
                found = next(same, None)
                if now is None or found is None:
                    break
                places = [(start + found.start, end + found.start, label) for start, end, label in taken]
                answer = decide(draft, self._bridge.labels, now, found, places)
                if isinstance(answer, Rejected):
                    break
                for edit in answer.edits:
                    draft.apply(edit)
                edits += answer.edits
                count += 1
        self._bridge.commit(Change(ADJUDICATE, tuple(edits)) if edits else Rejected("verbs.already"))
        self._context.say(Message("window.adjudicated_same", {"count": count}))
        self._state = self._work.adjudication(document)
        following = self._after(stop.start)
        self._go(following)
        if following is None:
            self._next_article()
        return True

    def finish(self) -> bool:
        """Nothing is done while something is open: that is shown first."""
        if self._state is None or not self._state.open:
            return False
        self._context.say(Message("window.stops_open", {"count": len(self._state.open)}))
        self._go(self._stop or self._after(-1))
        return True

    # -- what is drawn, changed -----------------------------------------------------------------------------------

    def _active(self) -> Span | None:
        return self._draft.get(self._view.active) if self._draft is not None and self._view.active else None

    def edge(self, edge: Edge, outwards: bool, by_character: bool) -> bool:
        """Move an edge of what is drawn."""
        span, text = self._active(), self._view.text
        if span is None:
            return False
        unit, words = (Unit.GRAPHEME, ()) if by_character else self._view.unit
        moves = {
            (Edge.END, True): partial(next_end, text, span.end),
            (Edge.END, False): partial(previous_end, text, span.end),
            (Edge.START, True): partial(previous_start, text, span.start),
            (Edge.START, False): partial(next_start, text, span.start),
        }
        offset = moves[edge, outwards](unit, words)
        return self.change(lambda draft, each: op.move_edge(draft, self._bridge.labels, each.id, edge, offset))

    def change(self, verb: Callable[[Document, Span], Change | Rejected]) -> bool:
        """Do to what is drawn what the verb does to spans; nothing is decided by it."""
        span, draft = self._active(), self._draft
        if span is None or draft is None:
            return False
        answer = verb(draft, span)
        if isinstance(answer, Rejected):
            self._context.say(Message(answer.reason, answer.fields))
            return True
        for edit in answer.edits:
            draft.apply(edit)
        kept = [op_span for op_span in draft if op_span.status.value != "rejected"]
        self._draw(Document(draft.article, kept), answer.focus)
        return True


def _words(document: Document, stop: Disagreement) -> tuple[object, ...]:
    """What makes two stops the same: their words, and what each version says of them."""
    versions = sorted(
        tuple((start - stop.start, end - stop.start, label) for start, end, label in version.places)
        for version in stop.versions
    )
    return document.text[stop.start : stop.end], tuple(versions)


def attach(context: Context) -> Feature:
    panel = VersionsPanel()
    work = Adjudicating(context, panel)
    labels = context.bridge.labels
    edges = {
        f"{edge.value}_{way}{ending}": partial(work.edge, edge, way == "out", bool(ending))
        for edge in Edge
        for way in ("out", "in")
        for ending in ("", "_char")
    }
    asked_first: dict[str, Callable[[], bool]] = {
        **edges,
        **{f"label_{digit}": partial(work.take_label, digit) for digit in DIGITS},
        "accept": work.take_shown,
        "next_reading": work.take_second,
        "reject": work.take_none,
        "accept_same": work.take_both,
        "propose_same": partial(work.take_same, False),
        "propose_corpus": partial(work.take_same, True),
        "next_conflict": partial(work.show_next, 1),
        "previous_conflict": partial(work.show_next, -1),
        "next_stop": partial(work.step, 1),
        "previous_stop": partial(work.step, -1),
        "merge": partial(work.change, lambda draft, span: op.merge(draft, labels, span.id)),
        "split": partial(work.change, lambda draft, span: op.split(draft, labels, span.id, context.view.caret)),
        "trim": partial(work.change, lambda draft, span: op.trim(draft, labels, span.id)),
        "finish": work.finish,
    }
    name = QCoreApplication.translate("Docks", "Versions")
    return Feature(
        handlers={"adjudicate": work.start, "voters": work.toggle_voters},
        asked_first=asked_first,
        checked={"voters": lambda: context.settings.get(SHOW_VOTERS)},
        dock=Dock(NAME, name, panel, "bottom", panel, waits=True),
    )
