"""What the simulated annotator's work takes. The one place that says how it is counted.

A key is one press of an action of the window's table of actions (``gui/actions.py``), accepting, going on and "done"
included; so are a double click, by which a missing span is begun, and a click on what a bulk key has confirmed wrongly.
``tests/gui/test_simulated_keys.py`` presses them all at the real window and ends with the same spans.

An action is a correction: insert, delete, relabel, edges. A span whose edges and label are both wrong is one (the edges
are moved, and the label's digit goes on); accepting is none. The former count, in which figures before were given,
takes that for two, and leaves spans inside spans out.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

ACCEPT, BULK, GO_ON, CLOSE = "accept", "bulk", "go_on", "close"  # kinds of keys that correct nothing
READING, BACK = "reading", "back"  # "the next reading"; a click on what a bulk key has confirmed wrongly
DOUBLE_CLICK, CLICK = "double_click", "click"  # the presses that are none of an action


class Press(NamedTuple):
    """An action of the window by its id. ``label``: whose digit it is; ``at``: the offset of a double click."""

    action: str
    label: str = ""
    at: int = 0


class JudgedSuggestion(msgspec.Struct, frozen=True):
    """A suggestion as it stood when the annotator came to it."""

    confidence: float
    right: bool


class Effort:
    """Actions and keys by kind, and how right the suggestions were."""

    def __init__(self) -> None:
        self.actions: Counter[str] = Counter()
        self.former: Counter[str] = Counter()  # actions by the former count
        self.pressed: list[tuple[str, Press]] = []  # with the kind
        self.judged: list[JudgedSuggestion] = []
        self.readings: Counter[int] = Counter()  # of what needs mending: which reading is right, 1 = the next; 0 = none
        self.in_bulk = 0  # spans that a bulk key confirmed
        self.wrongly = 0  # of these, spans that are wrong

    @property
    def keys(self) -> Counter[str]:
        """How many keys by kind."""
        return Counter(kind for kind, _ in self.pressed)

    def presses(self) -> Iterator[Press]:
        """The keys in order."""
        return (press for _, press in self.pressed)

    def press(self, kind: str, action: str, label: str = "", at: int = 0, times: int = 1) -> None:
        self.pressed += [(kind, Press(action, label, at))] * times

    def correct(self, kind: str, former: tuple[str, ...]) -> None:
        """One action; ``former``: what the former count makes of it."""
        self.actions[kind] += 1
        self.former.update(former)
