"""The keys of the actions: those of the table, and what people have put in their place."""

import sys
from collections.abc import Mapping

from PySide6.QtGui import QKeyEvent, QKeySequence

from nhan.gui.action_spec import Spec
from nhan.gui.actions import ACTIONS

# The digit row by place: on layouts like X11's "vn" its keys yield ă, â, ê ... and no digit. Other systems count
# their keys otherwise: on Windows these numbers are Backspace and letters.
_PLACES = {code: str((code - 9) % 10) for code in range(10, 20)}


def digit_by_place(event: QKeyEvent) -> str:
    """The digit that stands on this key of the digit row, "" on any other key."""
    return "" if sys.platform in ("win32", "darwin") else _PLACES.get(event.nativeScanCode(), "")


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
