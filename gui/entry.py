"""The command ``nhan``: the window, or one of core's commands. Qt is imported only for the window."""

import os
import sys
from collections.abc import Sequence

from nhan.core.cli.language import language_of
from nhan.core.messages import Message, say

WINDOW = ("open", "--tour")


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``nhan ARGV``. Returns the exit code: 0 done, 1 bad input, 2 bad usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] not in WINDOW:
        from nhan.core.cli import main as command_line

        return command_line(arguments)
    if not has_display() and "--tour" not in arguments:
        print(say(Message("window.no_display"), language_of(arguments)), file=sys.stderr)
        return 1
    from nhan.gui.app import main as window

    return window(arguments)


def has_display() -> bool:
    """Whether Qt can open a window here; asked first, because Qt aborts the program where it cannot."""
    if os.environ.get("QT_QPA_PLATFORM") or not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
