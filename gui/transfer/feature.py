"""Import and export. Each calls what the command line calls."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar, assert_never

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from nhan.core.exporting import DamagedError, Export, ExportOptions, ExportReport
from nhan.core.formats.format import Loss
from nhan.core.formats.registry import formats
from nhan.core.importing import ImportOptions, ImportReport, import_files
from nhan.core.messages import Message
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.context import Context, Feature
from nhan.gui.jobs import STOPPED, Err, JobProgress, Ok
from nhan.gui.transfer.export_dialog import ExportDialog

T = TypeVar("T")


class Transfer(QObject):
    """Asks for files, and says what became of them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._running: str | None = None  # the title of what goes on

    @property
    def _project(self) -> Project:
        return self._context.bridge.session.project

    def import_files(self) -> None:
        endings = sorted({ending for each in formats() if each.read for ending in each.extensions})
        kinds = self.tr("Articles ({endings})").format(endings=" ".join(f"*{ending}" for ending in endings))
        title, start = self.tr("Import articles"), str(Path.home())
        chosen, _ = QFileDialog.getOpenFileNames(self._context.window, title, start, kinds)
        if chosen:
            self.bring_in([Path(name) for name in chosen])

    def bring_in(self, paths: list[Path]) -> None:
        """Import files into the open project: all or none of them."""
        project = self._project
        self._start(
            self.tr("Importing"),
            lambda progress: import_files(project, paths, ImportOptions(seen=progress.step)),
            self._imported,
            awaited=True,
        )

    def _imported(self, report: ImportReport) -> None:
        self._context.say(Message("window.imported", {"count": report.articles}))
        self._context.events.articles_added.emit()

    def _start(
        self,
        title: str,
        work: Callable[[JobProgress], T],
        then: Callable[[T], object],
        total: int = 0,
        awaited: bool = False,
    ) -> None:
        """One at a time: what is imported is not half in what is exported."""
        if self._running is not None:
            self._context.fail(Message("window.job_running", {"job": self._running}))
            return

        def ended(result: Ok[T] | Err) -> None:
            self._running = None
            match result:
                case Ok(value):
                    then(value)
                case Err(message) if message == STOPPED:
                    self._context.say(message)
                case Err(message):
                    self._context.fail(message)
                case _:
                    assert_never(result)

        self._running = title
        self._context.jobs.run(title, work, ended, total, awaited=awaited)

    def export(self) -> None:
        dialog = ExportDialog(self._project.folder, self._context.language, self._context.window)
        if dialog.exec():
            self.write_out(dialog.path, dialog.format_name, dialog.done_only, dialog.suggested)

    def write_out(self, path: Path, format_name: str, done_only: bool, suggested: bool, skip_bad: bool = False) -> None:
        """Export the open project; spans that the format cannot hold are counted in words, what cannot be read is
        left out after a yes."""
        lost: list[Loss] = []
        snapshot = self._context.bridge.session.snapshot()

        def write(progress: JobProgress) -> ExportReport | DamagedError:
            options = ExportOptions(
                format_name, done_only, suggested, skip_bad=skip_bad, seen=progress.step, lost=lost.append
            )
            export = Export(snapshot, options)
            try:
                export.to_file(Disk(), path)
            except DamagedError as error:
                return error
            return export.report

        def written(report: ExportReport | DamagedError) -> None:
            if isinstance(report, DamagedError):
                others = partial(self.write_out, path, format_name, done_only, suggested, skip_bad=True)
                words = self._context.language.say(report.message)
                self._context.notice.say(words, self.tr("Export the others"), others)
                return
            fields = {"articles": report.articles, "spans": report.spans, "file": str(path)}
            self._context.say(Message("window.exported", fields))
            self._context.bridge.name(report.skipped)
            if report.disputes:
                self._context.fail(Message("cli.export.disputes", {"count": report.disputes}))
            if lost:
                self._context.fail(Message("window.export_lost", {"count": len(lost), "name": format_name}))

        self._start(self.tr("Exporting"), write, written, len(snapshot.ids))


def attach(context: Context) -> Feature:
    transfer = Transfer(context)
    return Feature(handlers={"import": transfer.import_files, "export": transfer.export})
