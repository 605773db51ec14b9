"""Which keys come next, for who does not know them yet: a line under the article that goes away by itself."""

from collections.abc import Callable, Mapping
from enum import Enum

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from nhan.core.document import Document
from nhan.core.labels import KEYS, LabelSet
from nhan.core.messages import Message
from nhan.core.model import Span, SpanStatus
from nhan.core.operations.readings import readings_of
from nhan.gui.article_view.view import ArticleView
from nhan.gui.events import Events, Settled
from nhan.gui.i18n import QT_TRANSLATE_NOOP
from nhan.gui.settings import DECISIONS, KEY_HINTS, Settings
from nhan.gui.widgets.key_line import Hint, KeyLine

KNOWN = 150  # decisions after which the keys are known
_SHORT = {"Return": "Enter", "Del": "Delete", "Right": "→", "Left": "←", "Down": "↓"}
LABELS = "labels"  # in the place of an action: the keys of all labels


class ActsOn(Enum):
    """What the next key acts on."""

    SUGGESTION = "suggestion"
    CONFIRMED = "confirmed"
    SELECTION = "selection"
    BETWEEN = "between"
    WAITING = "waiting"
    REVIEWED = "reviewed"
    VERSION = "version"  # what somebody has there, which is only drawn
    NOTHING = "nothing"  # the place of something that is only proposed, where nothing is drawn
    DOUBT = "doubt"  # a place where what stands, or that nothing does, is doubted


HINTS: Mapping[ActsOn, tuple[tuple[str, str], ...]] = {
    ActsOn.SUGGESTION: (
        ("accept", QT_TRANSLATE_NOOP("key_hints", "accept")),
        (LABELS, QT_TRANSLATE_NOOP("key_hints", "another label")),
        ("reject", QT_TRANSLATE_NOOP("key_hints", "reject")),
        ("accept_down", QT_TRANSLATE_NOOP("key_hints", "accept {count}, with the bracketed")),
        ("next_reading", QT_TRANSLATE_NOOP("key_hints", "another reading")),
        ("end_out", QT_TRANSLATE_NOOP("key_hints", "longer")),
        ("next_stop", QT_TRANSLATE_NOOP("key_hints", "next")),
        ("undo", QT_TRANSLATE_NOOP("key_hints", "undo")),
        ("key_sheet", QT_TRANSLATE_NOOP("key_hints", "all keys")),
    ),
    ActsOn.CONFIRMED: (
        ("next_stop", QT_TRANSLATE_NOOP("key_hints", "next")),
        ("accept_down", QT_TRANSLATE_NOOP("key_hints", "accept the {count} bracketed")),
        (LABELS, QT_TRANSLATE_NOOP("key_hints", "another label")),
        ("end_out", QT_TRANSLATE_NOOP("key_hints", "longer")),
        ("end_in", QT_TRANSLATE_NOOP("key_hints", "shorter")),
        ("reject", QT_TRANSLATE_NOOP("key_hints", "remove")),
        ("undo", QT_TRANSLATE_NOOP("key_hints", "undo")),
        ("key_sheet", QT_TRANSLATE_NOOP("key_hints", "all keys")),
    ),
    ActsOn.SELECTION: (
        (LABELS, QT_TRANSLATE_NOOP("key_hints", "give it this label")),
        ("end_out", QT_TRANSLATE_NOOP("key_hints", "longer")),
        ("release", QT_TRANSLATE_NOOP("key_hints", "let go")),
        ("key_sheet", QT_TRANSLATE_NOOP("key_hints", "all keys")),
    ),
    ActsOn.BETWEEN: (
        ("next_stop", QT_TRANSLATE_NOOP("key_hints", "next to review")),
        (LABELS, QT_TRANSLATE_NOOP("key_hints", "label this word")),
        ("end_out", QT_TRANSLATE_NOOP("key_hints", "select words")),
        ("undo", QT_TRANSLATE_NOOP("key_hints", "undo")),
        ("key_sheet", QT_TRANSLATE_NOOP("key_hints", "all keys")),
    ),
    ActsOn.WAITING: (  # suggestions are on their way: not yet what ends the article
        (LABELS, QT_TRANSLATE_NOOP("key_hints", "label this word")),
        ("end_out", QT_TRANSLATE_NOOP("key_hints", "select words")),
        ("key_sheet", QT_TRANSLATE_NOOP("key_hints", "all keys")),
    ),
    ActsOn.VERSION: (
        ("accept", QT_TRANSLATE_NOOP("key_hints", "take what is shown")),
        ("next_conflict", QT_TRANSLATE_NOOP("key_hints", "show another")),
        (LABELS, QT_TRANSLATE_NOOP("key_hints", "another label")),
        ("reject", QT_TRANSLATE_NOOP("key_hints", "nothing stands")),
        ("propose_same", QT_TRANSLATE_NOOP("key_hints", "the same in the article")),
        ("next_stop", QT_TRANSLATE_NOOP("key_hints", "next")),
        ("undo", QT_TRANSLATE_NOOP("key_hints", "undo")),
        ("key_sheet", QT_TRANSLATE_NOOP("key_hints", "all keys")),
    ),
    ActsOn.NOTHING: (
        ("accept", QT_TRANSLATE_NOOP("key_hints", "nothing stands")),
        ("next_conflict", QT_TRANSLATE_NOOP("key_hints", "show another")),
        (LABELS, QT_TRANSLATE_NOOP("key_hints", "give it this label")),
        ("propose_same", QT_TRANSLATE_NOOP("key_hints", "the same in the article")),
        ("next_stop", QT_TRANSLATE_NOOP("key_hints", "next")),
        ("undo", QT_TRANSLATE_NOOP("key_hints", "undo")),
        ("key_sheet", QT_TRANSLATE_NOOP("key_hints", "all keys")),
    ),
    ActsOn.DOUBT: (
        ("accept", QT_TRANSLATE_NOOP("key_hints", "keep as it is")),
        ("next_reading", QT_TRANSLATE_NOOP("key_hints", "take the alternative")),
        (LABELS, QT_TRANSLATE_NOOP("key_hints", "give it this label")),
        ("reject", QT_TRANSLATE_NOOP("key_hints", "nothing stands")),
        ("next_stop", QT_TRANSLATE_NOOP("key_hints", "next")),
        ("undo", QT_TRANSLATE_NOOP("key_hints", "undo")),
        ("key_sheet", QT_TRANSLATE_NOOP("key_hints", "all keys")),
    ),
    ActsOn.REVIEWED: (
        ("finish", QT_TRANSLATE_NOOP("key_hints", "done, next article")),
        ("end_out", QT_TRANSLATE_NOOP("key_hints", "select words")),
        (LABELS, QT_TRANSLATE_NOOP("key_hints", "label this word")),
        ("undo", QT_TRANSLATE_NOOP("key_hints", "undo")),
        ("key_sheet", QT_TRANSLATE_NOOP("key_hints", "all keys")),
    ),
}


