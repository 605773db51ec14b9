"""Suggesting in the window: for the article that is shown and, on a command, for all; and what a failure says."""

from functools import partial

from PySide6.QtCore import QObject

from nhan.core.document import Document
from nhan.core.messages import Message
from nhan.core.suggest.outcome import SuggestFailed
from nhan.core.text.units import Unit
from nhan.gui.context import Context, Feature
from nhan.gui.events import connect_all
from nhan.gui.jobs import Job
from nhan.gui.settings import AUTO_SUGGEST, EDGE_UNIT, Affects, Setting
from nhan.gui.suggestions.arrival_marks import ArrivalMarks
from nhan.gui.suggestions.choice import SuggesterChooser
from nhan.gui.suggestions.fetcher import SuggestionFetcher
from nhan.gui.suggestions.propagation import Propagation
from nhan.gui.suggestions.unsure_candidates import UnsureCandidates


class Suggestions(QObject):
    """Asks the fetcher for what the window needs."""

    def __init__(self, context: Context, fetcher: SuggestionFetcher) -> None:
        super().__init__(context.window)
        self._context, self._fetcher = context, fetcher
        self._for_all = False  # whether articles without suggestions are being looked for, or suggested for
        self._job: Job | None = None  # of suggesting for all
        fetcher.counted.connect(self._counted)
        fetcher.failed.connect(self._failed)
        fetcher.segmented.connect(self._segmented)
        context.events.shown.connect(self._ask)
        context.settings.changed.connect(self._setting_changed)

    def _ask(self, document: Document) -> None:
        self._context.events.working.emit(False)
        if not self._context.settings.get(AUTO_SUGGEST) or self._context.bridge.session.read_only:
            return
        self._fetcher.want_shown(document.id)
        if self._context.settings.get(EDGE_UNIT) == "word":
            self._fetcher.want_words(document.id, document.text)

    def _setting_changed(self, setting: Setting[object]) -> None:
        document = self._context.bridge.document
        if setting.affects is Affects.UNITS and document is not None:
            self._context.view.set_unit(Unit.SYLLABLE)
            self._ask(document)

    def _segmented(self, article_id: str, words: object) -> None:
        document = self._context.bridge.document
        if document is not None and document.id == article_id and isinstance(words, tuple):
            self._context.view.set_unit(Unit.WORD, words)

    def again(self) -> None:
        """Suggest for the shown article, whatever it has."""
        if self._context.bridge.document is not None:
            self._fetcher.want(self._context.bridge.document.id, again=True, whole=True)

    def for_all(self) -> None:
        """Suggest for every article without suggestions; they come in while one goes on working."""
        project = self._context.bridge.session.project
        if not self._for_all:
            self._for_all = True
            title = self.tr("Looking for articles without suggestions")
            self._context.run(
                title,
                lambda _: list(project.unsuggested()),
                self._for_these,
                refused=self._for_none,
                stoppable=False,
            )

    def _for_these(self, names: list[str]) -> None:
        self._context.say(Message("window.suggest_all", {"count": len(names)}))
        self._for_all = bool(names)
        if names:
            self._job = self._context.jobs.track(self.tr("Suggesting"), len(names), self._fetcher.stop_all)
            self._fetcher.want_all(names, count=True)

    def _for_none(self, message: Message) -> None:
        self._for_all = False
        self._context.fail(message)

    def _counted(self, left: int) -> None:
        if self._job is None:
            return
        self._job.progress.done = self._job.progress.total - left
        if not left:
            self._context.jobs.end(self._job)
            self._for_all, self._job = False, None

    def _failed(self, failed: SuggestFailed) -> None:
        project, words = self._context.bridge.session.project, self._context.language.say(failed.message)
        title = project.title(failed.article) if failed.article in project else ""
        again = partial(self._fetcher.want, failed.article, again=True)
        self._context.notice.say(f"{title}: {words}" if title else words, self.tr("Try again"), again)


def attach(context: Context) -> Feature:
    chooser = SuggesterChooser(context)
    fetcher = SuggestionFetcher(
        context.bridge, context.order.after, context.view.read_ahead, context.window, lambda: chooser.wanted
    )
    propagation = Propagation(context.bridge, fetcher, context.view, context.settings, context.window)
    marks = ArrivalMarks(context)
    unsure = UnsureCandidates(context, fetcher, marks)
    suggestions, events = Suggestions(context, fetcher), context.events

    def exchange(_model: object) -> None:
        """There is a new model, or somebody else suggests: what nobody has touched is suggested by it."""
        fetcher.exchange()
        propagation.ask_again()
        unsure.ask()

    def follow_setting(setting: Setting[object]) -> None:
        if setting.affects is Affects.SUGGESTING:
            exchange(setting)

    connect_all(
        (
            (fetcher.awaited, events.awaited),
            (fetcher.working, events.working),
            (events.decided, propagation.decided),
            (events.going_on, propagation.go_on),
            (events.taken_back, propagation.forget),
            (events.leaving, propagation.forget),
            (events.model_exchanged, exchange),
            (context.settings.changed, follow_setting),
            (events.closing, fetcher.close),
        )
    )
    return Feature(
        handlers={
            "suggest_again": suggestions.again,
            "suggest_all": suggestions.for_all,
            "choose_suggester": chooser.choose,
        }
    )
