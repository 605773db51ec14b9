"""``nhan backup``: keeps what people made, or lists what was kept."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from nhan.core.backup.backups import Backup, Backups
from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.window_settings import backup_folder
from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.store.layout import PROJECT
from nhan.core.store.strict import Where

DATE = "%Y-%m-%d %H:%M"  # as it is shown, and as it is asked for; local time


class Listed(msgspec.Struct, frozen=True):
    """One backup as ``--json`` prints it. ``folder``: of the project that it was made of."""

    file: str
    made_at: datetime
    project: str
    folder: str
    articles: int
    spans: int


def _listed(backup: Backup) -> Listed:
    return Listed(str(backup.path), backup.made_at, backup.project, backup.folder, backup.articles, backup.spans)


def _print(answer: object, terminal: Terminal) -> None:
    print(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode(), file=terminal.out)


def add_folder(parser: argparse.ArgumentParser, say: Say) -> None:
    """``--backups``; without it, where the window has them."""
    parser.add_argument("--backups", metavar="FOLDER", type=Path, help=say("cli.help.backup.folder"))


def backups_of(given: argparse.Namespace, folder: Path) -> Backups:
    """Those of a project, which need not be there any more."""
    return Backups(Disk(), folder, given.backups or backup_folder())


def date_of(backup: Backup) -> str:
    return backup.made_at.astimezone().strftime(DATE)


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help=say("cli.help.backup.output"))
    parser.add_argument("--list", action="store_true", help=say("cli.help.backup.list"))
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))
    add_folder(parser, say)
    add_progress(parser, say)


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    backups = backups_of(given, given.folder)
    if given.list:
        return _list(backups, given, terminal)
    if not Disk().exists(given.folder / PROJECT):
        raise Where(str(given.folder)).fault("store.no_project")
    with terminal.progress(None, given.progress, "cli.backup.progress") as bar:
        now = datetime.now(UTC)
        report = backups.write_whole(given.output, now, bar.update) if given.output else backups.make(now, bar.update)
    for fault in report.left_out:
        terminal.complain(fault)
    made = report.backup
    if given.json:
        _print(_listed(made), terminal)
    else:
        terminal.tell("cli.backup.done", articles=made.articles, spans=made.spans, file=str(made.path))
    return 1 if report.left_out else 0


def _list(backups: Backups, given: argparse.Namespace, terminal: Terminal) -> int:
    found = backups.list()
    if given.json:
        _print([*map(_listed, found)], terminal)
    elif not found:
        terminal.tell("backup.nothing", folder=str(given.folder))
    for each in [] if given.json else found:
        counts = {"articles": each.articles, "spans": each.spans}
        terminal.tell("cli.backup.one", date=date_of(each), **counts, file=str(each.path))
    return 0


def named(backups: Backups, wanted: str) -> Backup:
    """The newest backup whose date begins like this. NhanError where there is none."""
    found = backups.list()
    if not found:
        raise NhanError("backup.nothing", folder=str(backups.project))
    chosen = next((each for each in found if date_of(each).startswith(wanted)), None)
    if chosen is None:
        raise NhanError("backup.unknown", wanted=wanted, known=", ".join(map(date_of, found)))
    return chosen


COMMAND = Command("backup", "cli.help.backup", arguments, run)
