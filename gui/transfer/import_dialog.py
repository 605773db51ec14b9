"""Import: which files, how each is read, and what becomes of it, before anything is written."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from nhan.core.formats import archives
from nhan.core.formats.registry import AUTO, formats
from nhan.core.importing import ImportOptions
from nhan.core.importing.check import Fate
from nhan.core.importing.preview import FilePreview, ImportPreview, preview_import
from nhan.core.messages import Message
from nhan.core.people.whose import people, title
from nhan.core.project import Project
from nhan.core.text.encodings import ENCODINGS
from nhan.gui.i18n import Language
from nhan.gui.jobs import Err, Job, Jobs, Ok
from nhan.gui.settings import IMPORT_SPANS, LEAVE_REPEATED, Settings
from nhan.gui.transfer.choice_delegate import ChoiceDelegate
from nhan.gui.transfer.dropped import dropped_paths
from nhan.gui.transfer.fate_model import ENCODING, FATE, FILE, FORMAT, FateModel
from nhan.gui.transfer.unknown_labels import UnknownLabels

WORK = "work"
LOOK = 250  # ms between two looks at how far it is


class ImportDialog(QDialog):
    """After ``exec``: ``paths``, ``options()``, ``new_labels`` and ``maker``: whose work it is to be, "" = nobody's."""

    def __init__(
        self,
        project: Project,
        jobs: Jobs,
        settings: Settings,
        language: Language,
        paths: Iterable[Path] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import articles"))
        self.setAcceptDrops(True)
        self._project, self._jobs, self._settings, self._language = project, jobs, settings, language
        self.paths: list[Path] = []
        self.preview: ImportPreview | None = None
        self.model = FateModel(language)
        self._job: Job | None = None
        self._looking = False
        self._error: Message | None = None  # why the files could not even be looked at
        self._asked = 0  # how often the files were looked at; what is older is not shown
        self._make_widgets()
        self._lay_out()
        self._fill()
        self._connect()
        self._look_timer = QTimer(self, interval=LOOK)
        self._look_timer.timeout.connect(self._say_progress)
        self.resize(940, 560)
        self._show_state()
        self.add(paths)

    # -- what it is made of ---------------------------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.files = QPushButton(self.tr("Add &files…"))
        self.folder = QPushButton(self.tr("Add a f&older…"))
        self.words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.stop = QPushButton(self.tr("Stop"))
        self.table = QTableView(showGrid=False, cornerButtonEnabled=False)
        self.table.setAccessibleName(self.tr("Files"))
        self.table.setModel(self.model)
        self.reasons = QListWidget()
        self.reasons.setAccessibleName(self.tr("What is to be known of this file"))
        self.reasons.setWordWrap(True)
        self.unknown = UnknownLabels(self._project.labels, self._language)
        self.spans = QComboBox()
        self.spans.setAccessibleName(self.tr("Spans come in"))
        self.maker = QComboBox(editable=True)
        self.maker.setAccessibleName(self.tr("Whose work"))
        self.repeated = QCheckBox(self.tr("Leave out articles whose text is there already"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = QPushButton(self.tr("Import"))
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)

    def _lay_out(self) -> None:
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setColumnWidth(FILE, 32 * self.fontMetrics().averageCharWidth())
        for column in range(FORMAT, FATE):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column, choices in ((FORMAT, self._formats), (ENCODING, self._encodings)):
            self.table.setItemDelegateForColumn(column, ChoiceDelegate(choices, self.table))
        self.reasons.setMaximumHeight(6 * self.fontMetrics().lineSpacing())
        top = QHBoxLayout()
        for widget in (self.files, self.folder):
            top.addWidget(widget)
        top.addWidget(self.words, 1)
        top.addWidget(self.stop)
        come_in = QHBoxLayout()
        come_in.addWidget(self.spans)
        come_in.addWidget(self.maker, 1)
        come_in.addStretch(1)
        form = QFormLayout()
        form.addRow(self.tr("Spans without a status come in"), come_in)
        box = QVBoxLayout(self)
        box.addLayout(top)
        box.addWidget(self.table, 1)
        box.addWidget(self.reasons)
        box.addWidget(self.unknown)
        box.addLayout(form)
        box.addWidget(self.repeated)
        box.addWidget(self.buttons)

    def _fill(self) -> None:
        self.spans.addItem(self.tr("as confirmed"), "confirmed")
        self.spans.addItem(self.tr("as suggestions"), "suggested")
        self.spans.addItem(self.tr("as work of"), WORK)
        self.spans.setCurrentIndex(self.spans.findData(self._settings.get(IMPORT_SPANS)))
        self.maker.addItems([title(each) for each in people(self._project)])
        self.maker.setCurrentText("")
        self.repeated.setChecked(self._settings.get(LEAVE_REPEATED))

    def _connect(self) -> None:
        self.files.clicked.connect(self._choose_files)
        self.folder.clicked.connect(self._choose_folder)
        self.stop.clicked.connect(self._stop)
        self.model.changed.connect(self.look)
        self.unknown.model.changed.connect(self.look)
        self.table.selectionModel().currentRowChanged.connect(self._show_reasons)
        self.spans.currentIndexChanged.connect(self.look)
        self.maker.editTextChanged.connect(self._show_state)
        self.repeated.toggled.connect(self.look)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)

    def _formats(self) -> Sequence[tuple[str, str]]:
        readable = [each for each in formats() if each.read]
        return [
            (AUTO, self.tr("by what is in it")),
            *((each.name, self._language.say(each.title)) for each in readable),
        ]

    def _encodings(self) -> Sequence[tuple[str, str]]:
        return [(AUTO, self.tr("as it looks")), *((name, name) for name in ENCODINGS)]

    # -- which files ----------------------------------------------------------------------------------------------

    def add(self, paths: Iterable[Path]) -> None:
        """Take in files and folders, and look at them."""
        new = [path for path in paths if path not in self.paths]
        if new:
            self.paths += new
            self.look()

    def _choose_files(self) -> None:
        endings = sorted({archives.ENDING, *(ending for each in formats() if each.read for ending in each.extensions)})
        kinds = self.tr("Articles ({endings})").format(endings=" ".join(f"*{ending}" for ending in endings))
        every = self.tr("All files (*)")
        chosen, _ = QFileDialog.getOpenFileNames(self, self.windowTitle(), str(Path.home()), f"{kinds};;{every}")
        self.add(map(Path, chosen))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.windowTitle(), str(Path.home()))
        self.add([Path(chosen)] if chosen else [])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add(dropped_paths(event.mimeData()))

    # -- what becomes of them -------------------------------------------------------------------------------------

    @property
    def as_work(self) -> bool:
        return bool(self.spans.currentData() == WORK)

    def options(self, seen: Callable[[], object] = lambda: None) -> ImportOptions:
        """What was said, for the import."""
        return ImportOptions(
            as_suggested=self.spans.currentData() == "suggested",
            skip_bad=True,
            encoding=AUTO,
            choices=dict(self.model.choices),
            left_out=frozenset(self.model.left_out),
            leave_repeated=self.repeated.isChecked(),
            seen=seen,
            names=self.unknown.model.names,
            add_labels=None if self.as_work else (lambda _: None),  # the window adds them before anything comes in
            new_labels=self.new_labels,
        )

    @property
    def new_labels(self) -> tuple[str, ...]:
        """The labels that the project is to have more."""
        return () if self.as_work else self.unknown.model.new

    def look(self) -> None:
        """Look at the files beside the window, as they are to be read now."""
        self._forget_job()
        if not self.paths:
            return
        self._asked += 1
        asked, project, paths, options = self._asked, self._project, list(self.paths), self.options
        self.preview, self._error, self._looking = None, None, True
        job = self._jobs.run(
            self.tr("Looking at files"),
            lambda progress: preview_import(project, paths, options(progress.step)),
            lambda result: self._looked(asked, result),
        )
        if self._looking and asked == self._asked:
            self._job = job
            self._look_timer.start()
        self._show_state()

    def _looked(self, asked: int, result: Ok[ImportPreview] | Err) -> None:
        if asked != self._asked:
            return
        self._job, self._looking = None, False
        self._look_timer.stop()
        match result:
            case Ok(preview):
                self.preview = preview
                row = max(0, self.table.currentIndex().row())
                self.model.take(preview)
                self.unknown.take(preview.unknown, not self.as_work)
                self.table.setCurrentIndex(self.model.index(row, FILE))
                self._show_reasons()  # the row may be the same, and what there is to say of it another
                self._show_state()
                self.table.setFocus()
            case Err(message):
                self._say_error(message)

    def _say_error(self, message: Message) -> None:
        """The files cannot even be looked at; what was there before them still can."""
        self.paths = [each for each in self.paths if any(each in (f.path, *f.path.parents) for f in self.model.files)]
        self._error = message
        self._show_state()

    def _forget_job(self) -> None:
        self._look_timer.stop()
        if self._job is not None:
            self._asked += 1
            self._job.stop()
            self._job = None

    def _stop(self) -> None:
        self._forget_job()
        self._show_state()

    def _say_progress(self) -> None:
        if self._job is not None:
            self.words.setText(self.tr("Looking at files: %n articles…", "", self._job.progress.done))

    def _show_state(self) -> None:
        self.stop.setVisible(self._job is not None)
        self.maker.setVisible(self.as_work)
        count, bad = self._good(), self.preview.bad if self.preview and not self.as_work else 0
        self.go.setEnabled(bool(count) and (not self.as_work or bool(self.maker.currentText().strip())))
        (self.go if self.go.isEnabled() else self.files).setDefault(True)  # what Enter does
        self.go.setText(
            self.tr("Import the %n good ones", "", count) if bad else self.tr("Import %n articles", "", count)
        )
        if self._job is not None:
            self._say_progress()
        elif self._error is not None:
            self.words.setText(self._language.say(self._error))
        elif self.preview is None:
            self.words.setText(
                self.tr("Choose files or a folder, or drop them here. Nothing is written before you say so.")
            )
        elif self.as_work:
            self.words.setText(self.tr("%n articles are in the project already and get this work.", "", count))
        else:
            come_in = self.tr("%n articles would come in", "", count)
            spans = self.tr("%n spans", "", self.preview.spans)
            left = self.tr("%n would not come in: see below.", "", bad) if bad else ""
            self.words.setText(f"{come_in}, {spans}. {left}")

    def _good(self) -> int:
        """The articles that something would be done for."""
        if self.preview is None:
            return 0
        if self.as_work:
            return sum(each.fates.get(Fate.THERE, 0) for each in self.preview.files)
        return self.preview.good

    def _show_reasons(self) -> None:
        self.reasons.clear()
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.files):
            self.reasons.addItems(list(self._reasons(self.model.files[row])))

    def _reasons(self, file: FilePreview) -> Iterable[str]:
        yield from (self._language.say(message) for message in file.reasons)
        if file.looks_like not in ("", file.encoding):
            yield self.tr("The file looks like {encoding}.").format(encoding=file.looks_like)
        for names, words in (
            (file.aside, self.tr("Nobody reads the field “{name}”; it is kept as meta data ({count} articles).")),
            (file.left, self.tr("The field “{name}” is not taken over ({count} articles).")),
        ):
            yield from (words.format(name=name, count=count) for name, count in names.items())
        for said, count in file.said:
            yield self.tr("{said} ({count} articles).").format(said=self._language.say(said), count=count)
        for each in file.first:
            spans = ", ".join(f"{label} “{' '.join(words.split())}”" for label, words in each.spans)
            yield self.tr("Comes in: {title} ({spans})").format(title=each.title, spans=spans or "—")

    # -- leaving --------------------------------------------------------------------------------------------------

    def _accept(self) -> None:
        if not self.as_work:
            self._settings.set(IMPORT_SPANS, str(self.spans.currentData()))
        self._settings.set(LEAVE_REPEATED, self.repeated.isChecked())
        self.accept()

    def done(self, result: int) -> None:
        self._forget_job()
        super().done(result)
