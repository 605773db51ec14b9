"""The window: panes around the article, and which of the core's answers goes to which of them."""

import sys
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from nhan.core.document import Document
from nhan.core.messages import Message
from nhan.core.model import ArticleEdit, Change, Rejected
from nhan.core.review.stops import Candidates, Filter
from nhan.core.suggest.outcome import SuggestFailed
from nhan.core.text.units import Unit
from nhan.gui import theme
from nhan.gui.actions import ACTIONS, Needs, build, set_keys
from nhan.gui.article.pane import ArticlePane
from nhan.gui.article_view.look import Density, Look
from nhan.gui.commands import Commands
from nhan.gui.guideline.panel import GuidelinePanel
from nhan.gui.handlers import handlers
from nhan.gui.i18n import Language
from nhan.gui.layout import Docks
from nhan.gui.learning.controller import Learning, connect_panel
from nhan.gui.learning.panel import LearningPanel
from nhan.gui.menus import add_toolbar, fill_menus
from nhan.gui.note.panel import NotePanel
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.review.corpus_change import CorpusChange
from nhan.gui.review.correction import Correction
from nhan.gui.review.lexicon_filler import LexiconFiller
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.settings import Settings
from nhan.gui.span_list.panel import SpanPanel
from nhan.gui.status_line import StatusLine
from nhan.gui.suggestions.loader import SuggestionLoader
from nhan.gui.suggestions.propagation import Propagation

_PAUSE = 1500  # ms on an article after which it counts as the last one worked on


