"""``nhan undo``: takes back the last thing that somebody has done, as Ctrl+Z in the window does."""

import argparse
from pathlib import Path

from nhan.core.cli.command import Command, Say
from nhan.core.cli.reading import add_annotator, wanted
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.writing import done, open_to_write
from nhan.core.verb_words import verb_words


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("--redo", action="store_true", help=say("cli.help.undo.redo"))
    parser.add_argument("--yes", action="store_true", help=say("cli.help.undo.yes"))
    add_annotator(parser, say)


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    with open_to_write(given.folder, wanted(given), terminal) as session:
        step = session.peek_redo() if given.redo else session.peek_undo()
        if step is not None and not given.yes:
            terminal.tell(
                "cli.undo.step", verb=verb_words(step.verb), articles=len({edit.article for edit in step.edits})
            )
            terminal.warn("cli.say_yes")
            return 1
        change = done(session.redo() if given.redo else session.undo())
    terminal.tell("cli.undo.redone" if given.redo else "cli.undo.done", verb=verb_words(change.verb))
    return 0


COMMAND = Command("undo", "cli.help.undo", arguments, run)
