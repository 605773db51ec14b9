"""Releases in the window: a dialog asks, a job makes it, and what came of it is said."""

from PySide6.QtCore import QObject

from nhan.core.messages import Message, NhanError
from nhan.core.people.aliases import read_key
from nhan.core.people.whose import gold_of, workers
from nhan.core.releases.making import MadeRelease, ReleaseOptions, make_release, releases
from nhan.core.releases.split import Split
from nhan.core.withheld import refuse_as_a_whole
from nhan.gui.context import Context, Feature
from nhan.gui.jobs import JobProgress
from nhan.gui.questions.asked import asked
from nhan.gui.releases.dialog import ReleaseDialog


class Releases(QObject):
    """Asks, has the release made beside the window, and says what came of it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context

    def ask(self) -> None:
        """Show the dialog; on a yes make the release."""
        context, project = self._context, self._context.bridge.session.project
        there = workers(project)
        try:
            gold = gold_of(project).id
        except NhanError:
            gold = context.bridge.session.annotator
        taken = [folder.name for folder in releases(project)]
        dialog = ReleaseDialog(project.name, there, gold, taken, context.language, context.window)
        if not asked(dialog):
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

    def _made(self, made: MadeRelease) -> None:
        counts = {split.value: made.manifest.count(split) for split in Split}
        spans, articles = made.manifest.labels_of().total(), len(made.manifest.articles)
        fields = {"folder": str(made.folder), "articles": articles, "spans": spans, **counts}
        lost = [Message("release.lost", {"name": name, "count": count}) for name, count in made.lost.items()]
        if made.not_done:
            lost.insert(0, Message("release.not_done", {"count": made.not_done}))
        say = self._context.language.say
        self._context.notice.say(say(Message("release.done", fields)), details=list(map(say, lost)))


def attach(context: Context) -> Feature:
    return Feature(handlers={"make_release": Releases(context).ask})