class MainWindow(QMainWindow):
    """One project, one window. Another project or language means another window (see ``app``)."""

    project_wanted = Signal(Path)
    rebuild_wanted = Signal()
    closed = Signal()
    _unsettled = Signal()

    def __init__(
        self, bridge: SessionBridge, suggesting: SuggestionLoader, settings: Settings, language: Language
    ) -> None:
        super().__init__()
        self.bridge, self.suggesting, self.settings, self.language = bridge, suggesting, settings, language
        name = bridge.session.project.name
        title = self.tr("{project} · Nhãn · read only") if bridge.session.read_only else "{project} · Nhãn"
        self.setWindowTitle(title.format(project=name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pane = ArticlePane(language.name)
        self.view = self.pane.view
        self.setCentralWidget(self.pane)
        self.correction = Correction(bridge, self.view, settings, self)
        self.gathering = LexiconFiller(bridge, self)
        self.correction.lexicon = self.gathering.lexicon
        self.following = Propagation(bridge, suggesting, self)
        self.following.on = settings.get("follow")
        self.correction.is_pending = suggesting.is_pending
        self.corpus = CorpusChange(bridge, self.correction, self.pane, language)
        self.queue, self.spans = QueuePanel(), SpanPanel()
        suggesting.after = self.queue.model.after
        self.note, self.guideline = NotePanel(), GuidelinePanel(language.name)
        self.docks = Docks(self, self.view, settings)
        self.docks.add("queue", self.tr("Articles"), self.queue, "left", self.queue.list)
        self.docks.add("spans", self.tr("Spans"), self.spans, "right", self.spans.list)
        self.docks.add("guideline", self.tr("Guideline"), self.guideline, "right", self.guideline.text)
        self.docks.add("note", self.tr("Note"), self.note, "right", self.note.field)
        self.learning, self.learned = Learning(bridge, settings, self), LearningPanel()
        self.docks.add("learning", self.tr("Learning"), self.learned, "right", self.learned.train)
        connect_panel(self.learning, self.learned, language)
        self.learned.set_threshold(settings.get("certain"))
        self.status = StatusLine()
        self.setStatusBar(self.status)
        self.commands = Commands(self)
        self._stale: set[str] = set()  # articles that the queue shows as they were
        self._settling = False
        self._remember = QTimer(self, singleShot=True, interval=_PAUSE)
        self._enabled: tuple[bool, bool] | None = None  # with an article, with a span: what the actions go by
        self.actions_by_id = build(self, self.view, handlers(self), settings.get("shortcuts"))
        self.pane.set_actions(self.actions_by_id)
        fill_menus(self, self.actions_by_id, self.docks.by_name, self.commands)
        add_toolbar(self, self.actions_by_id, settings.get("theme"))
        self._connect()
        self._apply_look()
        self.queue.show_project(bridge.session)
        self.spans.set_labels(bridge.labels)
        self.pane.labels.show_labels(bridge.labels, self.view.look.palette)
        self.docks.restore()
        self._enable()

    # -- building -------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        bridge, pane, view = self.bridge, self.pane, self.view
        self._unsettled.connect(self._refresh_panels, Qt.ConnectionType.QueuedConnection)
        self._remember.timeout.connect(self._remember_article)
        bridge.changed.connect(self._changed)
        bridge.rejected.connect(self._rejected)
        bridge.failed.connect(self._failed)
        bridge.article_shown.connect(self._shown)
        bridge.saving_changed.connect(self.status.say_saving)
        self.correction.said.connect(self.say)
        self.correction.finished.connect(self.go_to_next)
        self.correction.decided.connect(self.following.decided)
        self.correction.going_on.connect(self.following.go_on)
        self.correction.taken_back.connect(self.following.forget)
        self.correction.taken_back.connect(self.corpus.forget)
        self.correction.at_candidate.connect(self._enable)
        self.following.superseded.connect(self.correction.come_back)
        view.active_changed.connect(self._active_changed)
        view.selection_changed.connect(self._enable)
        view.edge_dragged.connect(self.correction.drag_edge)
        pane.labels.chosen.connect(self.correction.label)
        self.queue.chosen.connect(self.show_article)
        self.queue.failed.connect(self._failed)
        self.queue.reordered.connect(self._show_place)
        self.spans.chosen.connect(self._go_to_span)
        self.spans.filter_changed.connect(self._set_filter)
        self.note.written.connect(self.correction_note)
        self.learning.trained.connect(self._use_model)
        self.learned.threshold_changed.connect(partial(self.settings.set, "certain"))
        self.suggesting.working.connect(self.status.say_working)
        self.suggesting.failed.connect(self._suggesting_failed)
        self.suggesting.segmented.connect(self._segmented)
        self.settings.changed.connect(self._setting_changed)

    # -- the article ----------------------------------------------------------------------------------------------

    def open_first(self) -> None:
        """Show the article that was open last, else the first to do, else the first."""
        last = self.settings.get("last_articles").get(str(self.bridge.session.project.folder))
        project, model = self.bridge.session.project, self.queue.model
        name = last if last in project else model.next_to_do("") or model.first()
        if name is not None:
            self.show_article(name)
            if self.bridge.document is None and (other := model.next_to_do(name)) is not None:
                self.show_article(other)  # that one cannot be read
        self.view.setFocus()

    def show_article(self, article_id: str) -> None:
        self.note.flush()
        self.following.forget()
        if not self.bridge.show_article(article_id) and self.bridge.document is not None:
            self.queue.mark(self.bridge.document.id)

    def _shown(self) -> None:
        document = self.bridge.document
        assert document is not None
        session = self.bridge.session
        self.view.set_unit(Unit.SYLLABLE)
        self.view.show_document(document, self.bridge.labels)
        self.pane.title.set_text(document.article.title or document.id)
        self._show_place()
        self.spans.show_document(document)
        self.note.show_note(document.state.note)
        self.queue.mark(document.id)
        self.status.say_where(session.project.record_path(document.id, session.annotator))
        self.correction.first_stop()
        self._stale.add(document.id)
        self._refresh_panels()
        self._ask_for_suggestions(document)
        self._remember.start()

    def _show_place(self) -> None:
        document, project = self.bridge.document, self.bridge.session.project
        if document is not None:
            self.pane.place.setText(f"{self.queue.model.place(document.id) + 1} / {len(project)}")

    def _remember_article(self) -> None:
        if self.bridge.document is not None:
            last = dict(self.settings.get("last_articles"))
            last[str(self.bridge.session.project.folder)] = self.bridge.document.id
            self.settings.set("last_articles", last)

    def _ask_for_suggestions(self, document: Document) -> None:
        self.status.say_working(False)
        if not self.settings.get("auto_suggest") or self.bridge.session.read_only:
            return
        self.suggesting.want_shown(document.id)
        if self.settings.get("edge_unit") == "word":
            self.suggesting.want_words(document.id, document.text)

    def _segmented(self, article_id: str, words: object) -> None:
        if self.bridge.document is not None and self.bridge.document.id == article_id and isinstance(words, tuple):
            self.view.set_unit(Unit.WORD, words)

    def _use_model(self, _model: object) -> None:
        """A new model: what nobody has touched is suggested by it."""
        self.suggesting.exchange()
        self.following.ask_anew()

    def release(self) -> None:
        self.corpus.forget()
        self.correction.release()

    def suggest_again(self) -> None:
        if self.bridge.document is not None:
            self.suggesting.want(self.bridge.document.id, again=True)

    def go_beside(self, way: int) -> None:
        document = self.bridge.document
        name = self.queue.model.beside(document.id, way) if document else None
        if name is None:
            self.say(Message("window.no_article_beside"))
        else:
            self.show_article(name)

    def go_to_next(self) -> None:
        """The next article to do."""
        document = self.bridge.document
        name = self.queue.model.next_to_do(document.id if document else "")
        if name is None:
            self.say(Message("window.all_done"))
        else:
            self.show_article(name)

    def _go_to_span(self, span_id: str) -> None:
        self.view.set_active(span_id)
        self.view.setFocus()

    # -- what core answers ----------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        document = self.bridge.document
        for edit in change.edits:
            if document is not None and edit.article == document.id:
                self._edited(edit, change.machine)
            self._stale.add(edit.article)
        self._settle()

    def _edited(self, edit: ArticleEdit, machine: bool) -> None:
        self.view.edited(edit)
        self.spans.edited(edit)
        if edit.now is not None:
            self.note.show_note(edit.now.note)
        if machine and self.view.active is None and self.view.selection is None and self.view.caret == 0:
            self.correction.first_stop()

    def _settle(self) -> None:
        """Bring what stands around the article up to date: once for all that a key has done, before it is painted."""
        if not self._settling:
            self._settling = True
            self._unsettled.emit()

    def _refresh_panels(self) -> None:
        self._settling = False
        for article in self._stale:
            self.queue.refresh(article)
        found_anew, document = bool(self._stale), self.bridge.document
        self._stale.clear()
        if document is None:
            return
        if found_anew:
            self.pane.find_again()
        span = self.view.span(self.view.active) if self.view.active else None
        self.pane.labels.refresh(document, span.label if span else None)
        self.status.say_left(document.unreviewed)
        self.spans.mark(span)
        self.guideline.show_label(self.bridge.labels.find(span.label) if span else None)
        self._enable()

    def _active_changed(self, span_id: str | None) -> None:
        self.following.active = span_id or ""
        if span_id is not None:
            self._enable()  # at once: the next key may be waiting already
        self._settle()

    def _rejected(self, rejected: Rejected) -> None:
        self.say(Message(rejected.reason, rejected.fields))

    def _failed(self, message: Message) -> None:
        self.pane.notice.say(self.language.say(message))

    def say(self, message: Message) -> None:
        """A word in the status line: passes by itself, stands in nobody's way."""
        self.status.say(self.language.say(message))

    def _suggesting_failed(self, failed: SuggestFailed) -> None:
        project = self.bridge.session.project
        title = project.title(failed.article) if failed.article in project else ""
        words = f"{title}: {self.language.say(failed.message)}" if title else self.language.say(failed.message)
        again = partial(self.suggesting.want, failed.article, again=True)
        self.pane.notice.say(words, self.tr("Try again"), again)

    # -- note, panes, looks ---------------------------------------------------------------------------------------

    def correction_note(self, text: str) -> None:
        if self.bridge.document is not None and not self.bridge.session.read_only:
            self.correction.set_note(text)

    def write_note(self) -> None:
        self.docks.show("note")
        self.note.field.setFocus()

    def text_size(self, by: int) -> None:
        self.settings.set("text_px", max(10, min(40, self.settings.get("text_px") + by)))

    def toggle(self, name: str, off: str, on: str) -> None:
        dark = name == "theme" and theme.is_dark(self.settings.get("theme"))
        is_on = dark if name == "theme" else self.settings.get(name) != off
        self.settings.set(name, off if is_on else on)

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
        self._set_filter()
        self.actions_by_id["compact"].setChecked(settings.get("density") == "compact")
        self.actions_by_id["dark"].setChecked(theme.is_dark(settings.get("theme")))
        self.actions_by_id["candidates"].setChecked(settings.get("tab_candidates") != "none")
        self.status.say_saving(self.bridge.saving)

    def _set_filter(self) -> None:
        """Where Tab stops: what the preferences say, or what the span list shows."""
        wanted = self.spans.filter if self.spans.lead.isChecked() else Filter()
        below = self.settings.get("tab_below") or None
        candidates = Candidates(self.settings.get("tab_candidates"))
        self.correction.filter = replace(wanted, candidates=candidates, below=below)
        if candidates in (Candidates.LABELLED, Candidates.BOTH):
            self.gathering.start()

    def _setting_changed(self, name: str) -> None:
        if name in ("language",):
            QTimer.singleShot(0, self.rebuild_wanted.emit)
        elif name == "theme":
            application = QApplication.instance()
            assert isinstance(application, QApplication)
            theme.apply(application, self.settings.get("theme"))
            QTimer.singleShot(0, self.rebuild_wanted.emit)  # icons and chips are drawn in the theme's colours
        elif name == "shortcuts":
            set_keys(self.actions_by_id, self.settings.get("shortcuts"))
        elif name == "follow":
            self.following.on = self.settings.get("follow")
        elif name in ("text_px", "density", "line_spacing", "tab_candidates", "tab_below", "certain"):
            self._apply_look()
        elif name == "edge_unit" and self.bridge.document is not None:
            self.view.set_unit(Unit.SYLLABLE)
            self._ask_for_suggestions(self.bridge.document)

    def _enable(self, _: object = None) -> None:
        """Actions are on where they make sense; what an action needs stands in the table."""
        article = self.bridge.document is not None
        correction = self.correction
        at_something = self.view.active is not None or correction.repeats or correction.candidate is not None
        span = article and at_something
        if (article, span) == self._enabled:
            return
        self._enabled = article, span
        there = {Needs.NOTHING: True, Needs.PROJECT: True, Needs.ARTICLE: article, Needs.SPAN: span}
        for spec in ACTIONS:
            self.actions_by_id[spec.id].setEnabled(there[spec.needs])

    # -- leaving --------------------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        self.note.flush()
        self._remember_article()
        self.docks.remember()
        self.learning.close()
        self.suggesting.close()
        self.gathering.close()
        failure = self.bridge.close()
        if failure is not None:
            print(self.language.say(failure), file=sys.stderr)
        self.closed.emit()
        super().closeEvent(event)
