"""``nhan check``: reads every file of a project and says what is wrong with it."""

import argparse
from pathlib import Path

import msgspec

from nhan.core.cli.command import Command, Say
from nhan.core.cli.terminal import Terminal
from nhan.core.store.disk import Disk
from nhan.core.validation import check_folder, remarks_on


class ProblemFound(msgspec.Struct, frozen=True):
    """One problem as ``--json`` prints it. ``line`` counts from 1."""

    file: str
    line: int | None
    field: str
    message: str


class Checked(msgspec.Struct, frozen=True, omit_defaults=True):
    """What ``--json`` prints."""

    ok: bool
    problems: tuple[ProblemFound, ...]
    remarks: tuple[str, ...] = ()


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    problems = tuple(
        ProblemFound(problem.file, problem.line, problem.field, terminal.say(problem.message))
        for problem in check_folder(Disk(), given.folder)
    )
    remarks = tuple(terminal.say(remark) for remark in remarks_on(Disk(), given.folder))
    if given.json:
        answer = msgspec.json.encode(Checked(not problems, problems, remarks))
        print(msgspec.json.format(answer, indent=2).decode(), file=terminal.out)
    elif not problems:
        terminal.tell("cli.check.ok", folder=str(given.folder))
    else:
        for problem in problems:
            terminal.complain_in(problem.message)
        terminal.warn("cli.check.bad", folder=str(given.folder), count=len(problems))
    if not given.json:
        for remark in remarks:
            terminal.complain_in(remark)
    return 1 if problems else 0


COMMAND = Command("check", "cli.help.check", arguments, run)
