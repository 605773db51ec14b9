"""``nhan open``: opens the window, which core knows nothing of; here it is described only."""

import argparse
from typing import NoReturn

from nhan.core.cli.command import Command
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.window import NAME, arguments
from nhan.core.messages import NhanError


def run(_given: argparse.Namespace, _terminal: Terminal) -> NoReturn:
    raise NhanError("cli.open.no_window")  # the command ``nhan`` opens it before it comes to this


COMMAND = Command(NAME, "cli.help.open", arguments, run)
