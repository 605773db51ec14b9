"""``nhan set``: what a project is worked on like; without anything to set, says how it is set."""

import argparse
from pathlib import Path
from typing import Any

from nhan.core.cli.command import Command, Say
from nhan.core.cli.terminal import Terminal
from nhan.core.ordering import BLIND, ORDER, Order, blind_share, order_of
from nhan.core.project import Project
from nhan.core.store.disk import Disk


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    def share(text: str) -> float:
        try:
            value = float(text.replace(",", "."))  # Vietnamese writes 0,5
        except ValueError:
            value = -1.0
        if not 0 <= value <= 1:
            raise argparse.ArgumentTypeError(say("cli.set.share"))
        return value

    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("--order", choices=[order.value for order in Order], help=say("cli.help.set.order"))
    parser.add_argument("--blind", metavar="0…1", type=share, help=say("cli.help.set.blind"))


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    project = Project.open(Disk(), given.folder)
    wanted: dict[str, Any] = {ORDER: given.order, BLIND: given.blind}
    changes = {name: value for name, value in wanted.items() if value is not None}
    if changes:
        project.describe(settings={**project.settings, **changes})
    terminal.tell("cli.set.is", order=order_of(project).value, blind=f"{blind_share(project):.0%}")
    return 0


COMMAND = Command("set", "cli.help.set", arguments, run)
