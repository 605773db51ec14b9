"""Settings of the interpreter that are other than usual while somebody needs them so, in however many windows."""

import gc
import sys
from collections.abc import Callable
from typing import Any, Generic, TypeVar
from weakref import WeakSet

T = TypeVar("T")

SWITCH = 0.0005  # seconds
NEVER = 1_000_000  # short looks until a whole one by itself


class Overridden(Generic[T]):
    """One setting of the whole program: the first who needs it changes it, the last puts back what was there."""

    def __init__(self, read: Callable[[], T], write: Callable[[T], object], change: Callable[[T], T]) -> None:
        self._read, self._write, self._change = read, write, change
        self._usual: list[T] = []  # what was there, while it is not
        self._users: WeakSet[Any] = WeakSet()  # who goes without a word needs it no longer

    def begin(self, user: object) -> None:
        """``user`` needs it changed. More than once is as good as once."""
        self._users.add(user)
        if not self._usual:
            self._usual = [self._read()]
            self._write(self._change(self._usual[0]))

    def end(self, user: object) -> None:
        """``user`` does not need it any more."""
        self._users.discard(user)
        if self._usual and not self._users:
            self._write(self._usual.pop())


SHORT_TURNS = Overridden(sys.getswitchinterval, sys.setswitchinterval, lambda _: SWITCH)
NO_WHOLE_LOOKS = Overridden(
    gc.get_threshold, lambda usual: gc.set_threshold(*usual), lambda usual: (usual[0], usual[1], NEVER)
)
