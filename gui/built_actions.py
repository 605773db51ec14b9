"""The actions of a window, made of the table: what each does, its keys, its icon, and where its keys are typed text."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from nhan.gui.actions import ACTIONS, BY_ID, Handlers, Scope, keys_of, title
from nhan.gui.icons import icon

_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def merged(tables: Iterable[Handlers]) -> dict[str, Callable[[], object]]:
    """The handlers of all features. ValueError where two of them want the same action, or one that is not there."""
    handlers: dict[str, Callable[[], object]] = {}
    for table in tables:
        for name, handler in table.items():
            if name in handlers or name not in BY_ID:
                raise ValueError(f"{'two handlers for' if name in handlers else 'no'} action {name}")
            handlers[name] = handler
    return handlers


def build(
    window: QWidget, article: QWidget, handlers: Handlers, changed: Mapping[str, list[str]]
) -> dict[str, QAction]:
    """A QAction for every row of the table that somebody handles, its keys alive in its scope."""
    actions = {}
    for spec in ACTIONS:
        if spec.id not in handlers:
            continue
        action = QAction(title(spec), window)
        action.setObjectName(spec.id)
        action.setAutoRepeat(spec.repeats)
        action.setCheckable(spec.checkable)
        handler = handlers[spec.id]
        # Not connected directly: triggered() would hand its "checked" to whatever default argument there is.
        action.triggered.connect(lambda _checked=False, handler=handler: handler())
        if spec.scope is Scope.ARTICLE:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            article.addAction(action)
        else:
            window.addAction(action)
        actions[spec.id] = action
    set_keys(actions, changed)
    return actions


def keeps_its_keys(actions: Mapping[str, QAction], focus: QWidget | None, key: QKeyEvent) -> bool:
    """Whether the key is typed into a text field or meant for a button or box, and would otherwise decide on a span
    (``Scope.PANES``)."""
    chord = bool(key.modifiers() & _CHORD) or key.key() >= Qt.Key.Key_F1
    if not is_text_field(focus) and (chord or not isinstance(focus, QAbstractButton | QComboBox)):
        return False
    pressed = QKeySequence(key.keyCombination())
    mine = (action for name, action in actions.items() if BY_ID[name].scope is Scope.PANES)
    return any(pressed in action.shortcuts() for action in mine)


def may_keep_keys(widget: QWidget) -> bool:
    """Whether some keys may be meant for this widget (see ``keeps_its_keys``)."""
    return is_text_field(widget) or isinstance(widget, QAbstractButton | QComboBox)


def is_text_field(widget: QWidget | None) -> bool:
    """Whether letters are typed there."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    typed = isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) and not widget.isReadOnly()
    return typed or isinstance(widget, QAbstractSpinBox | QKeySequenceEdit)


def set_icons(actions: Mapping[str, QAction]) -> None:
    """Give every action its icon in today's colours."""
    for name, action in actions.items():
        action.setIcon(icon(name))


def set_keys(actions: Mapping[str, QAction], changed: Mapping[str, list[str]]) -> None:
    """Give every action its keys, and a tooltip that names the first."""
    for name, action in actions.items():
        spec = BY_ID[name]
        sequences = [QKeySequence(key) for key in keys_of(spec, changed)]
        action.setShortcuts(sequences)
        shown = sequences[0].toString(QKeySequence.SequenceFormat.NativeText) if sequences else ""
        action.setToolTip(f"{title(spec)} ({shown})" if shown else title(spec))
