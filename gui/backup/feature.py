"""Back up now, restore, and the daily backup. Each calls what the command line calls, beside the window."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar, assert_never

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from nhan.core.backup.backups import Backup, Backups, Report
from nhan.core.backup.contents import Counts
from nhan.core.backup.restore import (
    ReadyRestore,
    Restored,
    counts_now,
    is_unsettled,
    make_ready,
    restore_to,
    settle,
    take_place,
)
from nhan.core.messages import Message
from nhan.core.store.disk import Disk
from nhan.gui.backup.daily import Daily
from nhan.gui.backup.restore_dialog import RestoreDialog, Target, shown_date
from nhan.gui.context import Context, Feature
from nhan.gui.jobs import STOPPED, JobProgress
from nhan.gui.questions.asked import asked
from nhan.gui.settings import AUTO_BACKUP, BACKUP_FOLDER

T = TypeVar("T")


def clock() -> datetime:
    return datetime.now(UTC)


class BackupKeeper(QObject):
    """Makes backups of the open project, and restores from them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._disk = Disk()
        self._folder = context.bridge.session.project.folder
        self._can_write = context.bridge.session.read_only is None
        self._running = False
        self.daily: Daily | None = None
        if self._can_write:
            self.daily = Daily(self._is_due, self._make_daily, self)
            context.events.closing.connect(self.daily.stop)

    @property
    def _backups(self) -> Backups:
        chosen = self._context.settings.get(BACKUP_FOLDER)
        return Backups(self._disk, self._folder, Path(chosen) if chosen else None)

    # -- making them ----------------------------------------------------------------------------------------------

    def back_up(self) -> None:
        """Make one now."""
        self._start(
            self.tr("Backing up"),
            lambda progress: self._backups.make(clock(), progress.step),
            self._made,
            self._refused,
        )

    def _is_due(self, now: datetime) -> bool:
        return not self._running and (is_unsettled(self._disk, self._folder) or self._wants_one(now))

    def _wants_one(self, now: datetime) -> bool:
        return self._context.settings.get(AUTO_BACKUP) and self._backups.is_due(now)

    def _make_daily(self) -> None:
        wanted = self._wants_one(clock())

        def work(progress: JobProgress) -> Report | None:
            settle(self._disk, self._backups, clock())
            return self._backups.make_if_new(clock(), progress.step) if wanted else None

        self._start(self.tr("Backing up"), work, self._made_daily, self._daily_refused)

    def _made(self, report: Report) -> None:
        made = report.backup
        fields = {"articles": made.articles, "spans": made.spans, "folder": str(made.path.parent)}
        self._context.say(Message("window.backed_up", fields))
        self._context.bridge.name(report.left_out)

    def _made_daily(self, report: Report | None) -> None:
        if report is not None:
            self._context.bridge.name(report.left_out)

    def _refused(self, why: Message) -> None:
        self._context.fail(why)

    def _daily_refused(self, why: Message) -> None:
        if self.daily is not None:
            self.daily.fail()
        self._context.fail(Message("window.no_backup", {"reason": why}))

    # -- and back -------------------------------------------------------------------------------------------------

    def restore(self) -> None:
        """Ask which backup and where to, once they have been looked through."""

        def work(_: JobProgress) -> tuple[list[Backup], Counts]:
            return self._backups.list(), counts_now(self._disk, self._folder)

        self._start(self.tr("Looking for backups"), work, self._ask, self._refused)

    def _ask(self, found: tuple[list[Backup], Counts]) -> None:
        backups, now = found
        dialog = RestoreDialog(backups, now, self._can_write, self._context.language, self._context.window)
        meant = asked(dialog)
        backup, target = dialog.backup, dialog.target
        if not meant or backup is None:
            return
        match target:
            case Target.NEW_FOLDER:
                title = self.tr("Put the restored project into")
                chosen = QFileDialog.getExistingDirectory(self._context.window, title, str(self._folder.parent))
                if chosen:
                    self.restore_beside(backup, Path(chosen))
            case Target.PROJECT:
                if self._is_meant(backup, now):
                    self.restore_here(backup)
            case _:
                assert_never(target)

    def _is_meant(self, backup: Backup, now: Counts) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Restore from a backup"), "", parent=self._context.window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(
            self.tr("Replace what everybody made in this project by the backup of {date}?").format(
                date=shown_date(backup)
            )
        )
        box.setInformativeText(
            self.tr(
                "Now: {articles} articles, {spans} confirmed spans.\nAfterwards: {then} articles, {left} confirmed "
                "spans.\nWhat is there now is backed up first."
            ).format(articles=now.articles, spans=now.spans, then=backup.articles, left=backup.spans)
        )
        yes = box.addButton(self.tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        asked(box)
        return box.clickedButton() is yes

    def restore_beside(self, backup: Backup, parent: Path) -> None:
        """Into a new folder in ``parent``, with a button that opens it."""
        name = f"{self._folder.name}-{backup.made_at.astimezone():%Y%m%d-%H%M}"
        folder, number = parent / name, 1
        while folder.exists():
            number += 1
            folder = parent / f"{name}-{number}"

        def work(progress: JobProgress) -> Restored:
            return restore_to(self._disk, backup.path, folder, progress.step)

        self._start(self.tr("Restoring"), work, self._restored_beside, self._refused)

    def _restored_beside(self, restored: Restored) -> None:
        open_it = partial(self._context.open_project, restored.folder)
        words = self._context.language.say(_told(restored, "window.restored", "window.restored_without"))
        self._context.notice.say(words, self.tr("Open it"), open_it, picture="done", details=restored.missing)

    def restore_here(self, backup: Backup) -> None:
        """Into this project. Nothing can be edited until it is done: it would be replaced, too."""

        def work(progress: JobProgress) -> ReadyRestore:
            return make_ready(self._disk, backup.path, self._backups, clock(), progress.step)

        def ready(result: ReadyRestore) -> None:
            self._let_edit(True)
            self._context.exchange(partial(self._exchange, result))

        def refused(why: Message) -> None:
            self._let_edit(True)
            self._refused(why)

        self._let_edit(False)
        if not self._start(self.tr("Restoring"), work, ready, refused):
            self._let_edit(True)

    def _let_edit(self, may: bool) -> None:
        self._context.window.setEnabled(may)
        if may:
            self._context.view.setFocus()  # which a window loses that is switched off

    def _exchange(self, ready: ReadyRestore) -> Message:
        """While no window has the project open."""
        return _told(take_place(self._disk, ready), "window.restored_here", "window.restored_here_without")

    def _start(
        self,
        title: str,
        work: Callable[[JobProgress], T],
        then: Callable[[T], object],
        refused: Callable[[Message], object],
    ) -> bool:
        """One at a time. Returns whether it has begun."""
        if self._running:
            self._context.fail(Message("window.job_running", {"job": title}))
            return False

        def ended(value: T) -> None:
            self._running = False
            then(value)

        def failed(message: Message) -> None:
            self._running = False
            if message == STOPPED:
                self._let_edit(True)
            else:
                refused(message)

        self._running = True
        self._context.run(title, work, ended, refused=failed)
        return True


def _told(restored: Restored, whole: str, part: str) -> Message:
    fields = {"folder": str(restored.folder), "date": shown_date(restored.backup), "count": len(restored.missing)}
    return Message(part if restored.missing else whole, fields)


def attach(context: Context) -> Feature:
    keeper = BackupKeeper(context)
    return Feature(handlers={"back_up": keeper.back_up, "restore": keeper.restore})
