"""What the window and its tour are started with: read without Qt, so that help and complaints need no display."""

import argparse
from collections.abc import Sequence

from nhan.core.cli.command import Say
from nhan.core.cli.language import language_of
from nhan.core.cli.parser import Parser, UsageError
from nhan.core.cli.terminal import Terminal

NAME, ALL_PICTURES = "open", "all"


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Those of ``nhan open``."""
    parser.add_argument("paths", metavar="PATH", nargs="*", help=say("cli.help.open.path"))
    parser.add_argument("--annotator", metavar="NAME", default="", help=say("cli.help.open.annotator"))
    parser.add_argument("--tour", metavar="OUT", default="", help=say("cli.help.open.tour"))
    parser.add_argument("--project", metavar="DIR", default="", help=say("cli.help.open.project"))
    parser.add_argument("--pictures", metavar="GROUP", default=ALL_PICTURES, help=say("cli.help.open.pictures"))
    parser.set_defaults(lang="")


def window_arguments(argv: Sequence[str]) -> argparse.Namespace | int:
    """``argv`` with or without the word ``open`` before it, and ``usage``; 2 where it makes no sense, which is said."""
    terminal = Terminal(language_of(argv))
    parser = Parser(prog=f"nhan {NAME}", language=terminal.language)
    arguments(parser, parser.sentence)
    parser.set_defaults(usage=parser.format_usage())
    try:
        return parser.parse_args(argv[1:] if argv[:1] == [NAME] else argv)
    except UsageError as error:
        error.tell(terminal)
        return 2
