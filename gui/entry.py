"""The command ``nhan``: the window, one of core's commands, or a child process. Each imports no more than it needs."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from nhan.core import servers

WINDOW = ("open", "--tour", "--lang", "--annotator")


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``nhan ARGV``. Returns the exit code: 0 done, 1 bad input, 2 bad usage, 130 Ctrl+C."""
    try:
        return _main(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:  # before anybody is there who would say so
        return 130


def _main(arguments: list[str]) -> int:
    if servers.is_child(arguments):
        return servers.serve(arguments)
    _let_programs_find_their_own()
    if arguments and _is_path(arguments[0]):
        arguments = ["open", *arguments]
    if arguments and arguments[0].partition("=")[0] not in WINDOW:
        from nhan.core.cli import main as command_line

        return command_line(arguments)
    return _window(arguments)


def _is_path(word: str) -> bool:
    """Whether it names a project or a file, as a double click hands it over. A command is one, whatever lies here."""
    if word.startswith("-") or word in WINDOW:
        return False
    if set(word) & {os.sep, os.altsep, "."}:
        return True
    if not Path(word).exists():
        return False
    from nhan.core.cli.commands import COMMANDS

    return word not in {each.name for each in COMMANDS}


def _let_programs_find_their_own() -> None:
    """A bundle's libraries are for itself: a browser that it opens must not load them."""
    if getattr(sys, "frozen", False):
        before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
        os.environ.pop("LD_LIBRARY_PATH", None)
        if before is not None:
            os.environ["LD_LIBRARY_PATH"] = before


def _window(arguments: list[str]) -> int:
    """Qt is imported only here."""
    from nhan.core.cli.language import language_of
    from nhan.core.messages import say
    from nhan.gui.display import trouble

    tour = any(each.partition("=")[0] == "--tour" for each in arguments)
    if tour:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _name_input_methods()
    problem = trouble()
    if problem is not None:
        print(say(problem, language_of(arguments)), file=sys.stderr)
        return 1
    if tour:
        from nhan.gui.tour.command import main as window
    else:
        from nhan.gui.startup import main as window
    return window(arguments)


def _name_input_methods() -> None:
    """Let Qt talk to fcitx through ibus's plug-in, which fcitx answers: its own is not in Qt's wheel, and without any
    nothing Vietnamese can be typed."""
    wanted = (os.environ.get("QT_IM_MODULES") or os.environ.get("QT_IM_MODULE", "")).split(";")
    if any(name.startswith("fcitx") for name in wanted) and "ibus" not in wanted:
        os.environ["QT_IM_MODULES"] = ";".join([*wanted, "ibus"])
