"""Back to the annotator: the places that were decided otherwise, gone through and answered by keys."""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from nhan.core.adjudication.gold_places import places_for
from nhan.core.document import Document
from nhan.core.messages import Message
from nhan.core.model import Change, Rejected
from nhan.core.operations import answer
from nhan.core.operations.overlap import shown
from nhan.core.people.whose import workers
from nhan.core.readable import Opened, Unreadable
from nhan.core.snapshot import Snapshot
from nhan.core.store.project_file import Role
from nhan.gui.context import Context, Feature
from nhan.gui.jobs import JobProgress
from nhan.gui.layout import Dock
from nhan.gui.otherwise.panel import OtherwisePanel, ToldPlace, in_words
from nhan.gui.questions.asked import asked
from nhan.gui.questions.comment import CommentDialog

NAME = "otherwise"


class ToldOtherwise(QObject):
    """Reads the golds beside the window: when the project is opened, where there are some, and when it is asked to."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context, self._bridge, self._view = context, context.bridge, context.view
        self._panel: OtherwisePanel | None = None
        self.told: list[ToldPlace] = []
        self.at: int | None = None  # which of them is looked at
        self._notice = ""  # what was said when the project was opened
        context.bridge.changed.connect(self._changed)
        context.events.shown.connect(self._shown)
        context.events.settled.connect(self._tell_reach)
        context.view.selection_changed.connect(self._tell_reach)
        if self._concerns_me:
            self._look(self._offer)

    @property
    def _concerns_me(self) -> bool:
        """Whether an adjudicator has work here, and the user may answer."""
        session = self._bridge.session
        others = (each for each in workers(session.project) if each.id != session.annotator)
        return session.read_only is None and any(each.role is Role.ADJUDICATOR for each in others)

    def open(self) -> None:
        """Show the list as it is now, where there is one, and go to the first place without an answer."""
        if self._bridge.session.read_only is not None:
            self._context.say(self._bridge.session.read_only)
            return
        self._look(self._begin)

    # -- reading --------------------------------------------------------------------------------------------------

    def _look(self, then: Callable[[], object]) -> None:
        session, passed = self._bridge.session, list[Unreadable]()
        snapshot, begun = session.snapshot(), list(session.begun)

        def read(progress: JobProgress) -> list[ToldPlace]:
            return told_in(snapshot, begun, passed, progress)

        def found(told: list[ToldPlace]) -> None:
            self._bridge.name_passed_over(passed)
            self.told, self.at = told, None
            then()

        self._context.run(self.tr("Reading what was decided otherwise"), read, found, len(begun))

    def _offer(self) -> None:
        """Say that there is something to be answered; the list comes up where the user says so."""
        left = sum(each.answer is None for each in self.told)
        if left:
            self._notice = self.tr("%n of your places were decided otherwise, or are asked about", "", left)
            self._context.notice.say(self._notice, self.tr("Show them"), self.open, "otherwise")

    def _begin(self) -> None:
        if self._notice:
            self._context.notice.dismiss_if(self._notice)
            self._notice = ""
        if self._panel is not None or self.told:
            self._made().show_places(self.told, None)
        if not self.told:
            self._context.say(Message("window.nothing_otherwise"))
            return
        self._context.docks.show(NAME)
        self._go(next((at for at, each in enumerate(self.told) if each.answer is None), 0))

    def _made(self) -> OtherwisePanel:
        if self._panel is None:
            panel = self._panel = OtherwisePanel()
            panel.gone_to.connect(self._go)
            panel.agreed.connect(partial(self._chosen, self.agree))
            panel.asked.connect(partial(self._chosen, self.write))
            panel.name_keys(self._key("accept"), self._key("comment"))
            title = self.tr("Decided otherwise")
            self._context.docks.add_passing(Dock(NAME, title, panel, "bottom", panel.rows, closed=self._leave))
        return self._panel

    def _key(self, action: str) -> str:
        return self._context.actions()[action].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    # -- what happens elsewhere -----------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        """An answer was given or taken back."""
        states = {edit.article: edit.now for edit in change.edits if edit.now is not None}
        for number, each in enumerate(self.told if states else ()):
            state = states.get(each.place.article)
            if state is not None and each.place.answer_in(state) != each.answer:
                self.told[number] = replace(each, answer=each.place.answer_in(state))
                self._made().show_answer(number, self.told)

    def _shown(self, document: Document) -> None:
        if self.at is not None and self.told[self.at].place.article != document.id:
            self.at = None

    def _leave(self) -> None:
        """The list is closed: the keys mean what they mean elsewhere."""
        self.at = None
        self._view.set_marks([])

    # -- going and answering --------------------------------------------------------------------------------------

    def _go(self, number: int) -> None:
        place = self.told[number].place
        self._context.show_article(place.article, partial(self._reach, number))

    def _reach(self, number: int) -> None:
        """The place in view, the annotator's span in it active."""
        self.at, place = number, self.told[number].place
        view, document = self._view, self._bridge.document
        assert document is not None
        own = [each for each in document.overlapping(place.start, place.end) if each.place in place.had]
        view.set_active(own[0].id if own else None)
        if not own:
            view.set_caret(place.start, reveal=False)
        view.set_marks([(place.start, place.end)] if place.end else [])
        view.reveal(place.start, steady=True)
        view.setFocus()
        self._made().mark(number)
        self._tell_reach()

    @property
    def _here(self) -> ToldPlace | None:
        """The place that is looked at, where the ring or the caret is still there."""
        document = self._bridge.document
        if self.at is None or document is None or document.id != self.told[self.at].place.article:
            return None
        told, span = self.told[self.at], self._view.span(self._view.active) if self._view.active else None
        start, end = (span.start, span.end) if span is not None else (self._view.caret, self._view.caret)
        return told if start <= told.place.end and told.place.start <= end else None

    def _tell_reach(self, _: object = None) -> None:
        """Enter and F2 have something to act on, also where the annotator had nothing."""
        if self._here is not None:
            self._context.events.reach_changed.emit(True)

    def _chosen(self, act: Callable[[], object], number: int) -> None:
        """A button of the panel, which is about the row that is marked: what is not seen is gone to first."""
        if number == self.at and self._here is not None:
            act()
        else:
            self._go(number)

    def step(self, way: int) -> bool:
        """To the next (1) or previous (-1) place, around the end. False where none is looked at."""
        if self._here is None or self.at is None:
            return False
        self._go((self.at + way) % len(self.told))
        return True

    def agree(self) -> bool:
        """Seen, and agreed; on to the next without an answer. What was said before stays, and a place that is out of
        sight is brought back first."""
        told = self._here
        if told is None or self.at is None:
            return False
        if not self._view.is_in_view(told.place.start):
            self._view.reveal(told.place.start, steady=True)
        elif told.answer is not None:
            self._go_on(self.at)
        else:
            self._answer("", False)
        return True

    def write(self) -> bool:
        """Ask for words: an answer, or a question back."""
        told, document = self._here, self._bridge.document
        if told is None or document is None:
            return False
        words = shown(document.text[told.place.start : told.place.end], 80) or told.title
        before = told.answer
        dialog = CommentDialog(
            words,
            before.said if before is not None else "",
            before.question if before is not None else False,
            self._answer,
            self._context.window,
            self.tr("Answer to what was decided"),
        )
        asked(dialog)
        return True

    def _answer(self, said: str, question: bool) -> bool:
        """Whether it was kept; then on to the next."""
        told, document, number = self._here, self._bridge.document, self.at
        if told is None or document is None or number is None:
            return False
        change = answer(document, told.place.answered(said, question), {each.place.digest for each in self.told})
        same = isinstance(change, Rejected) and change.reason == "verbs.already"
        if not same and not self._bridge.commit(change):
            return False
        self._go_on(number)
        return True

    def _go_on(self, number: int) -> None:
        order = [*range(number + 1, len(self.told)), *range(number)]
        following = next((at for at in order if self.told[at].answer is None), None)
        if following is None:
            self._context.say(Message("window.all_answered"))
        else:
            self._go(following)


def told_in(
    snapshot: Snapshot, begun: Sequence[str], passed: list[Unreadable], progress: JobProgress
) -> list[ToldPlace]:
    """The places of these articles in words, those without an answer first."""
    documents: dict[str, Document] = {}
    found: list[ToldPlace] = []
    for place in places_for(snapshot, begun, passed.append, progress.step):
        if place.article not in documents:
            reading = snapshot.read(place.article)
            if not isinstance(reading, Opened):
                passed.append(reading)
                continue
            documents = {place.article: reading.document}
        document = documents[place.article]
        title = snapshot.project.title(place.article) or place.article
        words = in_words(document.text, place.had), in_words(document.text, place.stands)
        found.append(ToldPlace(place, title, *words, place.answer_in(document.state)))
    return sorted(found, key=lambda each: each.answer is not None)


def attach(context: Context) -> Feature:
    told = ToldOtherwise(context)
    return Feature(
        handlers={"otherwise": told.open},
        asked_first={
            "accept": told.agree,
            "comment": told.write,
            "next_conflict": partial(told.step, 1),
            "previous_conflict": partial(told.step, -1),
        },
    )
