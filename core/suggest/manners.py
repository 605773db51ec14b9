"""How a worker process behaves: quiet, out of the way of the window, gone when its parent is gone."""

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait

NICE = 10  # of the system's priority steps; the window always goes first


def behave() -> None:
    """Ctrl+C in the terminal is the parent's affair; the priority is lowered (on Windows the parent did that)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICE)


def die_with_parent() -> None:
    """For processes that multiprocessing started: end at once when the parent is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(0)
