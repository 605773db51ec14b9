"""The window: the article in the middle, the features around it, and what they are told of an edit."""

import sys
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMainWindow

from nhan.core.journaling import IN_MEMORY
from nhan.core.messages import Message, NhanError
from nhan.core.model import Change, Rejected
from nhan.core.people.whose import title as name_of
from nhan.core.text.units import Unit
from nhan.gui import theme
from nhan.gui.article_order import ArticleOrder
from nhan.gui.article_pane.pane import ArticlePane
from nhan.gui.built_actions import Enabling, build, merged, set_icons, set_keys
from nhan.gui.context import Context, Feature
from nhan.gui.events import Events, Settled
from nhan.gui.features import FEATURES
from nhan.gui.focus_mode import FocusMode
from nhan.gui.i18n import Language
from nhan.gui.identity import Identity
from nhan.gui.idle_collector import IdleCollector
from nhan.gui.key_hints import KeyHints
from nhan.gui.last_article import LastArticle
from nhan.gui.layout import Docks
from nhan.gui.menus import fill_menus, toolbar
from nhan.gui.questions.last_word import say_at_the_end
from nhan.gui.sentences import sentence
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.settings import KEY_HINTS, SHORTCUTS, THEME, Affects, Setting, Settings
from nhan.gui.status_line import StatusLine
from nhan.gui.typed_keys import TypedKeys
from nhan.gui.words import Moment, Words

_MODIFIERS = frozenset({Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})
_PAUSE = 1500  # ms on an article after which it counts as the last one worked on


