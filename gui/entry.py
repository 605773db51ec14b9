"""The command ``nhan``: the window, one of core's commands, or a child process. Each imports no more than it needs."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from nhan.core import servers

OPEN = "open"
WINDOW = (OPEN, "--tour", "--annotator")  # what the window begins with; so does it with nothing
HELP = {"-h", "--help"}


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
    at = _begins(arguments)
    first = arguments[at] if at < len(arguments) else OPEN
    if first.partition("=")[0] not in WINDOW and not _is_path(first):
        return _command_line(arguments)
    rest = [*arguments[:at], *arguments[at + (first == OPEN) :]]
    return _command_line([OPEN, *rest]) if HELP & set(rest) else _window([OPEN, *rest])


def _begins(arguments: Sequence[str]) -> int:
    """Where the first word is that is not about the language."""
    at = 0
    while at < len(arguments) and arguments[at].partition("=")[0] == "--lang":
        at += 1 if "=" in arguments[at] else 2
    return at


def _command_line(arguments: Sequence[str]) -> int:
    from nhan.core.cli import main as command_line

    return command_line(arguments)


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
