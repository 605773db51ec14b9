"""The priority of child processes: the window always goes first."""

import os
import subprocess
import sys

NICE = 10  # of the system's priority steps


def creation_flags() -> int:
    """For the parent, on Windows: a child of lower priority, without a console window. Elsewhere 0."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0


def lower_priority() -> None:
    """For the child, on other systems."""
    if hasattr(os, "nice"):
        os.nice(NICE)
