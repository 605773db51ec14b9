"""``nhan report``: what has come of a project so far, as one page."""

import argparse
from pathlib import Path

from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.reading import add_annotator, open_to_read, wanted
from nhan.core.cli.terminal import Terminal
from nhan.core.export_target import refuse_targets
from nhan.core.messages import NhanError
from nhan.core.report.figures import figures
from nhan.core.report.page import save_page
from nhan.core.system_reason import reason_of


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help=say("cli.help.report.output"))
    add_annotator(parser, say)
    add_progress(parser, say)


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    refuse_targets(given.folder, given.output)
    session = open_to_read(given.folder, wanted(given), terminal)
    with terminal.progress(len(session.project), given.progress, "cli.report.progress") as bar:
        found = figures(session.snapshot(), bar.update)
    try:
        save_page(given.output, found, terminal.language, given.folder)
    except OSError as error:
        raise NhanError("formats.unwritable", file=str(given.output), reason=reason_of(error)) from None
    terminal.tell("cli.report.done", file=str(given.output))
    return 0


COMMAND = Command("report", "cli.help.report", arguments, run)
