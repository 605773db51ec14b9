"""What a command of the command line is: a name, its arguments, and what it does."""

import argparse
from collections.abc import Callable

import msgspec

from nhan.core.cli.terminal import Terminal

Say = Callable[[str], str]  # a help text by its key


class Command(msgspec.Struct, frozen=True):
    """``arguments`` adds the command's own; ``run`` returns the exit code, or raises NhanError or OSError."""

    name: str
    help: str  # the key of a sentence
    arguments: Callable[[argparse.ArgumentParser, Say], None]
    run: Callable[[argparse.Namespace, Terminal], int]


def add_progress(parser: argparse.ArgumentParser, say: Say) -> None:
    """``--progress`` and ``--no-progress``; neither = where somebody watches."""
    parser.add_argument(
        "--progress", action=argparse.BooleanOptionalAction, default=None, help=say("cli.help.progress")
    )


def share(say: Say) -> Callable[[str], float]:
    """Reads a number from 0 to 1."""

    def read(text: str) -> float:
        try:
            value = float(text.replace(",", "."))  # Vietnamese writes 0,5
        except ValueError:
            value = -1.0
        if not 0 <= value <= 1:
            raise argparse.ArgumentTypeError(say("cli.set.share"))
        return value

    return read
