"""The program: which project is open, in which window."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from nhan.core.messages import Message, NhanError
from nhan.core.people.whose import people, title
from nhan.core.project import Project
from nhan.core.sample import sample_folder, sample_project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.lock import held_by, try_lock
from nhan.core.store.project_file import Annotator
from nhan.core.withheld import withhold
from nhan.gui import theme
from nhan.gui.crash import LOG, CrashWatch, open_log
from nhan.gui.i18n import Language
from nhan.gui.identity import Identity
from nhan.gui.jobs import Jobs
from nhan.gui.main_window import MainWindow
from nhan.gui.questions.old_work import ask_whether_me
from nhan.gui.sentences import sentence
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.settings import (
    FIRST_STEPS,
    LANGUAGE,
    LAST_PROJECT,
    RECENT_PROJECTS,
    THEME,
    Affects,
    Setting,
    Settings,
)
from nhan.gui.start.window import StartWindow

THREADS = 4  # jobs that may run side by side; others wait


class Program(QObject):
    """Holds the window; another project or language means another window."""

    def __init__(
        self,
        application: QApplication,
        settings: Settings,
        language: str = "",
        executor: Executor | None = None,
        identity: Identity | None = None,
        disk: Callable[[], Disk] = lambda: Disk(),
    ) -> None:
        """``identity`` None: nobody in particular, who goes on where the project's only annotator was.

        ``disk``: what projects are opened on.
        """
        super().__init__()
        self._disk = disk
        self.identity = identity or Identity()
        self._executor = executor or ThreadPoolExecutor(THREADS, "job")
        self.application, self.settings = application, settings
        self._said_language = language  # on the command line; stronger than the setting, for this run
        self.language = Language(language or settings.get(LANGUAGE))
        self.language.install()
        self.window: MainWindow | None = None
        self.start: StartWindow | None = None  # where no project is open
        self.watch = CrashWatch()
        self.watch.happened.connect(self._tell_crash, Qt.ConnectionType.QueuedConnection)
        self._replacing = False
        application.setQuitOnLastWindowClosed(False)
        settings.changed.connect(self._setting_changed)  # before any window, whose colours follow the palette
        self._restyle()

    def open(self, folder: Path, looking_at: str = "") -> MainWindow:
        """Open a project in the place of the one that is open, which is closed once the new one is ready.

        ``looking_at``: the id of an annotator whose work is shown read-only; "" = one's own, to change it. Returns the
        window that is shown then: the one before, where it has edits that no disk takes and somebody wants to stay.
        NhanError, OSError: it cannot be opened, and what is open stays as it is (see
        ``_close_for_another``).
        """
        project = Project.open(self._disk(), folder)
        if self.window is not None:
            if not self.window.may_close():
                return self.window
            self.window.docks.remember()  # the next window takes over the size of this one
            if self._shows(folder):
                self._close_for_another(project)
        return self._show(project, looking_at)

    def _show(self, project: Project, looking_at: str) -> MainWindow:
        session = self._session(project, looking_at)
        try:
            window = self._window_on(session)
        except BaseException:
            session.close()
            raise
        self._close()
        self._close_start()
        self.window = window
        folder = str(project.folder.resolve())
        self.settings.set(LAST_PROJECT, folder)
        self.settings.remember(RECENT_PROJECTS, folder)
        window.show()
        window.open_first()
        window.bridge.name_damage([*window.order.faults, *window.order.problems()])
        if session.read_only is not None:
            self._offer_own_work(session.read_only)
        return window

    def _session(self, project: Project, looking_at: str) -> Session:
        asked = self.identity.asks_in(project)
        if asked is not None:
            answer = ask_whether_me(asked, self.window)
            if answer is not None:
                self.identity.answer_in(project, asked, answer)
        own = self.identity.annotator_in(project)
        if looking_at in ("", own.id):
            return Session(project, own.id, name=own.name if self.identity.named else "")
        other = next((each for each in people(project) if each.id == looking_at), Annotator(looking_at))
        hidden = withhold(project, own.id, other.id)
        why = Message("session.looking", {"name": title(other)})
        if hidden:
            why = Message("session.looking_partly", {"name": title(other), "count": hidden})
        return Session(project, other.id, read_only=why)

    def _window_on(self, session: Session) -> MainWindow:
        bridge = SessionBridge(session, Jobs(self._executor))
        window = MainWindow(bridge, self.settings, self.language, self.identity)
        bridge.setParent(window)
        bridge.jobs.setParent(window)
        window.project_wanted.connect(self._open_instead)
        window.rebuild_wanted.connect(self._rebuild)
        window.work_wanted.connect(self._show_work, Qt.ConnectionType.QueuedConnection)
        window.exchange_wanted.connect(self._exchange, Qt.ConnectionType.QueuedConnection)
        window.closed.connect(self._closed)
        bridge.failed.connect(lambda message: LOG.warning("told: %s", message.key))
        return window

    def _shows(self, folder: Path) -> bool:
        """Whether the open project is the one in this folder, by whatever name."""
        shown = self.window.bridge.session.project.folder if self.window is not None else None
        return shown is not None and folder.exists() and folder.samefile(shown)

    def _close_for_another(self, project: Project) -> None:
        """Close the window for another one on the same project, which needs its lock.

        NhanError, OSError: stays open, because the project cannot be opened again. What goes wrong after that finds
        no window: see ``_telling``.
        """
        Session(project, self.identity.annotator_in(project).id, read_only=Message("session.reading"))  # only looks
        self._close()
        project.refresh()  # an import may have ended with the window

    def _open_instead(self, folder: Path | None) -> None:
        if folder is None:
            self._leave()
            return
        with self._telling():
            # The sample is made when it is wanted.
            self.open(sample_project() if folder == sample_folder() else folder)

    def _leave(self) -> None:
        """Close the project, and show the start page."""
        if self.window is not None and self.window.may_close():
            self._close()
            self.show_start()

    def show_start(self, problem: Message | None = None) -> StartWindow:
        """The start page; with what went wrong before, if anything did."""
        self._close_start()
        self.start = StartWindow(self.settings, self.language, self.identity.person, self._executor)
        self.start.project_wanted.connect(self._open_instead, Qt.ConnectionType.QueuedConnection)
        self.start.steps_wanted.connect(self.take_first_steps, Qt.ConnectionType.QueuedConnection)
        self.start.closed.connect(self._start_closed)
        if problem is not None:
            self.start.say(problem)
        self.start.show()
        return self.start

    def take_first_steps(self) -> None:
        """The same where somebody has asked for them."""
        with self._telling():
            self.begin_first_steps()

    def begin_first_steps(self) -> None:
        """On the sample: what a new user begins with. NhanError, OSError: it cannot be opened."""
        self.settings.set(FIRST_STEPS, True)
        self.open(sample_project())

    def _close_start(self) -> None:
        if self.start is not None:
            start, self.start = self.start, None
            start.close()

    def _start_closed(self) -> None:
        """The program ends with it, unless a project takes its place."""
        if self.start is not None:
            self.start = None
            self.application.quit()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What goes wrong is said in the window. Where none is left, the program ends: nobody could see or end it."""
        try:
            yield
        except (NhanError, OSError) as error:
            words = self.language.say(sentence(error))
            if self.window is not None:
                self.window.pane.notice.say(words)
            elif self.start is not None:
                self.start.notice.say(words)
            else:
                print(words, file=sys.stderr)
        finally:
            if self.window is None and self.start is None:
                self.application.exit(1)

    def _tell_crash(self) -> None:
        if self.window is not None:
            self.window.pane.notice.say(self.watch.sentence(), self.watch.button(), open_log)

    def _setting_changed(self, setting: Setting[object]) -> None:
        if setting.affects is Affects.THEME:
            self._restyle()

    def _restyle(self) -> None:
        """Take over the theme from the settings."""
        theme.apply(self.application, self.settings.get(THEME))

    def _offer_own_work(self, why: Message) -> None:
        """Say why nothing can be changed, with a button that tries again."""
        assert self.window is not None
        if why.key == "store.newer_project":  # trying again is of no use
            self.window.pane.notice.say(self.language.say(why))
            return
        back = why.key in ("session.looking", "session.looking_partly")
        button = self.tr("Back to my work") if back else self.tr("Try again")
        self.window.pane.notice.say(self.language.say(why), button, lambda: self._show_work(""))

    def _show_work(self, annotator: str) -> None:
        """Show another's work, or one's own: which can be changed where no other window does."""
        if self.window is None:
            return
        session = self.window.bridge.session
        own = self.identity.annotator_in(session.project)
        if session.annotator == (annotator or own.id):
            if session.read_only is None:
                self.window.say(Message("window.own_already"))
                return
            lock = try_lock(session.project.folder, own.id)
            if lock is None:
                self._offer_own_work(held_by(session.project.folder, own.id))
                return
            lock.release()
        with self._telling():
            self._again(annotator)

    def _rebuild(self) -> None:
        """The same project at the same place, in another language or with other labels."""
        word = self.window.last_word if self.window is not None else None
        with self._telling():
            self._build_again()
            if word is not None and self.window is not None:
                self.window.say(word)

    def _build_again(self) -> None:
        assert self.window is not None
        session = self.window.bridge.session
        own = self.identity.annotator_in(session.project)
        self._again("" if session.annotator == own.id else session.annotator)

    def _again(self, looking_at: str) -> None:
        """The same project in another window, at the same place."""
        assert self.window is not None
        if not self.window.may_close():
            return
        view = self.window.view
        active, caret = view.active, view.caret
        project = Project.open(self._disk(), self.window.bridge.session.project.folder)
        self._close_for_another(project)
        self.language.remove()
        self.language = Language(self._said_language or self.settings.get(LANGUAGE))
        self.language.install()
        view = self._show(project, looking_at).view
        if active is not None and view.span(active) is not None:
            view.set_active(active)
        elif active is None and caret:
            view.set_caret(caret)

    def _exchange(self, act: Callable[[], Message]) -> None:
        """Close the project, have something done to its folder in a moment, and open it again."""
        if self.window is None:
            return
        folder = self.window.bridge.session.project.folder
        with self._telling():
            self._close()
            problem: NhanError | OSError | None = None
            try:
                done = act()
            except (NhanError, OSError) as error:
                problem = error
            window = self.open(folder)
            if problem is None:
                window.say(done)
            else:
                window.fail(sentence(problem))

    def _closed(self) -> None:
        """The program ends with its window, unless another takes its place."""
        self.window = None
        if not self._replacing:
            self.application.quit()

    def _close(self) -> None:
        if self.window is not None:
            self._replacing = True
            try:
                self.window.close_now()
            finally:
                self._replacing = False
