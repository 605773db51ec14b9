"""Import and export. Each calls what the command line calls."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from nhan.core.exporting import DamagedError, Export, ExportOptions
from nhan.core.formats.format import Loss
from nhan.core.formats.registry import formats
from nhan.core.importing import ImportOptions, import_files
from nhan.core.messages import Message, NhanError
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.context import Context, Feature
from nhan.gui.transfer.export_dialog import ExportDialog


class Transfer(QObject):
    """Asks for files, and says what became of them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context

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
        try:
            report = import_files(self._project, paths, ImportOptions())
        except (NhanError, OSError) as error:
            self._context.fail(error)
            return
        self._context.say(Message("window.imported", {"count": report.articles}))
        self._context.events.articles_added.emit()

    def export(self) -> None:
        dialog = ExportDialog(self._project.folder, self._context.language, self._context.window)
        if dialog.exec():
            self.write_out(dialog.path, dialog.format_name, dialog.done_only, dialog.suggested)

    def write_out(self, path: Path, format_name: str, done_only: bool, suggested: bool, skip_bad: bool = False) -> None:
        """Export the open project; spans that the format cannot hold are counted in words, what cannot be read is
        left out after a yes."""
        lost: list[Loss] = []
        self._context.bridge.save_all()
        options = ExportOptions(
            format_name=format_name, done_only=done_only, suggested=suggested, skip_bad=skip_bad, lost=lost.append
        )
        try:
            export = Export(self._context.bridge.session, options)
            export.to_file(Disk(), path)
        except DamagedError as error:
            others = partial(self.write_out, path, format_name, done_only, suggested, skip_bad=True)
            words = self._context.language.say(error.message)
            self._context.notice.say(words, self.tr("Export the others"), others)
            return
        except (NhanError, OSError) as error:
            self._context.fail(error)
            return
        fields = {"articles": export.report.articles, "spans": export.report.spans, "file": str(path)}
        self._context.say(Message("window.exported", fields))
        self._context.bridge.name(export.report.skipped)
        if lost:
            self._context.fail(Message("window.export_lost", {"count": len(lost), "name": format_name}))


def attach(context: Context) -> Feature:
    transfer = Transfer(context)
    return Feature(handlers={"import": transfer.import_files, "export": transfer.export})
