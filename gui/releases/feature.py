"""Releases in the window: a dialog asks, a job makes it, and what came of it is said."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from nhan.core.messages import Message, NhanError
from nhan.core.people.aliases import read_key
from nhan.core.people.whose import gold_of, workers
from nhan.core.releases.contents import ReleaseContents, contents
from nhan.core.releases.making import FOLDER, MadeRelease, ReleaseOptions, make_release, releases
from nhan.core.withheld import refuse_as_a_whole
from nhan.gui.context import Context, Feature
from nhan.gui.jobs import STOPPED, Job, JobProgress
from nhan.gui.questions.asked import asked
from nhan.gui.releases.dialog import ReleaseDialog


class Releases(QObject):
    """Asks, has the release made beside the window, and says what came of it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._dialog: ReleaseDialog | None = None  # while it is shown

    def ask(self) -> None:
        """Show the dialog; on a yes make the release."""
        context, project = self._context, self._context.bridge.session.project
        there = workers(project)
        try:
            gold = gold_of(project).id
        except NhanError:
            gold = context.bridge.session.annotator
        taken = [folder.name for folder in releases(project)]
        folder = project.folder / FOLDER
        dialog = ReleaseDialog(project.name, there, gold, taken, folder, context.language, context.window)
        self._dialog = dialog
        counting = self._count([each.id for each in there])
        agreed = asked(dialog)
        self._dialog = None
        counting.stop()
        if not agreed:
            return
        about, by, chosen, measured = dialog.about, dialog.gold, dialog.formats, dialog.with_agreement

        viewer = context.identity.annotator_in(project).id

        def work(progress: JobProgress) -> MadeRelease:
            refuse_as_a_whole(project, viewer, by)
            key = read_key(project.disk)
            options = ReleaseOptions(
                about=about, formats=chosen, by=by, key=key, with_agreement=measured, seen=progress.step
            )
            return make_release(project, options)

        context.run(self.tr("Making the release"), work, self._made)

    def _count(self, golds: list[str]) -> Job:
        """Beside the window: what each one's work has for the release."""
        project = self._context.bridge.session.project

        def counted(found: Mapping[str, ReleaseContents | Message]) -> None:
            if self._dialog is not None:
                self._dialog.show_contents(found)

        def refused(why: Message) -> None:
            if why != STOPPED:
                counted(dict.fromkeys(golds, why))

        def work(progress: JobProgress) -> dict[str, ReleaseContents | Message]:
            return contents(project, golds, progress.step)

        return self._context.run(self.tr("Counting articles"), work, counted, len(golds) * len(project), refused)

    def _made(self, made: MadeRelease) -> None:
        say = self._context.language.say
        details = list(map(say, made.warnings))
        self._context.notice.say(say(made.in_words), picture="done", details=details)


def attach(context: Context) -> Feature:
    return Feature(handlers={"make_release": Releases(context).ask})
