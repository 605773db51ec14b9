"""Which keys come next, for who does not know them yet: a line under the article that goes away by itself."""

from collections.abc import Callable, Mapping
from enum import Enum

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from nhan.core.document import Document
from nhan.core.labels import KEYS, LabelSet
from nhan.core.messages import Message
from nhan.core.model import Span, SpanStatus
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
    REVIEWED = "reviewed"


HINTS: Mapping[ActsOn, tuple[tuple[str, str], ...]] = {
    ActsOn.SUGGESTION: (
        ("accept", QT_TRANSLATE_NOOP("key_hints", "accept")),
        ("accept_down", QT_TRANSLATE_NOOP("key_hints", "with the underlined")),
        (LABELS, QT_TRANSLATE_NOOP("key_hints", "another label")),
        ("reject", QT_TRANSLATE_NOOP("key_hints", "reject")),
        ("next_stop", QT_TRANSLATE_NOOP("key_hints", "next")),
        ("end_out", QT_TRANSLATE_NOOP("key_hints", "longer")),
        ("undo", QT_TRANSLATE_NOOP("key_hints", "undo")),
        ("key_sheet", QT_TRANSLATE_NOOP("key_hints", "all keys")),
    ),
    ActsOn.CONFIRMED: (
        ("next_stop", QT_TRANSLATE_NOOP("key_hints", "next")),
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
        self._document: Document | None = None
        self._count = settings.get(DECISIONS)
        events.settled.connect(self._settled)
        events.decided.connect(self._decided)
        events.closing.connect(self._remember)
        view.selection_changed.connect(self.look)

    def _settled(self, settled: Settled) -> None:
        self._document = settled.document
        self.look()

    def look(self, _: object = None) -> None:
        """Say the keys of this moment, where the line is shown."""
        if self._line.isHidden() or self._document is None:
            return
        moment = self._now(self._document)
        if moment is not self._moment:
            self._moment = moment
            self.refresh()

    def _now(self, document: Document) -> ActsOn:
        view = self._view
        span: Span | None = view.span(view.active) if view.active else None
        if span is not None:
            return ActsOn.SUGGESTION if span.status is SpanStatus.SUGGESTED else ActsOn.CONFIRMED
        if view.selection is not None:
            return ActsOn.SELECTION
        return ActsOn.BETWEEN if document.unreviewed else ActsOn.REVIEWED

    def refresh(self) -> None:
        """Write the line again: the keys may be other ones."""
        if self._moment is not None:
            pairs = [
                (self._key(name), QCoreApplication.translate("key_hints", text)) for name, text in HINTS[self._moment]
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
