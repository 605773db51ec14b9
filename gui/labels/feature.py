"""Labels in the window: the dialog that changes them, and what is said once they are others."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar, assert_never

from PySide6.QtCore import QCoreApplication, QObject

from nhan.core.corpus_change import WorkedOut, delete_label_everywhere
from nhan.core.curation.breaches import breaches
from nhan.core.curation.usage import label_usage
from nhan.core.labels import LabelSet
from nhan.core.messages import Message
from nhan.core.model import Change, Rejected
from nhan.core.readable import Unreadable
from nhan.core.snapshot import Snapshot
from nhan.gui.context import Context, Feature
from nhan.gui.jobs import Job, JobProgress
from nhan.gui.labels.dialog import LabelsDialog, What
from nhan.gui.questions.asked import asked

T = TypeVar("T")


class _UsageCount:
    """What a dialog asks to be counted, beside the window, until somebody has closed it."""

    def __init__(self, context: Context, snapshot: Snapshot, dialog: LabelsDialog) -> None:
        self._context, self._snapshot, self._dialog = context, snapshot, dialog
        self._is_open, self._jobs = True, list[Job]()
        self._run(lambda progress: label_usage(snapshot, progress.step), dialog.show_usage, len(snapshot.ids))
        dialog.breaches_wanted.connect(self._breaches)

    def _breaches(self, labels: LabelSet) -> None:
        """What a policy that somebody thinks of would forbid."""
        show = partial(self._dialog.show_breaches, labels)
        self._run(lambda progress: breaches(self._snapshot, labels, progress.step), show)

    def _run(self, work: Callable[[JobProgress], T], show: Callable[[T], object], total: int = 0) -> None:
        def counted(found: T) -> None:
            if self._is_open:
                show(found)

        title = QCoreApplication.translate("Labels", "Counting spans")
        self._jobs.append(self._context.run(title, work, counted, total))

    def stop(self) -> None:
        self._is_open = False
        for each in self._jobs:
            each.stop()


class Labels(QObject):
    """Counts, asks, and has the change made; then the window is built again, because everything in it has labels."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        context.bridge.changed.connect(self._changed)
        context.events.labels_wanted.connect(self.ask)

    def ask(self, chosen: str = "") -> None:
        """Show the labels. ``chosen``: the one that somebody has clicked on."""
        session = self._context.bridge.session
        if session.read_only is not None:
            self._context.say(session.read_only)
            return
        dialog = LabelsDialog(
            self._context.bridge.labels, session.project.folder, self._context.language, chosen, self._context.window
        )
        counting = _UsageCount(self._context, session.snapshot(), dialog)
        accepted = asked(dialog)
        counting.stop()
        if accepted:
            self._change(dialog)

    def _change(self, dialog: LabelsDialog) -> None:
        match dialog.what:
            case What.DELETE:
                self._delete(dialog.label)
            case _:
                self._context.bridge.commit(dialog.change)

    def _delete(self, label: str) -> None:
        """Work out, beside the window, what becomes of the annotator's own spans."""
        bridge = self._context.bridge
        snapshot = bridge.session.snapshot()
        passed: list[Unreadable] = []

        def work(progress: JobProgress) -> WorkedOut | Change | Rejected:
            return delete_label_everywhere(snapshot, label, passed.append, progress.step)

        def found(answer: WorkedOut | Change | Rejected) -> None:
            match answer:
                case WorkedOut():
                    bridge.name_passed_over(passed)
                    bridge.commit_worked_out(answer)
                case Change() | Rejected():
                    bridge.commit(answer)
                case never:
                    assert_never(never)

        self._context.run(self.tr("Deleting the label"), work, found, len(snapshot.ids))

    def _changed(self, change: Change) -> None:
        if change.project is not None and change.project.now is not None:
            names = ", ".join(label.name for label in change.project.now.labels)
            self._context.rebuild(Message("window.labels_are", {"labels": names}))


def attach(context: Context) -> Feature:
    labels = Labels(context)
    return Feature(handlers={"labels": labels.ask})