class KeyHints(QObject):
    """Follows what is active. ``say`` tells that the line goes, and where it can be had again."""

    def __init__(
        self,
        line: KeyLine,
        view: ArticleView,
        settings: Settings,
        events: Events,
        labels: LabelSet,
        actions: Mapping[str, QAction],
        say: Callable[[Message], None],
    ) -> None:
        super().__init__(line)
        self._line, self._view, self._settings, self._actions, self._say = line, view, settings, actions, say
        keys = sorted(labels.keys.values(), key=KEYS.index)
        self._labels = f"{keys[0]}–{keys[-1]}" if len(keys) > 1 else "".join(keys)
        self._moment: ActsOn | None = None
        self._count_of: Mapping[str, int] = {}
        self._awaited: set[str] = set()  # ids of articles whose suggestions are on their way
        self._document: Document | None = None
        self._doubted = False  # whether the ring is on a doubt that waits for an answer
        self._count = settings.get(DECISIONS)
        events.settled.connect(self._settled)
        events.awaited.connect(self._set_awaited)
        events.doubt_reached.connect(self._set_doubted)
        events.decided.connect(self._decided)
        events.closing.connect(self._remember)
        view.selection_changed.connect(self.look)
        view.taken_changed.connect(self.look)

    def _settled(self, settled: Settled) -> None:
        self._document = settled.document
        self.look()

    def _set_awaited(self, article_id: str, awaited: bool) -> None:
        (self._awaited.add if awaited else self._awaited.discard)(article_id)
        self.look()

    def _set_doubted(self, doubted: bool) -> None:
        self._doubted = doubted
        self.look()

    def look(self, _: object = None) -> None:
        """Say the keys of this moment, where the line is shown."""
        if self._line.isHidden() or self._document is None:
            return
        span: Span | None = self._view.span(self._view.active) if self._view.active else None
        moment, count_of = self._now(self._document, span), self._counts(span)
        if (moment, count_of) != (self._moment, self._count_of):
            self._moment, self._count_of = moment, count_of
            self.refresh()

    def _now(self, document: Document, span: Span | None) -> ActsOn:
        if self._doubted:
            return ActsOn.DOUBT
        if self._view.at_proposed:
            return ActsOn.VERSION if span is not None else ActsOn.NOTHING
        if span is not None:
            return ActsOn.SUGGESTION if span.status is SpanStatus.SUGGESTED else ActsOn.CONFIRMED
        if self._view.selection is not None:
            return ActsOn.SELECTION
        if document.unreviewed:
            return ActsOn.BETWEEN
        waits = not len(document) and document.id in self._awaited  # in one with spans they are only asked for again
        return ActsOn.WAITING if waits else ActsOn.REVIEWED

    def _counts(self, span: Span | None) -> Mapping[str, int]:
        """By action: what it would act on. One that has nothing of its own to do is not named."""
        if self._doubted:
            return {}  # each of its keys answers
        down, is_open = len(self._view.taken.down), span is not None and span.status is SpanStatus.SUGGESTED
        return {"accept_down": down and down + is_open, "next_reading": len(readings_of(span)) if span else 0}

    def refresh(self) -> None:
        """Write the line again: the keys may be other ones."""
        if self._moment is not None:
            named = [(name, self._count_of.get(name, 1), text) for name, text in HINTS[self._moment]]
            pairs = [
                (self._key(name), QCoreApplication.translate("key_hints", text).format(count=count))
                for name, count, text in named
                if count
            ]
            self._line.show_hints([Hint(key, does) for key, does in pairs if key])

    def _key(self, name: str) -> str:
        if name == LABELS:
            return self._labels
        action = self._actions.get(name)
        sequence = action.shortcut() if action is not None else QKeySequence()
        parts = sequence.toString(QKeySequence.SequenceFormat.NativeText).split("+")
        return "+".join(_SHORT.get(part, part) for part in parts)

    def _decided(self, _change: object) -> None:
        self._count += 1
        if self._count == KNOWN and self._settings.get(KEY_HINTS):
            self._settings.set(KEY_HINTS, False)
            self._say(Message("window.keys_known", {"key": self._key("key_sheet")}))

    def _remember(self) -> None:
        self._settings.set(DECISIONS, self._count)
