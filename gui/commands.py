"""The window's commands on whole projects, and its dialogs. Each calls what the command line calls."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QFileDialog, QMenu, QMessageBox

from nhan.core.exporting import Export, ExportOptions
from nhan.core.formats.format import Loss
from nhan.core.formats.registry import formats
from nhan.core.importing import ImportOptions, import_files
from nhan.core.label_files import load_label_set
from nhan.core.messages import Message, NhanError
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.actions import ACTIONS, BY_ID
from nhan.gui.concordance.panel import ConcordancePanel
from nhan.gui.dialogs.export import ExportDialog
from nhan.gui.dialogs.keys import KeySheet
from nhan.gui.dialogs.new_project import NewProjectDialog
from nhan.gui.dialogs.palette import CommandPalette
from nhan.gui.dialogs.preferences import PreferencesDialog
from nhan.gui.dialogs.shortcuts import ShortcutsDialog

if TYPE_CHECKING:
    from nhan.gui.main_window import MainWindow


class Commands(QObject):
    """Belongs to one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._concordance: QDockWidget | None = None
        self._panel: ConcordancePanel | None = None

    @property
    def _project(self) -> Project:
        return self._window.bridge.session.project

    def _say(self, key: str, **fields: object) -> None:
        self._window.say(Message(key, fields))

    def _fail(self, error: NhanError | OSError) -> None:
        language = self._window.language
        self._window.pane.notice.say(language.say(error.message) if isinstance(error, NhanError) else str(error))

    # -- projects -------------------------------------------------------------------------------------------------

    def new_project(self) -> None:
        dialog = NewProjectDialog(self._window.language.name, self._window)
        if not dialog.exec():
            return
        try:
            Project.create(Disk(), dialog.folder, load_label_set(dialog.labels), dialog.folder.name)
        except (NhanError, OSError) as error:
            self._fail(error)
        else:
            self._window.project_wanted.emit(dialog.folder)

    def open_project(self) -> None:
        start = str(self._project.folder.parent)
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("Open a project folder"), start)
        if chosen:
            self._window.project_wanted.emit(Path(chosen))

    def fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for folder in self._window.settings.get("recent_projects"):
            # An ampersand in a folder's name is no mnemonic.
            menu.addAction(folder.replace("&", "&&"), partial(self._window.project_wanted.emit, Path(folder)))

    # -- articles in and out --------------------------------------------------------------------------------------

    def import_files(self) -> None:
        endings = sorted({ending for each in formats() if each.read for ending in each.extensions})
        kinds = self.tr("Articles ({endings})").format(endings=" ".join(f"*{ending}" for ending in endings))
        chosen, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Import articles"), str(Path.home()), kinds)
        if chosen:
            self.bring_in([Path(name) for name in chosen])

    def bring_in(self, paths: list[Path]) -> None:
        """Import files into the open project: all or none of them."""
        try:
            report = import_files(self._project, paths, ImportOptions())
        except (NhanError, OSError) as error:
            self._fail(error)
            return
        self._window.queue.show_project(self._window.bridge.session)
        self._window.learning.look_again()
        self._window.gathering.look_again()
        self._say("window.imported", count=report.articles)
        if self._window.bridge.document is None:
            self._window.open_first()

    def export(self) -> None:
        dialog = ExportDialog(self._project.folder, self._window.language, self._window)
        if dialog.exec():
            self.write_out(dialog.path, dialog.format_name, dialog.done_only, dialog.suggested)

    def write_out(self, path: Path, format_name: str, done_only: bool, suggested: bool) -> None:
        """Export the open project; spans that the format cannot hold are counted in words."""
        lost: list[Loss] = []
        self._window.bridge.save_all()
        options = ExportOptions(format_name=format_name, done_only=done_only, suggested=suggested, lost=lost.append)
        try:
            export = Export(self._window.bridge.session.snapshot(), options)
            export.to_file(Disk(), path)
        except (NhanError, OSError) as error:
            self._fail(error)
            return
        self._say("window.exported", articles=export.report.articles, spans=export.report.spans, file=str(path))
        if lost:
            self._window.pane.notice.say(
                self._window.language.say(Message("window.export_lost", {"count": len(lost), "name": format_name}))
            )

    def suggest_all(self) -> None:
        """Suggest for every article without suggestions; they come in while one goes on working."""
        names = list(self._project.unsuggested())
        self._window.suggesting.want_all(names)
        self._say("window.suggest_all", count=len(names))

    # -- finding --------------------------------------------------------------------------------------------------

    def find_corpus(self) -> None:
        if self._concordance is None:
            panel = ConcordancePanel(self._window.bridge, self._window.language)
            dock = QDockWidget(self.tr("Find in all articles"), self._window)
            dock.setObjectName("concordance")
            dock.setWidget(panel)
            self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
            close = QShortcut(QKeySequence(Qt.Key.Key_Escape), dock, self.hide_concordance)
            close.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            panel.chosen.connect(self._go_to)
            panel.said.connect(self._window.say)
            self._concordance, self._panel = dock, panel
        self._concordance.show()
        assert self._panel is not None
        view = self._window.view
        span = view.span(view.active) if view.active else None
        chosen = view.selection or ((span.start, span.end) if span else None)
        self._panel.enter(view.text[slice(*chosen)] if chosen else "")

    @property
    def concordance(self) -> ConcordancePanel | None:
        """The panel, once it has been asked for."""
        return self._panel

    def hide_concordance(self) -> None:
        """And the keyboard back to the article."""
        if self._concordance is not None:
            self._concordance.hide()
            self._window.view.setFocus()

    def _go_to(self, article: str, start: int, end: int) -> None:
        view = self._window.view
        self._window.show_article(article)
        view.set_selection(start, end)
        view.reveal(start, steady=True)
        document = self._window.bridge.document
        exact = [s for s in document.overlapping(start, end) if (s.start, s.end) == (start, end)] if document else []
        if exact and view.span(exact[0].id):
            view.set_active(exact[0].id)

    # -- dialogs --------------------------------------------------------------------------------------------------

    def preferences(self) -> None:
        PreferencesDialog(self._window.settings, self._window).exec()

    def key_sheet(self) -> None:
        sheet = KeySheet(self._window.settings.get("shortcuts"), self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.show()

    def palette(self) -> None:
        actions = [self._window.actions_by_id[spec.id] for spec in ACTIONS if spec.id != "palette"]
        CommandPalette([action for action in actions if action.isEnabled()], self._window).exec()

    def shortcuts(self) -> None:
        dialog = ShortcutsDialog(self._window.settings.get("shortcuts"), self._window)
        if dialog.exec():
            self._window.settings.set("shortcuts", dialog.changed)

    def about(self) -> None:
        from importlib.metadata import version

        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(BY_ID["about"].text)
        box.setText(f"Nhãn {version('nhan')}")
        box.setInformativeText(self.tr("Correct pre-annotated spans in Vietnamese articles. Apache-2.0."))
        box.exec()
