"""``nhan rename``: gives an article another title, for everybody."""

import argparse
from pathlib import Path

from nhan.core.cli.command import Command, Say
from nhan.core.cli.reading import add_annotator, wanted
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.writing import done, open_to_write
from nhan.core.operations import rename_article


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("article", metavar="ARTICLE", help=say("cli.help.rename.article"))
    parser.add_argument("title", metavar="TITLE", help=say("cli.help.rename.title"))
    add_annotator(parser, say)


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    with open_to_write(given.folder, wanted(given), terminal) as session:
        project = session.project
        answer = rename_article(project, project.titles, project.imported_title, given.article, given.title)
        done(session.commit(answer))
    terminal.tell("cli.rename.done", article=given.article, title=project.title(given.article))
    return 0


COMMAND = Command("rename", "cli.help.rename", arguments, run)
