"""The actions of a window, made of the table: what each does, its keys and its icon."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from nhan.gui.action_keys import keys_of
from nhan.gui.action_spec import Handlers, Needs, Scope
from nhan.gui.actions import ACTIONS, BY_ID, title
from nhan.gui.icons import icon


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


class Enabling:
    """Actions are on where they make sense; what an action needs stands in the table."""

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        self._actions = actions
        self._there: tuple[bool, bool] | None = None  # an article, a span

    def look(self, article: bool, span: bool) -> None:
        """``span``: whether a verb for a span has something to act on."""
        if (article, span) == self._there:
            return  # it is asked after every key
        self._there = article, span
        there = {Needs.NOTHING: True, Needs.PROJECT: True, Needs.ARTICLE: article, Needs.SPAN: article and span}
        for name, action in self._actions.items():
            action.setEnabled(there[BY_ID[name].needs])
