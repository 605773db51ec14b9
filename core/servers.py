"""The servers that run in child processes. A frozen bundle's own executable becomes one when it is asked to."""

import importlib
from collections.abc import Sequence

from nhan.core.workers.command_line import CHILD

SERVERS = (
    "nhan.core.suggest.server",
    "nhan.core.retraining.server",
    "nhan.core.simulation.server",
    "nhan.core.doubts.server",
)


def is_child(argv: Sequence[str]) -> bool:
    """Whether the program was started as the child process of one of ``SERVERS``; no other module is ever run."""
    return len(argv) == 2 and argv[0] == CHILD and argv[1] in SERVERS


def serve(argv: Sequence[str]) -> int:
    """Be that child process until the parent is gone."""
    importlib.import_module(argv[1]).main()
    return 0
