"""``nhan delete``: takes articles out of everybody's work, or brings them back; who worked on them is said first."""

import argparse
from pathlib import Path

from nhan.core.cli.command import Command, Say
from nhan.core.cli.reading import add_annotator, wanted
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.writing import done, open_to_write
from nhan.core.curation.usage import article_usage, in_words
from nhan.core.messages import NhanError
from nhan.core.model import Rejected
from nhan.core.operations import delete_articles, restore_articles


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("articles", metavar="ARTICLE", nargs="+", help=say("cli.help.delete.articles"))
    parser.add_argument("--restore", action="store_true", help=say("cli.help.delete.restore"))
    parser.add_argument("--yes", action="store_true", help=say("cli.help.yes"))
    add_annotator(parser, say)


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    with open_to_write(given.folder, wanted(given), terminal) as session:
        deleted = frozenset(session.project.deleted)
        change = (
            restore_articles(deleted, given.articles)
            if given.restore
            else delete_articles(session.project, deleted, given.articles)
        )
        if isinstance(change, Rejected):
            raise NhanError(change.reason, **change.fields)
        assert change.project is not None
        articles = change.project.restored or change.project.deleted
        usages = article_usage(session.snapshot(), articles)
        said = in_words(usages, terminal.language)
        terminal.tell("cli.delete.usage", count=len(articles), usage=said)
        if not given.yes:
            terminal.warn("cli.say_yes")
            return 1
        done(session.commit(change))
    terminal.tell("cli.delete.restored" if given.restore else "cli.delete.done", count=len(articles))
    return 0


COMMAND = Command("delete", "cli.help.delete", arguments, run)