class MainWindow(QMainWindow):
    """One project, one window. Another project or language means another window (see ``app``)."""

    project_wanted = Signal(object)  # Path; None = the start page
    rebuild_wanted = Signal()  # see ``Context.rebuild``
    work_wanted = Signal(str)  # see ``Context.show_work``
    exchange_wanted = Signal(object)  # see ``Context.exchange``
    closed = Signal()
    _unsettled = Signal()

    def __init__(self, bridge: SessionBridge, settings: Settings, language: Language, identity: Identity) -> None:
        super().__init__()
        self.bridge, self.settings, self.language = bridge, settings, language
        name = bridge.session.project.name
        title = self.tr("{project} · Nhãn · read only") if bridge.session.read_only else "{project} · Nhãn"
        self.setWindowTitle(title.format(project=name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pane = ArticlePane(language.name, settings)
        self.view = self.pane.view
        self.setCentralWidget(self.pane)
        self.events, self.order = Events(self), ArticleOrder(bridge.session, bridge.jobs, self)
        self.docks = Docks(self, self.view, settings)
        self.status = StatusLine()
        self.setStatusBar(self.status)
        self.status.show_jobs(bridge.jobs)
        self._edits = 0  # by the annotator, in this window
        self.words = Words(self.status, self.pane.notice, language, bridge.jobs, self._moment, self.view.receipt)
        around = [self.menuBar(), self.pane.head, self.pane.labels, self.status]
        self.focus_mode = FocusMode(self, self.docks, around)
        self.last_word: Message | None = None  # what the window that takes this one's place is to say
        self._stale: set[str] = set()  # articles that were edited since the last time all was settled
        self._settling = False
        self._closing = False
        self._reaches = False  # whether a verb for a span has something to act on
        self._remember = QTimer(self, singleShot=True, interval=_PAUSE)
        collector = IdleCollector(bridge.jobs, self)
        self.events.settled.connect(collector.wait)
        self.events.closing.connect(collector.close)
        self._connect()
        context = self._context(identity)
        self._attach([attach(context) for attach in FEATURES.values()])
        self.events.articles_added.connect(self.order.look_again)
        self._restyle()
        self._check()
        self.pane.labels.show_labels(bridge.labels, self.view.look.palette)
        self.status.say_saving(bridge.saving, 0)
        own = identity.annotator_in(bridge.session.project)
        self.last_article = LastArticle(settings, bridge.session.project.folder, own.id)
        self.status.say_who(name_of(own))
        identity.renamed.connect(self.status.say_who)
        self.docks.restore()
        self._enable()

    def _context(self, identity: Identity) -> Context:
        """What features know of the window."""
        return Context(
            window=self,
            bridge=self.bridge,
            settings=self.settings,
            identity=identity,
            language=self.language,
            events=self.events,
            order=self.order,
            jobs=self.bridge.jobs,
            view=self.view,
            notice=self.pane.notice,
            banner=self.pane.banner,
            add_strip=self.pane.add_strip,
            docks=self.docks,
            say=self.say,
            fail=self.fail,
            show_article=self.show_article,
            open_project=self.project_wanted.emit,
            show_work=self.work_wanted.emit,
            exchange=self.exchange_wanted.emit,
            rebuild=self._rebuild,
            actions=lambda: self.actions_by_id,
        )

    def _attach(self, features: Sequence[Feature]) -> None:
        """Make docks, actions, menus and the toolbar of what the features add."""
        for feature in features:
            if feature.dock is not None:
                self.docks.add(feature.dock)
        own = {"quit": self.close, "focus": self._toggle_focus}, self.docks.handlers, self.pane.handlers
        handlers = merged([*own, *(feature.handlers for feature in features)])
        asked_first = [*(feature.asked_first for feature in features), {"release": self._leave_focus}]
        for name, does in (each for table in asked_first for each in table.items()):  # the last one asks first
            handlers[name] = partial(_first, does, handlers[name])
        self.actions_by_id = build(self, self.view, handlers, self.settings.get(SHORTCUTS))
        self._enabling = Enabling(self.actions_by_id)
        self._may_close = [feature.may_close for feature in features]
        takers = [feature.takes_label for feature in reversed(features)]
        self.events.label_wanted.connect(lambda name: any(takes(name) for takes in takers))
        self._checked = {name: is_on for feature in features for name, is_on in feature.checked.items()}
        self._checked["focus"] = lambda: self.focus_mode.on
        submenus = [feature.submenu for feature in features if feature.submenu is not None]
        fill_menus(self.menuBar(), self.actions_by_id, list(self.docks.by_name.values()), submenus)
        self._tools = toolbar(self.actions_by_id)
        self.pane.set_actions(self.actions_by_id, self._tools)
        labels, actions = self.bridge.labels, self.actions_by_id
        self._hints = KeyHints(self.pane.hints, self.view, self.settings, self.events, labels, actions, self.say)

    def _connect(self) -> None:
        """Before any feature is attached: the view shows an edit before they hear of it."""
        bridge, events = self.bridge, self.events
        TypedKeys(self, lambda: self.actions_by_id)
        self._unsettled.connect(self._settled, Qt.ConnectionType.QueuedConnection)
        self._remember.timeout.connect(self._remember_article)
        bridge.leaving.connect(events.leaving)
        bridge.changed.connect(self._changed)
        bridge.rejected.connect(self._rejected)
        bridge.failed.connect(self._fail_lasting)
        bridge.unreadable.connect(self.order.mark)
        bridge.resolved.connect(lambda message: self.pane.notice.dismiss_if(self.language.say(message)))
        bridge.article_shown.connect(self._shown)
        bridge.saving_changed.connect(self.status.say_saving)
        events.working.connect(self.status.say_working)
        events.reach_changed.connect(self._reach_changed)
        self.order.arranged.connect(self._arranged)
        self.view.active_changed.connect(self._settle)
        self.view.selection_changed.connect(self.words.look)
        self.pane.labels.chosen.connect(events.label_wanted)
        self.pane.labels.change_wanted.connect(events.labels_wanted)
        self.settings.changed.connect(self._setting_changed)
        self.pane.hints_dismissed.connect(partial(self.settings.set, KEY_HINTS, False))

    # -- the article ----------------------------------------------------------------------------------------------

    def open_first(self) -> None:
        """Show the article that was open last, else the first to do, else the first."""
        last = self.last_article.id
        name = last if self.order.place(last) >= 0 else self.order.first_to_do()
        shown = name is None or self.show_article(name) or self.bridge.opening
        if not shown and (other := self.order.next_to_do(name or "")) is not None:
            self.show_article(other)
        self.view.setFocus()

    def show_article(self, article_id: str, then: Callable[[], object] = lambda: None) -> bool:
        """See ``SessionBridge.show_article``. Every way to an article ends in its text."""
        self.view.setFocus()
        shown = self.bridge.show_article(article_id, then)
        if self.bridge.opening:
            self.say(Message("window.opening", {"title": self.bridge.session.project.title(article_id) or article_id}))
        return shown

    def _shown(self) -> None:
        document, session = self.bridge.document, self.bridge.session
        assert document is not None
        self.order.unmark(document.id)
        self.view.set_unit(Unit.SYLLABLE)
        self.view.show_document(document, self.bridge.labels)
        self._show_place()
        self.status.say_where(session.project.record_path(document.id, session.annotator))
        self.events.shown.emit(document)
        self.pane.find_again()
        self._stale.add(document.id)
        self._settling = True
        self._settled()
        self._remember.start()

    def _show_place(self) -> None:
        document, project = self.bridge.document, self.bridge.session.project
        if document is not None:
            self.pane.title.set_text(document.article.title or document.id)
            self.pane.place.setText(f"{self.order.place(document.id) + 1} / {len(project)}")

    def _remember_article(self) -> None:
        if self.bridge.document is not None:
            self.last_article.remember(self.bridge.document.id)

    def _arranged(self) -> None:
        self.bridge.name_damage(self.order.faults)
        self._show_place()
        if self.bridge.document is None and self.order.summaries and self.isVisible():
            self.open_first()

    # -- what core answers ----------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        document = self.bridge.document
        self._edits += not change.machine
        for edit in change.edits:
            if document is not None and edit.article == document.id:
                self.view.edited(edit)
                self.events.edited.emit(edit, change.machine)
            self._stale.add(edit.article)
        if change.project is not None:
            self._show_place()
        self._settle()

    def _settle(self, _: object = None) -> None:
        """Bring what stands around the article up to date: once for all that a key has done, before it is painted."""
        if not self._settling:
            self._settling = True
            self._unsettled.emit()

    def _settled(self) -> None:
        if not self._settling:
            return  # it was done at once, for another article
        self._settling = False
        edited, document = frozenset(self._stale), self.bridge.document
        self._stale.clear()
        self.order.refresh(edited)
        span = self.view.span(self.view.active) if document is not None and self.view.active else None
        if document is not None:
            if edited:
                self.pane.hits_stay()
            self.pane.refresh(document, span.label if span else None)
            self.status.say_left(document.unreviewed)
        self.events.settled.emit(Settled(document, span, edited))
        self._enable()
        self.words.look()
        self.view.receipt.settle()

    def _rejected(self, rejected: Rejected) -> None:
        self.say(Message(rejected.reason, rejected.fields))

    def say(self, message: Message) -> None:
        """A word where the annotator looks and in the status line. See ``Words.say``."""
        words = self.words.say(message)
        if self.bridge.document is not None:
            self.view.say(words)

    def _moment(self) -> Moment:
        document = self.bridge.document
        if document is None:
            return Moment("", self._edits, False, False, False, False)
        active, selected = self.view.active is not None, self.view.selection is not None
        left, disputed = bool(document.unreviewed), bool(document.disputes)
        return Moment(document.id, self._edits, active, selected, left, disputed)

    def _fail_lasting(self, message: Message) -> None:
        """What is wrong with the project's files: no job that is begun again takes it back (see ``resolved``)."""
        self.pane.notice.say(self.language.say(message))

    def fail(self, problem: Message | NhanError | OSError) -> None:
        """A sentence that stays until it is dismissed."""
        self.words.fail(self.language.say(problem if isinstance(problem, Message) else sentence(problem)))

    # -- settings -------------------------------------------------------------------------------------------------

    def _setting_changed(self, setting: Setting[object]) -> None:
        match setting.affects:
            case Affects.LANGUAGE:
                self._rebuild(None)
            case Affects.THEME:
                self._restyle()
            case Affects.LOOK:
                self.pane.apply_look(self.settings)
                self._show_hints()
            case Affects.KEYS:
                set_keys(self.actions_by_id, self.settings.get(SHORTCUTS))
                self._hints.refresh()
        self._check()

    def _toggle_focus(self) -> None:
        self.focus_mode.toggle()
        self._show_hints()
        self._check()
        self.view.setFocus()

    def _show_hints(self) -> None:
        self.pane.hints.setVisible(self.settings.get(KEY_HINTS) and not self.focus_mode.on)
        self._hints.look()

    def _leave_focus(self) -> bool:
        """What Escape does first, where the article is alone and nothing is selected or asked."""
        leaves = self.focus_mode.on and self.view.selection is None and not self.pane.notice.asks
        if leaves:
            self._toggle_focus()
        return leaves

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.docks.fit()

    def _rebuild(self, word: Message | None) -> None:
        """Once all that goes on here has come to its end."""
        self.last_word = word
        QTimer.singleShot(0, self.rebuild_wanted.emit)

    def _restyle(self) -> None:
        """Take over the theme where no palette reaches. The window stays, and with it what can be undone."""
        self._tools.setStyleSheet(theme.toolbar_sheet(self.settings.get(THEME)))
        set_icons(self.actions_by_id)
        self.pane.apply_look(self.settings)
        self._show_hints()

    def _check(self) -> None:
        for name, is_on in self._checked.items():
            self.actions_by_id[name].setChecked(is_on())

    def _reach_changed(self, reaches: bool) -> None:
        self._reaches = reaches
        self._enable()

    def _enable(self) -> None:
        self._enabling.look(self.bridge.document is not None, self._reaches)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that found its action off is answered, too."""
        if event.key() in _MODIFIERS:
            return
        document, pressed = self.bridge.document, QKeySequence(event.keyCombination())
        off = (action for action in self.actions_by_id.values() if not action.isEnabled())
        if document is not None and self.view.hasFocus() and any(pressed in action.shortcuts() for action in off):
            self.say(Message("verbs.no_span" if document.unreviewed else "window.no_stop_left"))
        super().keyPressEvent(event)

    # -- leaving --------------------------------------------------------------------------------------------------

    def may_close(self) -> bool:
        """Whether nothing would be lost, or somebody has said that it may be."""
        self.events.leaving.emit()
        return all(may_close() for may_close in self._may_close)

    def close_now(self) -> None:
        """Without asking: somebody has."""
        self._closing = True
        self.close()

    def _say_at_the_end(self, failure: Message, said: Sequence[Message]) -> None:
        """While there still is a window: what went wrong, unless it was said or asked about before."""
        words = self.language.say(failure)
        print(words, file=sys.stderr)
        if failure.key != IN_MEMORY and failure not in said:
            say_at_the_end(words, self)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closing and not self.may_close():
            event.ignore()
            return
        try:
            self.events.leaving.emit()
            self._remember_article()
            self.focus_mode.leave()
            self.docks.remember()
            self.events.closing.emit()
            said = self.bridge.said
            failure = self.bridge.close()
            if failure is not None:
                self._say_at_the_end(failure, said)
        finally:  # whatever goes wrong, the program ends with its window
            self.closed.emit()
        super().closeEvent(event)


def _first(does: Callable[[], bool], handler: Callable[[], object]) -> None:
    """What an action does that another feature than its own is asked for first."""
    if not does():
        handler()
