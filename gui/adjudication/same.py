"""The same words with the same versions, decided together: in the article at once, in all articles after a yes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject

from nhan.core.adjudication.gold import ADJUDICATE
from nhan.core.adjudication.same import DecidedEverywhere, SameDecision, decide_everywhere, decide_same
from nhan.core.messages import Message
from nhan.core.model import Change, Rejected
from nhan.core.operations.overlap import shown
from nhan.core.outcome import Outcome
from nhan.core.readable import Unreadable
from nhan.gui.adjudication.deciding import DecidingKeys
from nhan.gui.adjudication.stops import OpenStops
from nhan.gui.context import Context
from nhan.gui.jobs import Job, JobProgress


class SameStops(QObject):
    """Asks with the notice, which opens no dialog; the same key again says yes."""

    def __init__(self, context: Context, stops: OpenStops, deciding: DecidingKeys) -> None:
        super().__init__(context.window)
        self._context, self._bridge, self._stops, self._deciding = context, context.bridge, stops, deciding
        self._wanted: SameDecision | None = None  # what is counted or asked
        self._counting: Job | None = None
        self._yes: Callable[[], object] | None = None  # what the question asks for
        context.bridge.article_shown.connect(self.forget)
        context.events.taken_back.connect(self.forget)

    def _here(self) -> SameDecision | None:
        """What is drawn at the ring, in view."""
        draft = self._stops.draft
        if draft.stop is None or not draft.is_here:
            return None
        return SameDecision.of(self._context.view.text, draft.stop, draft.places)

    def in_article(self) -> bool:
        """What is drawn stands at each such stop of the article: one step of undo."""
        wanted, document = self._here(), self._bridge.document
        if wanted is None or document is None:
            return False
        if not self._stops.draft.is_in_view:
            self._stops.draft.come_back()
            return True
        decision = self._bridge.session.decision(ADJUDICATE)
        answer = decide_same(document, self._bridge.labels, self._stops.spans, wanted, decision)
        if self._bridge.commit(answer if isinstance(answer, Rejected) else answer.change):
            self._tell(0 if isinstance(answer, Rejected) else answer.count, 1)
            self._deciding.go_on()
        return True

    def everywhere(self) -> bool:
        """The same in all articles, once it is counted and somebody has said yes."""
        wanted = self._here()
        if wanted is None:
            return False
        if not self._stops.draft.is_in_view:
            self._stops.draft.come_back()
        elif self._wanted == wanted and self._is_asked():
            self._context.notice.act()
        elif self._wanted != wanted or self._counting is None:
            self.forget()
            self._count(wanted)
        return True

    def forget(self) -> bool:
        """The curator goes elsewhere: the question falls."""
        if self._counting is not None:
            self._counting.stop()
            self._context.notice.dismiss_if(self._counting_words())
        if self._is_asked():
            self._context.notice.dismiss()
        self._wanted = self._yes = self._counting = None
        return False

    def _is_asked(self) -> bool:
        return self._yes is not None and self._context.notice.asks_for(self._yes)

    def _counting_words(self) -> str:
        words = shown(self._wanted.likeness.words) if self._wanted else ""
        return self._context.language.say(Message("window.counting", {"text": words}))

    def _count(self, wanted: SameDecision) -> None:
        """Nothing is decided before the yes."""
        session, work = self._bridge.session, self._stops.work
        assert work is not None, "a stop is shown"
        self._wanted = wanted
        snapshot, decision, passed = session.snapshot(), session.decision(ADJUDICATE), list[Unreadable]()

        def counted(found: DecidedEverywhere | Rejected) -> None:
            if self._wanted is not wanted:
                return
            self._counting = None
            self._context.notice.dismiss_if(self._counting_words())
            self._bridge.name_passed_over(passed)
            self._stops.name_passed_over()
            if isinstance(found, Rejected):
                self._wanted = None
                self._bridge.commit(found)
            else:
                self._ask(found)

        def refused(message: Message) -> None:
            if self._wanted is wanted:
                self.forget()
                self._context.fail(message)

        def count(progress: JobProgress) -> DecidedEverywhere | Rejected:
            return decide_everywhere(snapshot, work, wanted, decision, passed.append, progress.step)

        self._context.notice.say(self._counting_words(), picture="find")
        title = QCoreApplication.translate("Jobs", "Looking through all articles")
        job = self._context.run(title, count, counted, len(snapshot.ids), refused)
        if self._wanted is wanted and self._yes is None and job in self._context.jobs.running:
            self._counting = job

    def _ask(self, found: DecidedEverywhere) -> None:
        assert self._wanted is not None
        self._yes = partial(self._make, found)
        articles = len(found.worked_out.change.edits)
        fields = {"count": found.count, "articles": articles, "text": shown(self._wanted.likeness.words)}
        words, yes = Message("window.confirm_adjudicate", fields), QCoreApplication.translate("MainWindow", "Yes")
        self._context.notice.say(self._context.language.say(words), yes, self._yes, "find")

    def _make(self, found: DecidedEverywhere) -> None:
        document = self._bridge.document

        def made(outcome: Outcome) -> None:
            """What refused it has said so. Who has gone elsewhere meanwhile stays there."""
            if isinstance(outcome, Change):
                self._tell(found.count, len(outcome.edits))
                if self._bridge.document is document:
                    self._deciding.go_on()

        self._wanted = self._yes = None
        self._bridge.commit_worked_out(found.worked_out, made)

    def _tell(self, count: int, articles: int) -> None:
        self._context.say(Message("window.adjudicated_same", {"count": count, "articles": articles}))
