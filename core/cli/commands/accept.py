"""``nhan accept``: accepts suggestions that are sure, in bulk, as "accept down to the next doubtful one" does."""

import argparse
from pathlib import Path

from nhan.core.cli.command import Command, Say, share
from nhan.core.cli.reading import add_annotator, wanted
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.writing import done, open_to_write
from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import ArticleEdit, Change, SpanStatus
from nhan.core.operations import accept_sure
from nhan.core.readable import readable
from nhan.core.store.layout import TEXTS
from nhan.core.store.strict import Where


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("articles", metavar="ARTICLE", nargs="*", help=say("cli.help.accept.articles"))
    parser.add_argument("--sure", metavar="0…1", type=share(say), required=True, help=say("cli.help.accept.sure"))
    parser.add_argument("--yes", action="store_true", help=say("cli.help.yes"))
    add_annotator(parser, say)


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    with open_to_write(given.folder, wanted(given), terminal) as session:
        project = session.project
        for name in given.articles:
            if name not in project:
                raise Where(TEXTS).fault("store.unknown_article", "id", id=name)
        names = list(dict.fromkeys(given.articles)) or list(project.ids)
        documents = readable((session.read(name) for name in names), terminal.pass_over)
        edits = [edit for document in documents for edit in _edits(document, project.labels, given.sure)]
        count = sum(len(edit.added) for edit in edits)
        articles = len({edit.article for edit in edits})
        if not given.yes:
            terminal.tell("cli.accept.would", count=count, articles=articles)
            terminal.warn("cli.say_yes")
            return 1
        if edits:
            done(session.commit(Change("accept_sure", tuple(edits))))
    terminal.tell("cli.accept.done", count=count, articles=articles)
    return 0


def _edits(document: Document, labels: LabelSet, least: float) -> tuple[ArticleEdit, ...]:
    sure = [
        span.id
        for span in document
        if span.status is SpanStatus.SUGGESTED and span.confidence is not None and span.confidence >= least
    ]
    answer = accept_sure(document, labels, sure)
    return answer.edits if isinstance(answer, Change) else ()


COMMAND = Command("accept", "cli.help.accept", arguments, run)
