"""How a worker process behaves: out of the way of the window."""

import os
import signal

NICE = 10  # of the system's priority steps; the window always goes first


def behave() -> None:
    """Ctrl+C in the terminal is the parent's affair; the priority is lowered (on Windows the parent did that)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICE)
