"""What the dialog shows, worked out beside the window: only what was asked for last counts."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from nhan.core.agreement.advice import SharedAdvice, shared_advice
from nhan.core.agreement.choice import AgreementChoice, chosen
from nhan.core.agreement.compare import compare
from nhan.core.curation.dealing import Dealer, Plan
from nhan.core.messages import Message
from nhan.core.people.whose import known_as, people
from nhan.gui.assignments.dialog import AssignDialog, Wish
from nhan.gui.context import Context
from nhan.gui.jobs import Job, JobProgress


class Planning(QObject):
    """Works for one dialog until ``stop``."""

    def __init__(self, context: Context, dialog: AssignDialog) -> None:
        super().__init__(context.window)
        self._context, self._dialog = context, dialog
        self._dealer: Dealer | None = None
        self._running = self._over = False
        self._job: Job | None = None
        self._advising: Job | None = None
        dialog.wanted.connect(self._plan)

    def begin(self) -> None:
        """Work out what is asked for at first, and what the agreement so far advises."""
        self._plan()
        self._advise()

    def stop(self) -> None:
        self._over = True
        for job in (self._job, self._advising):
            if job is not None:
                job.stop()
        self.deleteLater()

    def _plan(self) -> None:
        """One at a time: what is asked for meanwhile is worked out after it."""
        if self._running or self._over:
            return
        self._running = True
        dialog, project = self._dialog, self._context.bridge.session.project
        wish = dialog.wish

        def work(_: JobProgress) -> tuple[Dealer, Plan]:
            dealer = self._dealer or Dealer(project)
            return dealer, dealer.deal(wish.people, wish.overlap, wish.first)

        done, refused = partial(self._show, wish), partial(self._refuse, wish)
        self._job = self._context.run(self.tr("Working out who gets how much"), work, done, refused=refused)

    def _show(self, asked: Wish, found: tuple[Dealer, Plan]) -> None:
        dealer, plan = found
        self._dealer = dealer
        self._ended(asked, lambda: self._dialog.show_plan(plan, self._names()))

    def _refuse(self, asked: Wish, message: Message) -> None:
        self._ended(asked, lambda: self._dialog.show_refusal(self._context.language.say(message)))

    def _ended(self, asked: Wish, show: Callable[[], object]) -> None:
        self._running = False
        if self._over:
            return
        if asked == self._dialog.wish:
            show()
        else:  # what was asked for is not what is wanted now
            self._plan()

    def _names(self) -> dict[str, str]:
        return known_as((*people(self._context.bridge.session.project), *self._dialog.people))

    def _advise(self) -> None:
        snapshot, identity = self._context.bridge.session.snapshot(), self._context.identity
        viewer = identity.annotator_in(snapshot.project).id

        def work(progress: JobProgress) -> SharedAdvice:
            who = chosen(snapshot, AgreementChoice(), identity.person, viewer=viewer)
            return shared_advice(compare(snapshot.project, who.sides, who.pairs, seen=progress.step).plain)

        title_ = self.tr("Comparing people's work")
        self._advising = self._context.run(title_, work, self._take_advice, len(snapshot.ids), lambda _: None)

    def _take_advice(self, found: SharedAdvice) -> None:
        if found.articles and not self._over:
            self._dialog.say_advice(" ".join(map(self._context.language.say, found.in_words)))
