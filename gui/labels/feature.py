"""Labels in the window: the dialog that changes them, and what is said once they are others."""

from typing import assert_never

from PySide6.QtCore import QObject

from nhan.core.corpus_change import WorkedOut, delete_label_everywhere
from nhan.core.curation.breaches import breaches
from nhan.core.curation.usage import Usage, label_usage
from nhan.core.labels import LabelSet
from nhan.core.messages import Message
from nhan.core.model import Change, Rejected
from nhan.core.readable import Unreadable
from nhan.gui.context import Context, Feature
from nhan.gui.jobs import STOPPED, Err, JobProgress, Ok
from nhan.gui.labels.dialog import LabelsDialog, What


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
        snapshot = session.snapshot()
        dialog = LabelsDialog(self._context.bridge.labels, self._context.language, chosen, self._context.window)
        asking = True

        def counted(result: Ok[dict[str, list[Usage]]] | Err) -> None:
            match result:
                case Ok(usage) if asking:
                    dialog.show_usage(usage)
                case Ok():
                    pass  # nobody asks any more
                case Err(message):
                    if message != STOPPED:
                        self._context.fail(message)
                case never:
                    assert_never(never)

        job = self._context.jobs.run(
            self.tr("Counting spans"),
            lambda progress: label_usage(snapshot, progress.step),
            counted,
            len(snapshot.ids),
        )
        jobs = [job]

        def count(labels: LabelSet) -> None:
            """What a policy that somebody thinks of would forbid."""

            def found(result: Ok[list[Usage]] | Err) -> None:
                match result:
                    case Ok(usages) if asking:
                        dialog.show_breaches(labels, usages)
                    case Ok():
                        pass
                    case Err(message):
                        if message != STOPPED:
                            self._context.fail(message)
                    case never:
                        assert_never(never)

            title = self.tr("Counting spans")
            work = self._context.jobs.run(title, lambda progress: breaches(snapshot, labels, progress.step), found)
            jobs.append(work)

        dialog.breaches_wanted.connect(count)
        accepted = dialog.exec()
        asking = False
        for each in jobs:
            each.stop()
        if accepted:
            self._change(dialog)
        dialog.deleteLater()

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

        def found(result: Ok[WorkedOut | Change | Rejected] | Err) -> None:
            match result:
                case Ok(WorkedOut() as worked_out):
                    bridge.name_passed_over(passed)
                    bridge.commit_worked_out(worked_out)
                case Ok(answer):
                    assert not isinstance(answer, WorkedOut)
                    bridge.commit(answer)
                case Err(message):
                    self._context.fail(message)
                case never:
                    assert_never(never)

        self._context.jobs.run(self.tr("Deleting the label"), work, found, len(snapshot.ids))

    def _changed(self, change: Change) -> None:
        if change.project is not None and change.project.now is not None:
            names = ", ".join(label.name for label in change.project.now.labels)
            self._context.rebuild(Message("window.labels_are", {"labels": names}))


def attach(context: Context) -> Feature:
    labels = Labels(context)
    return Feature(handlers={"labels": labels.ask})
