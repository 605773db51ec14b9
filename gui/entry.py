"""The command ``nhan``: the window for `nhan`, `nhan open ...` and `nhan --tour`, else the command line without Qt."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    match arguments:
        case [] | ["open", *_] if not {"-h", "--help"} & set(arguments):
            from nhan.gui import app

            return app.main(arguments)
        case ["--tour", *_]:
            from nhan.gui import tour

            return tour.main(arguments[1:])
        case _:
            from nhan.core.cli import main as command_line

            return command_line(arguments)
