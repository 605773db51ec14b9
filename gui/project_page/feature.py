"""The project's page in the window: counted beside it, shown in a dialog, saved as HTML."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from nhan.core.messages import Message, NhanError
from nhan.core.report.figures import Figures, figures
from nhan.core.report.page import save_page
from nhan.core.report.plots import plots
from nhan.gui.context import Context, Feature
from nhan.gui.jobs import STOPPED
from nhan.gui.project_page.dialog import ProjectPage
from nhan.gui.questions.asked import asked


class PageOfProject(QObject):
    """Opens the dialog, and does for it what is slow."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context

    def open(self) -> None:
        """Show the dialog; its plots come once all articles were looked at."""
        context, language = self._context, self._context.language
        snapshot = context.bridge.session.snapshot()
        dialog = ProjectPage(snapshot.project.name, context.window)
        found: list[Figures] = []
        looking = True

        def counted(value: Figures) -> None:
            if looking:
                found.append(value)
                dialog.show_plots(plots(value, language.name))

        def refused(message: Message) -> None:
            if looking:
                dialog.say(language.say(message))
            elif message != STOPPED:
                context.fail(message)

        def save() -> None:
            start = f"{snapshot.project.folder.name}.html"
            chosen, _ = QFileDialog.getSaveFileName(dialog, self.tr("Save as a page"), start, "HTML (*.html)")
            if chosen and found:
                self._save(dialog, Path(chosen), found[0])

        job = context.run(
            self.tr("Counting"), lambda progress: figures(snapshot, progress.step), counted, len(snapshot.ids), refused
        )
        dialog.save_wanted.connect(save)
        asked(dialog)
        looking = False
        job.stop()

    def _save(self, dialog: ProjectPage, path: Path, value: Figures) -> None:
        try:
            save_page(
                path, value, self._context.language.name, self._context.bridge.session.project.folder
            )  # a few kilobytes
        except NhanError as error:
            dialog.say(self._context.language.say(error.message))
        except OSError as error:
            fields = {"file": str(path), "reason": error.strerror or str(error)}
            dialog.say(self._context.language.say(Message("formats.unwritable", fields)))
        else:
            dialog.say(self._context.language.say(Message("cli.report.done", {"file": str(path)})))


def attach(context: Context) -> Feature:
    return Feature(handlers={"project_page": PageOfProject(context).open})
