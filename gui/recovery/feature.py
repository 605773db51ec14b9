"""Damage in the window: found when a project is opened or an article is wanted, and put right after a yes."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import assert_never

import msgspec
from PySide6.QtCore import QObject, QTimer

from nhan.core.damage.recovery import RecoveryReport, recover
from nhan.core.damage.survey import LEFT_ALONE, Survey, survey, survey_article, survey_missing
from nhan.core.damage.traces import edits_behind_damage, missing_records
from nhan.core.messages import Message
from nhan.core.readable import Unreadable
from nhan.core.session import Session
from nhan.gui.context import Context, Feature
from nhan.gui.jobs import Err, JobProgress, Ok
from nhan.gui.recovery.dialog import RecoveryDialog
from nhan.gui.recovery.words import findings

AGAIN = 100  # ms until it is tried again to write what could not be written, because a file was being saved


class Traces(msgspec.Struct, frozen=True):
    """What journals know and records do not."""

    missing: Mapping[str, Message]
    behind: Sequence[Message]


class Recovery(QObject):
    """Looks, says, asks and writes, for one's own work only."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._closing = False
        self._dialog: RecoveryDialog | None = None
        context.bridge.unreadable.connect(self._unreadable)
        context.events.closing.connect(self._close)
        if self._session.read_only is None:
            QTimer.singleShot(0, self, self._look_for_traces)

    @property
    def _session(self) -> Session:
        return self._context.bridge.session

    def _close(self) -> None:
        self._closing = True

    # -- when a project is opened -------------------------------------------------------------------------------

    def _look_for_traces(self) -> None:
        """Beside the window: all journals are read for it."""
        project, annotator = self._session.project, self._session.annotator

        def look(progress: JobProgress) -> Traces:
            behind = [each.message for each in edits_behind_damage(project, annotator, progress.step)]
            return Traces(missing_records(project, annotator, progress.step), behind)

        # A journal that cannot be read at all is no news: the project would not be open.
        self._context.run(self.tr("Comparing journals and articles"), look, self._take_traces, refused=lambda _: None)

    def _take_traces(self, found: Traces) -> None:
        self._leave_out(found.missing)
        self._say([*found.missing.values(), *found.behind])

    def _leave_out(self, missing: Mapping[str, Message]) -> None:
        """Nobody is given these as if they were untouched. One that was, before this was known, is asked about."""
        session, project, annotator = self._session, self._session.project, self._session.annotator
        begun = {
            name
            for name in missing
            if name in session.unsaved or project.disk.exists(project.record_path(name, annotator))
        }
        others = {name: message for name, message in missing.items() if name not in begun}
        project.leave_out(annotator, others)
        session.read_again(others)
        for name, message in others.items():
            self._context.order.mark(Unreadable(name, message))
        if begun or session.shown in missing:
            title = self.tr("Looking at what is left of the article")
            wanted = session.shown if session.shown in missing else ""
            self._context.run(
                title, lambda _: survey_missing(project, annotator, missing), partial(self._show, wanted=wanted)
            )

    def _say(self, new: Sequence[Message]) -> None:
        """All that is damaged in one sentence, with a button."""
        context = self._context
        problems = [each for each in context.order.problems() if each.key not in LEFT_ALONE]
        known = [*self._session.journals.faults, *problems]
        found = list({message.key + str(message.fields): message for message in (*known, *new)}.values())
        if not found or self._closing:
            return
        first = context.language.say(found[0])
        more = Message("session.damaged", {"first": first, "more": len(found) - 1})
        context.notice.say(context.language.say(more) if len(found) > 1 else first, self.tr("Recover…"), self.look)

    # -- when an article is wanted ------------------------------------------------------------------------------

    def _unreadable(self, article: Unreadable) -> None:
        if self._session.read_only is not None:
            return
        project, annotator = self._session.project, self._session.annotator

        def look(_: JobProgress) -> Survey:
            found = survey_article(project, annotator, article.article, article.message)
            return Survey(annotator, (found,) if found is not None else ())

        title = self.tr("Looking at what is left of the article")
        self._context.run(title, look, partial(self._show, wanted=article.article))

    # -- when somebody asks -------------------------------------------------------------------------------------

    def look(self) -> None:
        """Look through all of one's work, and say what is damaged."""
        project, annotator = self._session.project, self._session.annotator
        title = self.tr("Looking for damage")
        self._context.run(title, lambda progress: survey(project, annotator, progress.step), self._show)

    def _show(self, found: Survey, wanted: str = "") -> None:
        """The dialog. ``wanted``: the article to be shown once it can be; "" where the question was for all."""
        said = findings(found, self._session.project, self._context.language)
        if self._closing or self._dialog is not None:
            return
        if not said:
            if not wanted:
                self._context.say(Message("window.nothing_damaged"))
            return
        count = len(found.to_write)
        can = self._session.read_only is None and bool(count or found.to_keep)
        question = (
            self.tr("The damaged files are copied to quarantine first; nothing is deleted.")
            if can
            else self.tr("Nothing of this can be put right here.")
        )
        agree = (self.tr("Rebuild %n articles", "", count) if count else self.tr("Copy to quarantine")) if can else ""
        dialog = RecoveryDialog(question, said, agree, self._context.window)
        dialog.accepted.connect(partial(self._write, found, wanted))
        dialog.finished.connect(self._asked)
        self._dialog = dialog
        dialog.open()

    def _asked(self) -> None:
        self._dialog = None

    def _write(self, found: Survey, wanted: str) -> None:
        project, bridge = self._session.project, self._context.bridge
        begun = bridge.files.rewrite(
            self.tr("Rebuilding articles"), lambda _: recover(project, found), partial(self._written, found, wanted)
        )
        if not begun:
            QTimer.singleShot(AGAIN, self, partial(self._write, found, wanted))

    def _written(self, found: Survey, wanted: str, result: Ok[RecoveryReport] | Err) -> None:
        context = self._context
        rebuilt = [article.article for article, _ in found.to_write]
        self._session.read_again(rebuilt)
        match result:
            case Ok(report):
                for name in rebuilt:
                    context.order.unmark(name)
                context.order.refresh(rebuilt)
                context.notice.dismiss()
                fields = {"rebuilt": len(report.rebuilt), "copies": len(report.copies)}
                self._show_again(wanted, rebuilt)
                context.say(Message("window.recovered", fields))
            case Err(message):
                context.fail(message)
            case _:
                assert_never(result)

    def _show_again(self, wanted: str, rebuilt: Sequence[str]) -> None:
        bridge = self._context.bridge
        shown = bridge.document.id if bridge.document is not None else ""
        if shown in rebuilt:
            bridge.show_again()
        if wanted in rebuilt and not self._closing:
            self._context.show_article(wanted)


def attach(context: Context) -> Feature:
    recovery = Recovery(context)
    return Feature(handlers={"recover": recovery.look})
