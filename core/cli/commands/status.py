"""``nhan status``: how far a project has come."""

import argparse
from collections import Counter
from pathlib import Path

import msgspec

from nhan.core.cli.command import Command, Say
from nhan.core.cli.reading import open_to_read
from nhan.core.cli.terminal import Terminal
from nhan.core.messages import Message
from nhan.core.model import ArticleStatus
from nhan.core.session import Session


class Status(msgspec.Struct, frozen=True):
    """What ``--json`` prints. ``articles`` counts by status; ``unsuggested``: those nothing was suggested for yet."""

    name: str
    folder: str
    annotator: str
    labels: tuple[str, ...]
    total: int
    articles: dict[str, int]
    spans: dict[str, int]
    length: int  # code points
    unsuggested: int
    problems: tuple[str, ...]


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    status = _status(open_to_read(given.folder), str(given.folder), terminal)
    if given.json:
        print(msgspec.json.format(msgspec.json.encode(status), indent=2).decode(), file=terminal.out)
        return 1 if status.problems else 0
    terminal.tell("cli.status.project", name=status.name, folder=status.folder, annotator=status.annotator)
    terminal.tell("cli.status.articles", total=status.total, **status.articles)
    terminal.tell("cli.status.spans", **status.spans)
    if status.unsuggested:
        terminal.tell("cli.status.unsuggested", count=status.unsuggested)
    for problem in status.problems:
        terminal.complain_in(problem)
    return 1 if status.problems else 0


def _status(session: Session, folder: str, terminal: Terminal) -> Status:
    project = session.project
    articles: Counter[str] = Counter({status.value: 0 for status in ArticleStatus})
    spans = Counter(suggested=0, confirmed=0, rejected=0)
    length = 0
    problems: list[Message] = []
    for summary in session.summaries():
        articles[summary.status.value] += 1
        spans.update(suggested=summary.suggested, confirmed=summary.confirmed, rejected=summary.rejected)
        length += summary.length
        if summary.problem:
            problems.append(summary.problem)
    problems += [*project.damaged_texts, *project.damaged_suggestions]
    return Status(
        name=project.name,
        folder=folder,
        annotator=session.annotator,
        labels=tuple(label.name for label in project.labels.labels),
        total=len(project),
        articles=dict(articles),
        spans=dict(spans),
        length=length,
        unsuggested=sum(1 for _ in project.unsuggested()),
        problems=tuple(terminal.say(problem) for problem in problems),
    )


COMMAND = Command("status", "cli.help.status", arguments, run)
