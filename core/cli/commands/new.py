"""``nhan new``: makes a project."""

import argparse
from pathlib import Path

from nhan.core.cli.command import Command, Say
from nhan.core.cli.terminal import Terminal
from nhan.core.label_files import DEFAULT, load_label_set, names
from nhan.core.messages import Message
from nhan.core.project import Project
from nhan.core.store.disk import Disk


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.new.folder"))
    wanted = f"{say('cli.help.new.labels')} {', '.join(names())} ({say('cli.help.default')} {DEFAULT})"
    parser.add_argument("--labels", metavar="FILE|NAME", default=DEFAULT, help=wanted)
    parser.add_argument("--name", default="", help=say("cli.help.new.name"))


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    disk = Disk()
    folder: Path = given.folder
    project = Project.create(disk, folder, load_label_set(given.labels, disk), given.name)
    labels = project.labels
    title = labels.title.get(terminal.language) or next(iter(labels.title.values()), labels.name)
    terminal.tell(
        "cli.new.done", folder=str(folder), labels=title, next=Message("cli.new.next", {"folder": str(folder)})
    )
    return 0


COMMAND = Command("new", "cli.help.new", arguments, run)
