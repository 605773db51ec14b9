"""Looks the words at the ring up in the project once the annotator rests there, beside the window."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QKeySequence

from nhan.core.messages import Message
from nhan.core.model import ArticleEdit, Change, SpanStatus
from nhan.core.people.whose import known_as, people, workers
from nhan.core.review.elsewhere import PlaceElsewhere, SeenElsewhere, look_elsewhere
from nhan.core.store.project_file import Role
from nhan.core.text.fold import fold_words
from nhan.core.withheld import withheld_from
from nhan.gui.context import Context, Feature
from nhan.gui.elsewhere.panel import ElsewherePanel
from nhan.gui.events import Settled
from nhan.gui.jobs import STOPPED, Job, JobProgress
from nhan.gui.layout import Dock
from nhan.gui.settings import CLOSED_PANELS, SHOW_VOTERS

NAME = "elsewhere"
REST = 400  # ms that the ring stays before its words are looked up
LONGEST = 80  # code points: longer words hardly come again
KEPT = 200  # words whose answers are kept until somebody labels something


class Elsewhere(QObject):
    """One look at a time: the newest words wait for the one that is under way."""

    def __init__(self, context: Context, panel: ElsewherePanel) -> None:
        super().__init__(context.window)
        self._context, self._bridge, self._view, self._panel = context, context.bridge, context.view, panel
        self._known: dict[str, SeenElsewhere] = {}  # by the folded words
        self._words = ""
        self._generation = 0  # of what is labelled: what was looked up before counts no more
        self._job: Job | None = None
        self._goes = False  # to the next place, once it is known
        self._names: dict[str, str] = {}
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self._look)
        context.events.settled.connect(self._settled)
        context.events.closing.connect(self._close)
        context.view.selection_changed.connect(self._at_ring)
        context.bridge.changed.connect(self._changed)
        context.settings.changed.connect(self._setting_changed)

    def _settled(self, _: Settled) -> None:
        self._at_ring()

    def _at_ring(self, _: object = None) -> None:
        """Other words, perhaps."""
        chosen = self._chosen
        words = self._view.text[slice(*chosen)] if chosen is not None else ""
        if words != self._words:
            self._words, self._goes = words, False
            self._panel.show_words(words)
            self._rest.stop()
        if self._are_long:
            self._panel.say(self.tr("too long to be looked up"))
        elif words and not self._show_known() and not self._is_closed and self._job is None:
            self._rest.start()

    @property
    def _are_long(self) -> bool:
        return len(self._words) > LONGEST

    @property
    def _chosen(self) -> tuple[int, int] | None:
        span = self._view.span(self._view.active) if self._view.active else None
        return (span.start, span.end) if span is not None else self._view.selection

    @property
    def _is_closed(self) -> bool:
        """Whether nobody wants to see it."""
        return NAME in self._context.settings.get(CLOSED_PANELS)

    @property
    def _tells_names(self) -> bool:
        """An adjudicator who does not want to know whose version is whose is not told here either."""
        project = self._bridge.session.project
        adjudicators = (each.id for each in project.annotators if each.role is Role.ADJUDICATOR)
        viewer = self._context.identity.annotator_in(project).id
        return viewer not in adjudicators or self._context.settings.get(SHOW_VOTERS)

    @property
    def _key(self) -> str:
        return " ".join(fold_words(self._words))

    def _changed(self, change: Change) -> None:
        if not change.machine or any(map(_decides, change.edits)):
            self._known.clear()
            self._generation += 1

    def _setting_changed(self, setting: object) -> None:
        if setting is SHOW_VOTERS:
            self._at_ring()

    def _close(self) -> None:
        self._rest.stop()
        self._words = ""
        if self._job is not None:
            self._job.stop()

    # -- looking --------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        if not self._words or self._are_long or self._job is not None:
            return
        generation = self._generation
        snapshot, key, words = self._bridge.session.snapshot(), self._key, self._words
        own = self._bridge.session.begun

        def work(progress: JobProgress) -> tuple[dict[str, str], SeenElsewhere]:
            project = snapshot.project
            others = [each for each in workers(project) if each.id != snapshot.annotator]
            withheld = withheld_from(project, snapshot.annotator)
            begun = {
                each.id: [name for name in project.touched(each.id) if not withheld.hides(name)] for each in others
            }
            found = look_elsewhere(
                snapshot,
                lambda article, person: project.load(article, person).document,
                {snapshot.annotator: own, **begun},
                words,
                progress.step,
            )
            return known_as(people(project)), found

        def looked(found: tuple[dict[str, str], SeenElsewhere]) -> None:
            self._job = None
            if generation == self._generation:
                self._keep(key, *found)
            self._at_ring()
            if self._goes:
                self.go_on()

        def refused(message: Message) -> None:
            self._job = None
            goes, self._goes = self._goes, False
            if key != self._key:
                self._at_ring()  # other words wait since, of which this says nothing
            elif message != STOPPED:
                self._refuse(message, goes)

        job = self._context.run(self.tr("Looking the words up"), work, looked, refused=refused)
        if job in self._context.jobs.running:
            self._job = job

    def _keep(self, key: str, names: dict[str, str], found: SeenElsewhere) -> None:
        self._names = names
        while len(self._known) >= KEPT:
            del self._known[next(iter(self._known))]
        self._known[key] = found

    def _refuse(self, message: Message, is_asked: bool) -> None:
        """Something cannot be read: said once by itself, and as often as somebody asks for the places."""
        self._panel.say(self._context.language.say(message))
        if is_asked:
            self._context.fail(message)
        else:
            self._bridge.name_damage([message])

    def _show_known(self) -> bool:
        found = self._known.get(self._key)
        if found is None:
            return False
        action = self._context.actions()["next_same"].shortcuts()
        key = action[0].toString(QKeySequence.SequenceFormat.NativeText) if action else ""
        me, document, chosen = self._bridge.session.annotator, self._bridge.document, self._chosen
        if document is not None and chosen is not None:
            found = found.apart_from(me, document.id, chosen[0])
        self._panel.show_seen(self._words, found, me, self._names if self._tells_names else {}, key)
        if found.twins or len(found.labels) > 1 or any(each != me for its in found.labels.values() for each in its):
            self._context.docks.offer(NAME)
        return True

    # -- going ----------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """To the next place with the same words that is labelled otherwise, around the project; to the next of all
        where none is."""
        self._at_ring()  # the key before may not have settled yet
        self._goes = False
        document, chosen, words = self._bridge.document, self._chosen, self._words
        if document is None or chosen is None or not words:
            self._context.say(Message("verbs.no_span"))
            return
        if self._are_long:
            self._context.say(Message("window.too_long_elsewhere", {"most": LONGEST}))
            return
        found = self._known.get(self._key)
        if found is None:
            self._goes = True  # as soon as it is known
            self._rest.stop()
            self._look()
            return
        span = self._view.span(self._view.active) if self._view.active else None
        here = PlaceElsewhere(document.id, *chosen, span.label if span is not None else "")
        place = self._next(found, here)
        if place is None:
            self._context.say(Message("window.nowhere_else"))
        else:
            self._context.events.going_on.emit()
            self._context.show_article(place.article, partial(self._stand_at, place))

    def _next(self, found: SeenElsewhere, here: PlaceElsewhere) -> PlaceElsewhere | None:
        others = [each for each in found.places if _at(each) != _at(here)]
        wanted = [each for each in found.differing(here.label) if _at(each) != _at(here)] or others
        order = {name: at for at, name in enumerate(self._bridge.session.project.ids)}
        beyond = order[here.article], here.start
        behind = (each for each in wanted if (order.get(each.article, -1), each.start) > beyond)
        return next(behind, next(iter(wanted), None))

    def _stand_at(self, place: PlaceElsewhere) -> None:
        document = self._bridge.document
        there = document.overlapping(place.start, place.end) if document is not None else ()
        span = next((each for each in there if each.place == (place.start, place.end, place.label)), None)
        if span is not None and self._view.span(span.id) is not None:
            self._view.set_active(span.id, reveal=False)
        else:
            self._view.set_selection(place.start, place.end)
        self._view.reveal(place.start, steady=True)
        self._view.setFocus()
        self._context.events.place_shown.emit(place.start, place.end)


def _decides(edit: ArticleEdit) -> bool:
    """Whether it changes what is counted: machines also enter what all have."""
    spans = (*edit.removed, *edit.added)
    return edit.now is not None or any(span.status is SpanStatus.CONFIRMED for span in spans)


def _at(place: PlaceElsewhere) -> tuple[str, int]:
    return place.article, place.start


def attach(context: Context) -> Feature:
    panel = ElsewherePanel()
    elsewhere = Elsewhere(context, panel)
    name = QCoreApplication.translate("Docks", "Elsewhere")
    dock = Dock(NAME, name, panel, "right", panel, waits=True)
    return Feature(handlers={"next_same": elsewhere.go_on}, dock=dock)
