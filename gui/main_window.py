"""The window: the article in the middle, the features around it, and what they are told of an edit."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from nhan.core.messages import Message, NhanError
from nhan.core.model import Change, Rejected
from nhan.core.text.units import Unit
from nhan.gui import theme
from nhan.gui.actions import BY_ID, Handlers, Needs, build, merged, set_keys
from nhan.gui.article.pane import ArticlePane
from nhan.gui.article_order import ArticleOrder
from nhan.gui.article_view.look import Density, Look
from nhan.gui.context import Context
from nhan.gui.events import Events, Settled
from nhan.gui.features import FEATURES
from nhan.gui.i18n import Language
from nhan.gui.layout import Docks
from nhan.gui.menus import add_toolbar, fill_menus
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.settings import Settings
from nhan.gui.status_line import StatusLine

_PAUSE = 1500  # ms on an article after which it counts as the last one worked on
_LOOK = ("text_px", "density", "line_spacing", "certain")  # settings that the article is drawn by


class MainWindow(QMainWindow):
    """One project, one window. Another project or language means another window (see ``app``)."""

    project_wanted = Signal(Path)
    rebuild_wanted = Signal()
    closed = Signal()
    _unsettled = Signal()

    def __init__(self, bridge: SessionBridge, settings: Settings, language: Language) -> None:
        super().__init__()
        self.bridge, self.settings, self.language = bridge, settings, language
        name = bridge.session.project.name
        title = self.tr("{project} · Nhãn · read only") if bridge.session.read_only else "{project} · Nhãn"
        self.setWindowTitle(title.format(project=name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pane = ArticlePane(language.name)
        self.view = self.pane.view
        self.setCentralWidget(self.pane)
        self.events, self.order = Events(self), ArticleOrder(bridge.session, bridge.jobs, self)
        self.docks = Docks(self, self.view, settings)
        self.status = StatusLine()
        self.setStatusBar(self.status)
        self.status.show_jobs(bridge.jobs)
        self._stale: set[str] = set()  # articles that were edited since the last time all was settled
        self._settling = False
        self._reaches = False  # whether a verb for a span has something to act on
        self._enabled: tuple[bool, bool] | None = None  # with an article, with a span: what the actions go by
        self._remember = QTimer(self, singleShot=True, interval=_PAUSE)
        self._connect()
        context = Context(
            window=self,
            bridge=bridge,
            settings=settings,
            language=language,
            events=self.events,
            order=self.order,
            jobs=bridge.jobs,
            view=self.view,
            notice=self.pane.notice,
            docks=self.docks,
            say=self.say,
            fail=self.fail,
            show_article=self.show_article,
            open_project=self.project_wanted.emit,
        )
        features = [attach(context) for attach in FEATURES.values()]
        for feature in features:
            if feature.dock is not None:
                self.docks.add(feature.dock)
        handlers = [self._handlers(), self.pane.handlers, *(feature.handlers for feature in features)]
        self.actions_by_id = build(self, self.view, merged(handlers), settings.get("shortcuts"))
        self._checked = {name: is_on for feature in features for name, is_on in feature.checked.items()}
        submenus = [feature.submenu for feature in features if feature.submenu is not None]
        fill_menus(
            self.menuBar(),
            self.actions_by_id,
            list(self.docks.by_name.values()),
            {each.after: (each.title, each.fill) for each in submenus},
        )
        add_toolbar(self, self.actions_by_id, settings.get("theme"))
        self.pane.set_actions(self.actions_by_id)
        self.events.articles_added.connect(self.order.look_again)
        self._apply_look()
        self._check()
        self.pane.labels.show_labels(bridge.labels, self.view.look.palette)
        self.status.say_saving(bridge.saving)
        self.docks.restore()
        self._enable()

    def _connect(self) -> None:
        """Before any feature is attached: the view shows an edit before they hear of it."""
        bridge, events = self.bridge, self.events
        self._unsettled.connect(self._settled, Qt.ConnectionType.QueuedConnection)
        self._remember.timeout.connect(self._remember_article)
        bridge.changed.connect(self._changed)
        bridge.rejected.connect(self._rejected)
        bridge.failed.connect(self.fail)
        bridge.article_shown.connect(self._shown)
        bridge.saving_changed.connect(self.status.say_saving)
        events.working.connect(self.status.say_working)
        events.reach_changed.connect(self._reach_changed)
        self.order.arranged.connect(self._arranged)
        self.view.active_changed.connect(self._settle)
        self.pane.labels.chosen.connect(events.label_wanted)
        self.settings.changed.connect(self._setting_changed)

    def _handlers(self) -> Handlers:
        return {"quit": self.close, **self.docks.handlers}

    # -- the article ----------------------------------------------------------------------------------------------

    def open_first(self) -> None:
        """Show the article that was open last, else the first to do, else the first."""
        last = self.settings.get("last_articles").get(str(self.bridge.session.project.folder))
        name = last if last in self.bridge.session.project else self.order.first_to_do()
        if name is not None:
            self.show_article(name)
        self.view.setFocus()

    def show_article(self, article_id: str) -> bool:
        """False where its file is damaged, which has been said then."""
        self.events.leaving.emit()
        return self.bridge.show_article(article_id)

    def _shown(self) -> None:
        document, session = self.bridge.document, self.bridge.session
        assert document is not None
        self.view.set_unit(Unit.SYLLABLE)
        self.view.show_document(document, self.bridge.labels)
        self.pane.title.set_text(document.article.title or document.id)
        self._show_place()
        self.status.say_where(session.project.record_path(document.id, session.annotator))
        self.events.shown.emit(document)
        self._stale.add(document.id)
        self._settled()
        self._remember.start()

    def _show_place(self) -> None:
        document, project = self.bridge.document, self.bridge.session.project
        if document is not None:
            self.pane.place.setText(f"{self.order.place(document.id) + 1} / {len(project)}")

    def _remember_article(self) -> None:
        if self.bridge.document is not None:
            last = dict(self.settings.get("last_articles"))
            last[str(self.bridge.session.project.folder)] = self.bridge.document.id
            self.settings.set("last_articles", last)

    def _arranged(self) -> None:
        self._show_place()
        if self.bridge.document is None and self.order.summaries and self.isVisible():
            self.open_first()

    # -- what core answers ----------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        document = self.bridge.document
        for edit in change.edits:
            if document is not None and edit.article == document.id:
                self.view.edited(edit)
                self.events.edited.emit(edit, change.machine)
            self._stale.add(edit.article)
        self._settle()

    def _settle(self, _: object = None) -> None:
        """Bring what stands around the article up to date: once for all that a key has done, before it is painted."""
        if not self._settling:
            self._settling = True
            self._unsettled.emit()

    def _settled(self) -> None:
        self._settling = False
        edited, document = frozenset(self._stale), self.bridge.document
        self._stale.clear()
        self.order.refresh(edited)
        span = self.view.span(self.view.active) if document is not None and self.view.active else None
        if document is not None:
            if edited:
                self.pane.find_again()
            self.pane.labels.refresh(document, span.label if span else None)
            self.status.say_left(document.unreviewed)
        self.events.settled.emit(Settled(document, span, edited))
        self._enable()

    def _rejected(self, rejected: Rejected) -> None:
        self.say(Message(rejected.reason, rejected.fields))

    def say(self, message: Message) -> None:
        """A word in the status line: passes by itself, stands in nobody's way."""
        self.status.say(self.language.say(message))

    def fail(self, problem: Message | NhanError | OSError) -> None:
        """A sentence that stays until it is dismissed."""
        message = problem.message if isinstance(problem, NhanError) else problem
        self.pane.notice.say(self.language.say(message) if isinstance(message, Message) else str(message))

    # -- looks ----------------------------------------------------------------------------------------------------

    def _apply_look(self) -> None:
        settings = self.settings
        palette = theme.article_palette(settings.get("theme"))
        self.view.set_look(
            Look(
                palette=palette,
                text_px=settings.get("text_px"),
                density=Density(settings.get("density")),
                line_spacing=settings.get("line_spacing"),
                certain=settings.get("certain"),
            )
        )
        self.pane.labels.set_palette(palette)

    def _setting_changed(self, name: str) -> None:
        if name == "language":
            QTimer.singleShot(0, self.rebuild_wanted.emit)
        elif name == "theme":
            application = QApplication.instance()
            assert isinstance(application, QApplication)
            theme.apply(application, self.settings.get("theme"))
            QTimer.singleShot(0, self.rebuild_wanted.emit)  # icons and chips are drawn in the theme's colours
        elif name == "shortcuts":
            set_keys(self.actions_by_id, self.settings.get("shortcuts"))
        elif name in _LOOK:
            self._apply_look()
        self._check()

    def _check(self) -> None:
        for name, is_on in self._checked.items():
            self.actions_by_id[name].setChecked(is_on())

    def _reach_changed(self, reaches: bool) -> None:
        self._reaches = reaches
        self._enable()

    def _enable(self) -> None:
        """Actions are on where they make sense; what an action needs stands in the table."""
        article = self.bridge.document is not None
        span = article and self._reaches
        if (article, span) == self._enabled:
            return
        self._enabled = article, span
        there = {Needs.NOTHING: True, Needs.PROJECT: True, Needs.ARTICLE: article, Needs.SPAN: span}
        for name, action in self.actions_by_id.items():
            action.setEnabled(there[BY_ID[name].needs])

    # -- leaving --------------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        self.events.leaving.emit()
        self._remember_article()
        self.docks.remember()
        self.events.closing.emit()
        failure = self.bridge.close()
        if failure is not None:
            print(self.language.say(failure), file=sys.stderr)
        self.closed.emit()
        super().closeEvent(event)
