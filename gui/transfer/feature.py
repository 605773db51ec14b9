"""Import and export. Each calls what the command line calls."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDropEvent

from nhan.core.agreement.sides import person_snapshot
from nhan.core.curation.work_import import WorkReport, import_work
from nhan.core.exporting import DamagedError, Export, ExportOptions, ExportReport
from nhan.core.formats.format import Loss
from nhan.core.formats.registry import find
from nhan.core.importing import ImportOptions, ImportReport, import_files
from nhan.core.messages import Message, NhanError
from nhan.core.model import Rejected
from nhan.core.operations import add_labels
from nhan.core.outcome import Failed
from nhan.core.people.whose import people, workers, writer
from nhan.core.project import Project
from nhan.core.sample import sample_folder
from nhan.core.store.disk import Disk
from nhan.core.store.layout import PROJECT
from nhan.core.store.project_file import Annotator
from nhan.core.withheld import refuse_as_a_whole
from nhan.gui.context import Context, Feature
from nhan.gui.jobs import STOPPED, JobProgress
from nhan.gui.questions.asked import asked
from nhan.gui.settings import EXPORT_FORMATS
from nhan.gui.transfer.dropped import dropped_paths
from nhan.gui.transfer.empty_project import EmptyProject
from nhan.gui.transfer.export_dialog import ExportDialog
from nhan.gui.transfer.import_dialog import ImportDialog
from nhan.gui.widgets.notice import MOST_DETAILS

T = TypeVar("T")
ALL_OR_NOTHING = ImportOptions()


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
        """Ask which files, and what is to become of them; then import them."""
        self.import_these(())

    def import_these(self, paths: Sequence[Path]) -> None:
        """The same with files that were named already."""
        context = self._context
        dialog = ImportDialog(self._project, context.jobs, context.settings, context.language, paths, context.window)
        if not asked(dialog):
            return
        self._remember(*(each.format_name for each in dialog.preview.files if each.good) if dialog.preview else ())
        if dialog.as_work:
            self.take_work(dialog.paths, dialog.options(), dialog.maker.currentText())
        elif self._running is None and dialog.new_labels:
            self.bring_in_with(dialog.new_labels, dialog.paths, dialog.options())
        else:
            self.bring_in(dialog.paths, replace(dialog.options(), add_labels=None))

    def bring_in(self, paths: Sequence[Path], options: ImportOptions = ALL_OR_NOTHING) -> None:
        """Import files into the open project."""
        project = self._project
        self._start(
            self.tr("Importing"),
            lambda progress: import_files(project, paths, replace(options, seen=progress.step)),
            self._imported,
            awaited=True,
        )

    def bring_in_with(self, labels: Sequence[str], paths: Sequence[Path], options: ImportOptions) -> None:
        """The same with labels that the project gets first. What is open here goes on without them until all is in;
        then the window is built again."""
        session = self._context.bridge.session
        answer = add_labels(session.project.labels, labels)
        outcome = answer if isinstance(answer, Rejected) else session.commit(replace(answer, machine=True))
        if isinstance(outcome, Rejected):
            self._context.fail(Message(outcome.reason, outcome.fields))
            return
        if isinstance(outcome, Failed):
            self._context.fail(outcome.message)
            return
        folder, disk = session.project.folder, session.project.disk

        def work(progress: JobProgress) -> ImportReport:
            whole = Project.open(disk, folder)
            return import_files(whole, paths, replace(options, add_labels=None, seen=progress.step))

        # The project has the labels, whatever becomes of the articles: the window is built again in any case.
        again = self._context.rebuild
        self._start(self.tr("Importing"), work, lambda report: again(_came_in(report)), awaited=True, failed=again)

    def _imported(self, report: ImportReport) -> None:
        self._context.say(_came_in(report))
        self._context.events.articles_added.emit()

    def take_work(self, paths: Sequence[Path], options: ImportOptions, name: str) -> None:
        """Take files for somebody's work on articles that are here."""
        project, person = self._project, self._context.identity.person

        def take(progress: JobProgress) -> WorkReport:
            maker = writer(project, name, person)
            if maker.id == self._context.bridge.session.annotator:
                raise NhanError("window.own_work_open")
            return import_work(project, paths, maker, replace(options, seen=progress.step))

        self._start(self.tr("Importing"), take, self._took_work, awaited=True)

    def _took_work(self, report: WorkReport) -> None:
        self._tell([*([report.unsaved] if report.unsaved else []), *report.refused])
        self._context.say(Message("window.took_work", {"count": report.articles, "spans": report.spans}))
        self._context.events.articles_added.emit()

    def _tell(self, messages: Sequence[Message]) -> None:
        """Several sentences at once: another one would take the notice from the first."""
        if messages:
            first, *others = map(self._context.language.say, messages)
            self._context.notice.say(first, details=others[:MOST_DETAILS])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is dropped on the window: a project is opened, all else imported."""
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            paths = dropped_paths(event.mimeData())
            if not paths:
                return False
            event.acceptProposedAction()
            if event.type() is QEvent.Type.Drop:
                QTimer.singleShot(0, partial(self._dropped, paths))  # whoever drags it waits for the event's end
            return True
        return super().eventFilter(watched, event)

    def _dropped(self, paths: list[Path]) -> None:
        if len(paths) == 1 and (paths[0] / PROJECT).exists():
            self._context.open_project(paths[0])
        else:
            self.import_these(paths)

    def _start(
        self,
        title: str,
        work: Callable[[JobProgress], T],
        then: Callable[[T], object],
        total: int = 0,
        awaited: bool = False,
        failed: Callable[[Message], object] | None = None,
    ) -> None:
        """One at a time: what is imported is not half in what is exported. ``failed``: instead of saying why."""
        if self._running is not None:
            self._context.fail(Message("window.job_running", {"job": self._running}))
            return

        def done(value: T) -> None:
            self._running = None
            then(value)

        def refused(message: Message) -> None:
            self._running = None
            if failed is not None:
                failed(message)
            elif message == STOPPED:
                self._context.say(message)
            else:
                self._context.fail(message)

        self._running = title
        self._context.run(title, work, done, total, refused, awaited)

    def export(self) -> None:
        context, session = self._context, self._context.bridge.session
        known = {each.id: each for each in people(self._project)}
        me = known.get(session.annotator, Annotator(session.annotator))
        others = [each for each in workers(self._project) if each.id != me.id]
        last = context.settings.get(EXPORT_FORMATS).get(str(self._project.folder.resolve()), "")
        dialog = ExportDialog(self._project.folder, [me, *others], context.language, context.window, last)
        if asked(dialog):
            self._remember(dialog.format_name)
            self.write_out(dialog.path, dialog.options, dialog.person)

    def _remember(self, *formats: str) -> None:
        """The format that articles came in goes out again, until another one is chosen."""
        found = next((name for name in formats if name and find(name).writable), None)
        if found is not None:
            last, folder = self._context.settings.get(EXPORT_FORMATS), str(self._project.folder.resolve())
            self._context.settings.set(EXPORT_FORMATS, {**last, folder: found})

    def write_out(self, path: Path, options: ExportOptions, person: str = "") -> None:
        """Export the open project, or what somebody else (by id) has made in it; spans that the format cannot hold are
        counted in words, what cannot be read is left out after a yes."""
        lost: list[Loss] = []
        session, project = self._context.bridge.session, self._project
        shown = session.snapshot() if person in ("", session.annotator) else None
        viewer = self._context.identity.annotator_in(project).id

        def write(progress: JobProgress) -> ExportReport | DamagedError:
            refuse_as_a_whole(project, viewer, person or session.annotator)
            snapshot = shown or person_snapshot(project, person)
            export = Export(snapshot, replace(options, seen=progress.step, lost=lost.append))
            try:
                export.to_file(Disk(), path)
            except DamagedError as error:
                return error
            return export.report

        def written(report: ExportReport | DamagedError) -> None:
            if isinstance(report, DamagedError):
                others = partial(self.write_out, path, replace(options, skip_bad=True), person)
                words = self._context.language.say(report.message)
                self._context.notice.say(words, self.tr("Export the others"), others)
                return
            fields = {"articles": report.articles, "spans": report.spans, "file": str(path)}
            self._context.say(Message("window.exported", fields))
            lacking = [*report.skipped]
            if report.undone:
                lacking.append(Message("window.export_undone", {"count": report.undone}))
            if report.unbegun:
                lacking.append(Message("window.export_unbegun", {"count": report.unbegun}))
            if report.waiting:
                lacking.append(Message("window.export_waiting", {"count": report.waiting}))
            if report.disputes:
                lacking.append(Message("cli.export.disputes", {"count": report.disputes}))
            if lost:
                fields = {"count": len(lost), "name": options.format_name}
                lacking.append(Message("window.export_lost", fields))
            self._tell(lacking)

        self._start(self.tr("Exporting"), write, written, len(project))


def _came_in(report: ImportReport) -> Message:
    if report.refused:
        return Message("window.imported_some", {"count": report.articles, "refused": len(report.refused)})
    return Message("window.imported", {"count": report.articles})


def attach(context: Context) -> Feature:
    transfer = Transfer(context)
    context.window.setAcceptDrops(True)
    context.window.installEventFilter(transfer)
    empty = EmptyProject(context.view, transfer.import_files, lambda: context.open_project(sample_folder()))

    def look() -> None:
        empty.show_over(not len(context.bridge.session.project))

    context.events.articles_added.connect(look)
    context.events.shown.connect(look)
    look()
    return Feature(handlers={"import": transfer.import_files, "export": transfer.export})
