"""Reviewing in the window: the keys of an article, and what the others are told of a decision."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject

from nhan.core.document import Document
from nhan.core.messages import Message
from nhan.core.model import ArticleEdit, ArticleStatus
from nhan.core.operations import Edge
from nhan.core.review.stops import Candidates, Filter
from nhan.gui.action_spec import Handlers
from nhan.gui.article_view.view import ArticleView
from nhan.gui.context import Context, Feature
from nhan.gui.events import connect_all
from nhan.gui.review.bulk import BulkKeys
from nhan.gui.review.candidate_marks import CandidateMarks
from nhan.gui.review.corpus_change import CorpusChange
from nhan.gui.review.correction import Correction
from nhan.gui.review.label_chooser import ChooserKeys
from nhan.gui.review.lexicon_filler import LexiconFiller
from nhan.gui.review.same import AllTheSame, SameVerb
from nhan.gui.review.trail import Trail
from nhan.gui.review.undoing import Undoing
from nhan.gui.settings import TAB_BELOW, TAB_CANDIDATES, Affects, Setting


class Review(QObject):
    """Says where the stops are, and which of them comes first."""

    def __init__(self, context: Context, correction: Correction, lexicon: LexiconFiller) -> None:
        super().__init__(context.window)
        self._events, self._settings, self._view = context.events, context.settings, context.view
        self._correction, self._lexicon, self._say = correction, lexicon, context.say
        self._wanted = Filter()  # what the stops are without the preferences
        context.settings.changed.connect(self._setting_changed)
        context.events.stops_wanted.connect(self._want)
        context.events.shown.connect(self._shown)
        context.events.edited.connect(self._edited)
        context.events.settled.connect(self._settled)
        correction.at_candidate.connect(self._tell_reach)
        context.view.selection_changed.connect(self._tell_reach)
        context.view.active_changed.connect(self._active_changed)
        self._set_filter()

    def _want(self, wanted: Filter) -> None:
        self._wanted = wanted
        self._set_filter()

    def _setting_changed(self, setting: Setting[object]) -> None:
        if setting.affects is Affects.STOPS:
            self._set_filter()
        if setting is TAB_CANDIDATES:
            off = self._view.stops.candidates is Candidates.NONE
            self._say(Message("window.candidates_off" if off else "window.candidates_on"))

    def _set_filter(self) -> None:
        candidates = Candidates(self._settings.get(TAB_CANDIDATES))
        below = self._settings.get(TAB_BELOW) or None
        self._view.stops = replace(self._wanted, candidates=candidates, below=below)
        self._correction.set_filter(self._view.stops)
        if candidates.with_labelled:
            self._lexicon.start()

    def _shown(self, _document: Document) -> None:
        self._correction.first_stop()

    def _edited(self, _edit: ArticleEdit, machine: bool) -> None:
        view = self._view
        is_idle = view.active is None and view.selection is None and (view.caret == 0 or self._correction.at_end)
        if machine and is_idle and view.lost is None:
            self._correction.first_stop()

    def _settled(self, _: object) -> None:
        """Whatever took the active span away: while something is to review, something is active."""
        if self._view.lost is not None:
            self._correction.come_back(*self._view.lost)
        self._tell_reach()

    def _active_changed(self, span_id: str | None) -> None:
        if span_id is not None:
            self._tell_reach()  # at once: the next key may be waiting already

    def _tell_reach(self, _: object = None) -> None:
        self._events.reach_changed.emit(self._correction.reaches)


def attach(context: Context) -> Feature:
    lexicon = LexiconFiller(context.bridge, context.window)
    correction = Correction(context.bridge, context.view, lexicon.lexicon, context.window)
    same = AllTheSame(context.bridge, correction, context.window)
    corpus = CorpusChange(context.bridge, same, context.notice, context.language)
    undoing = Undoing(context.bridge, context.view, correction, context.show_article, context.window)
    trail = Trail(context.bridge, context.view, context.show_article, context.window)
    bulk = BulkKeys(context.bridge, context.view, correction, context.settings, context.window)
    chooser = ChooserKeys(context, same)
    Review(context, correction, lexicon)
    candidates = CandidateMarks(context.bridge, context.view, correction, context.settings, context.window)
    events = context.events
    connect_all(
        (
            *((each.said, context.say) for each in (correction, same, bulk, corpus, undoing, trail)),
            (correction.decided, events.decided),
            (correction.going_on, events.going_on),
            (undoing.taken_back, events.taken_back),
            (correction.finished, events.finished),
            (correction.left_behind, trail.put),
            (undoing.taken_back, corpus.forget),
            (trail.going_on, events.going_on),
            (events.awaited, correction.set_awaited),
            (events.articles_added, lexicon.look_again),
            (events.settled, bulk.mark),
            (events.settled, candidates.mark),
            (events.closing, lexicon.close),
            (context.view.edge_dragged, correction.drag_edge),
        )
    )

    def release() -> None:
        corpus.forget()
        correction.release()

    acting = {**verbs(correction), **all_the_same(same), **in_bulk(bulk), "choose_label": chooser.open}
    return Feature(
        takes_label=correction.take_label,
        handlers={
            **{name: partial(correction.once_seen, does) for name, does in acting.items()},
            **the_article(correction),
            **steps(correction, context.view),
            "undo": undoing.undo,
            "redo": undoing.redo,
            "back": trail.back,
            "release": release,
        },
    )


def in_bulk(bulk: BulkKeys) -> Handlers:
    """What accepts all that is marked."""
    return {"accept_down": bulk.accept_down, "accept_copies": bulk.accept_copies}


def verbs(correction: Correction) -> Handlers:
    """What acts at the ring."""
    edges = {
        f"{edge.value}_{way}{ending}": partial(correction.edge, edge, way == "out", by_character=bool(ending))
        for edge in Edge
        for way in ("out", "in")
        for ending in ("", "_char")
    }
    labels = {f"label_{digit}": partial(correction.label_key, digit) for digit in "1234567890"}
    return (
        edges
        | labels
        | {
            "accept": correction.accept,
            "reject": correction.reject,
            "next_reading": correction.next_reading,
            "merge": correction.merge,
            "split": correction.split,
            "trim": correction.trim,
        }
    )


def the_article(correction: Correction) -> Handlers:
    """What is done to the article as a whole, and what alters nothing."""
    return {
        "finish": correction.finish,
        "finish_bulk": partial(correction.finish, bulk=True),
        "skip": partial(correction.set_status, ArticleStatus.SKIPPED, go_on=True),
        "flag": correction.flag,
        "reopen": partial(correction.set_status, ArticleStatus.IN_PROGRESS, go_on=False),
        "copy": correction.copy,
    }


def all_the_same(same: AllTheSame) -> Handlers:
    """What is done to every span of the same words."""
    return {
        "accept_same": partial(same.do, SameVerb.ACCEPT),
        "propose_same": partial(same.do, SameVerb.PROPOSE),
        "withdraw_same": partial(same.do, SameVerb.REJECT),
        "accept_corpus": partial(same.ask_corpus, SameVerb.ACCEPT),
        "propose_corpus": partial(same.ask_corpus, SameVerb.PROPOSE),
        "withdraw_corpus": partial(same.ask_corpus, SameVerb.REJECT),
        **{f"label_same_{digit}": partial(same.label, digit) for digit in "1234567890"},
    }


def steps(correction: Correction, view: ArticleView) -> Handlers:
    """What goes elsewhere in the article."""
    return {
        "next_stop": correction.next_stop,
        "previous_stop": correction.previous_stop,
        "outer_span": correction.outer_span,
        "next_word": partial(correction.step, 1),
        "previous_word": partial(correction.step, -1),
        "next_line": partial(view.line_step, 1),
        "previous_line": partial(view.line_step, -1),
        "text_start": partial(view.set_caret, 0),
        "text_end": lambda: view.set_caret(len(view.text)),
    }
