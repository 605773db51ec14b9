"""Keys that are typed into a field, or meant for a button or box: they decide on nothing in the article."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from nhan.gui.action_spec import Scope
from nhan.gui.actions import BY_ID

_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class TypedKeys(QObject):
    """Hears the keys of what has the keyboard, where it may keep them: in this window, and in docks that float."""

    def __init__(self, window: QWidget, actions: Callable[[], Mapping[str, QAction]]) -> None:
        super().__init__(window)
        self._window, self._actions = window, actions
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, was: QWidget | None, now: QWidget | None) -> None:
        if was is not None:
            was.removeEventFilter(self)
        if now is not None and may_keep_keys(now) and self._is_here(now.window()):
            now.installEventFilter(self)

    def _is_here(self, window: QWidget) -> bool:
        return window is self._window or isinstance(window, QDockWidget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key that is typed into a text field decides on nothing."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
            return False
        kept = keeps_its_keys(self._actions(), QApplication.focusWidget(), event)
        if kept:
            event.accept()
        return kept


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
