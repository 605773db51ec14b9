"""The keys of the actions: those of the table, and what people have put in their place."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from nhan.gui.actions import ACTIONS, Spec

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def keys_of(spec: Spec, changed: Mapping[str, list[str]]) -> list[str]:
    """The action's keys in portable form: the user's, where they changed them, else the defaults."""
    return list(changed.get(spec.id, spec.keys))


def clashes(changed: Mapping[str, list[str]]) -> list[tuple[str, str, str]]:
    """Keys that two actions have: (key, one id, other id). Scopes overlap, so they do not excuse a clash."""
    owners: dict[str, str] = {}
    found = []
    for spec in ACTIONS:
        for key in keys_of(spec, changed):
            name = QKeySequence(key).toString()
            if name in owners and owners[name] != spec.id:
                found.append((name, owners[name], spec.id))
            owners.setdefault(name, spec.id)
    return found
