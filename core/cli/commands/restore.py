"""``nhan restore``: brings back what people made, from a backup."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from nhan.core.backup.backups import read_backup
from nhan.core.backup.restore import Restored, counts_now, restore_into, restore_to
from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.commands.backup import add_folder, backups_of, date_of, named
from nhan.core.cli.parser import UsageError
from nhan.core.cli.terminal import Terminal
from nhan.core.messages import Message
from nhan.core.store.disk import Disk


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("source", metavar="DIR|FILE", type=Path, help=say("cli.help.restore.source"))
    parser.add_argument("--backup", metavar="DATE", default="", help=say("cli.help.restore.backup"))
    target = parser.add_mutually_exclusive_group()
    target.add_argument("--to", metavar="DIR", type=Path, help=say("cli.help.restore.to"))
    target.add_argument("--into", metavar="DIR", type=Path, help=say("cli.help.restore.into"))
    parser.add_argument("--yes", action="store_true", help=say("cli.help.restore.yes"))
    add_folder(parser, say)
    add_progress(parser, say)
    parser.set_defaults(usage=parser.format_usage())


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    disk, source = Disk(), Path(given.source)
    is_file = source.is_file()
    if is_file and given.to is None and given.into is None:
        raise UsageError(Message("cli.restore.where"), given.usage)
    chosen = read_backup(source) if is_file else named(backups_of(given, source), given.backup)
    there = {"date": date_of(chosen), "articles": chosen.articles, "spans": chosen.spans, "project": chosen.project}
    terminal.tell("cli.restore.found", **there)
    target = Path(given.to or given.into or source)
    is_new = given.to is not None or not disk.list(target)
    if not is_new:
        counts = counts_now(disk, target)
        terminal.tell("cli.restore.replaces", folder=str(target), articles=counts.articles, spans=counts.spans)
    if not is_new and not given.yes:
        terminal.warn("cli.restore.say_yes")
        return 1
    with terminal.progress(None, given.progress, "cli.restore.progress") as bar:
        if is_new:
            return _told(restore_to(disk, chosen.path, target, bar.update), terminal)
        restored = restore_into(disk, chosen.path, backups_of(given, target), datetime.now(UTC), bar.update)
    return _told(restored, terminal)


def _told(restored: Restored, terminal: Terminal) -> int:
    for name in restored.missing:
        terminal.warn("cli.restore.missing", name=name)
    if restored.before is not None:
        terminal.tell("cli.restore.before", file=str(restored.before.path))
    terminal.tell("cli.restore.done", folder=str(restored.folder))
    return 1 if restored.missing else 0


COMMAND = Command("restore", "cli.help.restore", arguments, run)
