"""Letting go of a large document beside whoever works on: to free 200,000 spans at once holds all threads for 70 ms."""

import threading
import weakref
from functools import cache
from queue import SimpleQueue
from typing import Any

from nhan.core.document import Document

MANY = 5000  # spans, from where on it is worth the trouble
AT_ONCE = 500  # that are freed in one go: a third of a millisecond

_Parts = tuple[list[Any], ...]

_left: SimpleQueue[tuple[_Parts, threading.Event]] = SimpleQueue()  # may be filled from within a weak reference


def let_go(document: Document) -> threading.Event:
    """Call this before dropping a document. Once nobody holds it any more, what it is made of is freed bit by bit.

    Returns what is set when that is done; for a small document it is set already. The document stays as it is.
    """
    freed = threading.Event()
    if len(document) < MANY:
        freed.set()
        return freed
    _freeing()
    weakref.finalize(document, _left.put, (document.parts(), freed)).atexit = False
    return freed


@cache
def _freeing() -> threading.Thread:
    """The one thread for this. It has begun before there is work: to start it later would let it run too early."""
    thread = threading.Thread(target=_free, name="letting go", daemon=True)
    thread.start()
    return thread


def _free() -> None:
    while True:
        parts, freed = _left.get()
        for part in parts:
            while part:
                del part[-AT_ONCE:]
        freed.set()
