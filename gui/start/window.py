"""The window while no project is open: begin one, open one, go on with one, or try the sample."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nhan.core.messages import Message
from nhan.core.people.person import Person
from nhan.core.project_progress import ProjectProgress, project_progress
from nhan.core.sample import sample_folder
from nhan.core.store.disk import Disk
from nhan.core.store.layout import PROJECT
from nhan.gui.i18n import Language
from nhan.gui.jobs import Err, JobProgress, Jobs, Ok
from nhan.gui.questions.which_project import new_project, project_there
from nhan.gui.sentences import sentence
from nhan.gui.settings import RECENT_PROJECTS, Settings
from nhan.gui.widgets.notice import Notice
from nhan.gui.widgets.plain import plain_tip

NAME, PROGRESS, FOLDER = range(3)


class StartWindow(QWidget):
    """Tells which project is wanted; how far each is, is found out beside the window."""

    project_wanted = Signal(object)  # Path
    steps_wanted = Signal()  # the sample, with the first steps
    closed = Signal()

    def __init__(self, settings: Settings, language: Language, person: Person | None, executor: Executor) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Nhãn")
        self.setAcceptDrops(True)
        self._settings, self._language, self._person = settings, language, person
        self.jobs = Jobs(executor, self)
        self.notice = Notice()
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(self.tr("Recent projects"))
        self.list.setHeaderLabels([self.tr("Project"), self.tr("Done"), self.tr("Folder")])
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.buttons = self._make_buttons()
        self._lay_out()
        self._add_keys()
        self.list.itemActivated.connect(lambda item: self.project_wanted.emit(Path(_folder(item))))
        self.resize(820, 520)
        self._fill()

    def _make_buttons(self) -> dict[str, QPushButton]:
        texts: Sequence[tuple[str, str, Callable[[], object]]] = (
            ("new", self.tr("&New project…"), self.new),
            ("open", self.tr("&Open project…"), self.open),
            ("sample", self.tr("The &sample"), lambda: self.project_wanted.emit(sample_folder())),
            ("steps", self.tr("&First steps: learn the keys in two minutes"), self.steps_wanted.emit),
        )
        made = {}
        for name, text, act in texts:
            made[name] = QPushButton(text)
            made[name].clicked.connect(partial(_only, act))
        return made

    def _lay_out(self) -> None:
        head = QLabel("Nhãn", textFormat=Qt.TextFormat.PlainText)
        font = head.font()
        font.setPointSizeF(1.8 * font.pointSizeF())
        font.setBold(True)
        head.setFont(font)
        what = QLabel(self.tr("Correct suggested spans in Vietnamese articles"), textFormat=Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        self._none = QLabel(
            self.tr("No project has been opened yet. Drop a project's folder here, or begin with one of the above."),
            textFormat=Qt.TextFormat.PlainText,
            wordWrap=True,
        )
        self._recent = QLabel(self.tr("Go on with"), textFormat=Qt.TextFormat.PlainText)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(12)
        for widget in (head, what, self.notice):
            box.addWidget(widget)
        box.addLayout(row)
        for widget in (self._recent, self._none):
            box.addWidget(widget)
        box.addWidget(self.list, 1)
        box.addStretch(0)

    def _add_keys(self) -> None:
        for key, act in (("Ctrl+N", self.new), ("Ctrl+O", self.open), ("Ctrl+Q", self.close), ("Del", self.forget)):
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(partial(_only, act))
            self.addAction(action)

    # -- recent projects ------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        """List the projects, and have it found out beside the window how far each of them is."""
        self.list.clear()
        header = self.list.header()
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(NAME, 28 * self.fontMetrics().averageCharWidth())
        header.setSectionResizeMode(PROGRESS, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(PROGRESS, 24 * self.fontMetrics().averageCharWidth())
        recent = self._settings.get(RECENT_PROJECTS)
        for folder in recent:
            item = QTreeWidgetItem(self.list, [Path(folder).name, "…", folder])
            item.setData(FOLDER, Qt.ItemDataRole.UserRole, folder)
            item.setToolTip(FOLDER, plain_tip(folder))
            item.setSizeHint(NAME, QSize(0, 2 * self.fontMetrics().height()))
            look = partial(self._look, Path(folder))
            self.jobs.run(self.tr("Looking at projects"), look, partial(self._looked, item))
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        for widget, is_shown in ((self.list, recent), (self._recent, recent), (self._none, not recent)):
            widget.setVisible(bool(is_shown))
        (self.list if recent else self.buttons["steps"]).setFocus()

    def _look(self, folder: Path, progress: JobProgress) -> ProjectProgress:
        return project_progress(Disk(), folder, self._person, progress.step)

    def _looked(self, item: QTreeWidgetItem, result: Ok[ProjectProgress] | Err) -> None:
        if self.list.indexOfTopLevelItem(item) < 0:
            return  # it was taken out of the list meanwhile
        match result:
            case Ok(found) if found.problem is None:
                item.setText(NAME, found.name)
                item.setText(PROGRESS, "")
                self.list.setItemWidget(item, PROGRESS, self._bar(found))
            case Ok(found):
                self._say_problem(item, found.problem)
            case Err(message):
                self._say_problem(item, message)

    def _bar(self, found: ProjectProgress) -> QProgressBar:
        bar = QProgressBar(maximum=max(1, found.articles), value=found.done)
        bar.setFormat(f"{found.done} / {found.articles}" if found.articles else self.tr("empty"))
        bar.setAccessibleName(
            self.tr("{done} of {articles} articles done").format(done=found.done, articles=found.articles)
        )
        return bar

    def _say_problem(self, item: QTreeWidgetItem, message: Message | None) -> None:
        item.setText(PROGRESS, "–")
        if message is not None:
            item.setText(FOLDER, self._language.say(message))
        for column in (NAME, PROGRESS, FOLDER):
            item.setForeground(column, self.palette().placeholderText())

    def forget(self) -> None:
        """Take the current project out of the list; its folder stays as it is."""
        item = self.list.currentItem()
        if item is not None:
            folder = _folder(item)
            left = [each for each in self._settings.get(RECENT_PROJECTS) if each != folder]
            self._settings.set(RECENT_PROJECTS, left)
            self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(item))

    # -- which project --------------------------------------------------------------------------------------------

    def new(self) -> None:
        folder = new_project(self._language.name, self, lambda error: self.say(sentence(error)))
        if folder is not None:
            self.project_wanted.emit(folder)

    def open(self) -> None:
        folder = project_there(Path.home(), self)
        if folder is not None:
            self.project_wanted.emit(folder)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _projects(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.project_wanted.emit(_projects(event)[0])

    def say(self, message: Message) -> None:
        """What went wrong; it stays until it is dismissed."""
        self.notice.say(self._language.say(message))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.jobs.stop()
        self.jobs.wait()
        self.closed.emit()
        super().closeEvent(event)


def _only(act: Callable[[], object], _checked: bool = False) -> None:
    act()


def _folder(item: QTreeWidgetItem) -> str:
    return str(item.data(FOLDER, Qt.ItemDataRole.UserRole))


def _projects(event: QDropEvent) -> list[Path]:
    """The folders of projects among what is dropped."""
    found = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in found if (path / PROJECT).exists()]
