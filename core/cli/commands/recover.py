"""``nhan recover``: says what is damaged of people's work and what would be done, and does it once somebody agrees."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import msgspec

from nhan.core.cli.command import Command, Say, add_progress
from nhan.core.cli.reading import add_annotator, wanted
from nhan.core.cli.terminal import Terminal
from nhan.core.damage.account import account
from nhan.core.damage.rebuild import Rebuilt
from nhan.core.damage.recovery import RecoveryReport, recover
from nhan.core.damage.survey import DamagedArticle, Survey, survey
from nhan.core.messages import Message, NhanError
from nhan.core.people.person import read_person
from nhan.core.people.whose import reader, title, workers
from nhan.core.project import Project
from nhan.core.store.assignments_file import assignments_faults
from nhan.core.store.disk import Disk
from nhan.core.store.layout import shown
from nhan.core.store.lock import held_by, try_lock
from nhan.core.store.project_file import Annotator

YES = frozenset({"c", "co", "có", "y", "yes"})


class ArticleFound(msgspec.Struct, frozen=True):
    """A damaged article as ``--json`` prints it. ``remedy``: what it is rebuilt from, or why it cannot be."""

    article: str
    file: str
    fault: str
    problem: str
    can_be_rebuilt: bool
    remedy: str


class PersonFound(msgspec.Struct, frozen=True):
    """What was found of one person's work. ``journals``: of those that no copy is in quarantine of."""

    annotator: str
    articles: tuple[ArticleFound, ...]
    journals: tuple[str, ...]
    left: tuple[str, ...]


class RecoveryAnswer(msgspec.Struct, frozen=True):
    """What ``--json`` prints. ``ok``: nothing is damaged any more that could be put right, or ever was."""

    ok: bool
    done: bool
    people: tuple[PersonFound, ...]
    left: tuple[str, ...]
    rebuilt: tuple[str, ...]
    copies: tuple[str, ...]


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    add_annotator(parser, say)
    parser.add_argument("--yes", action="store_true", help=say("cli.help.recover.yes"))
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))
    add_progress(parser, say)


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    project = Project.open(Disk(), given.folder)
    whose = wanted(given)
    there = [reader(project, whose, read_person(Disk()))] if whose else workers(project)
    with terminal.progress(None, given.progress, "cli.recover.progress") as bar:
        found = [survey(project, each.id, bar.update) for each in there]
    left = [*project.damaged_texts, *project.damaged_suggestions]
    left += [fault.message for fault in assignments_faults(project.disk, project.folder)]
    if not given.json:
        _tell(project, found, left, terminal)
    to_do = any(each.to_write or each.to_keep for each in found)
    done = RecoveryReport()
    agreed = to_do and (given.yes or (not given.json and _asked(terminal)))
    if agreed:
        for each in there:
            _recover(project, each, done)
    remains = bool(left) or any(each.left or len(each.to_write) < len(each.articles) for each in found)
    ok = not remains and (agreed or not to_do)
    if given.json:
        answer = _answer(project, found, left, done, ok, agreed, terminal)
        print(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode(), file=terminal.out)
    elif agreed:
        terminal.tell("cli.recover.done", rebuilt=len(done.rebuilt), copies=len(done.copies))
    elif to_do:
        terminal.warn("cli.recover.nothing_done")
    elif ok:
        terminal.tell("cli.recover.sound", folder=str(given.folder))
    return 0 if ok else 1


def _recover(project: Project, person: Annotator, done: RecoveryReport) -> None:
    """What was found without the lock may have changed since: it is looked for again."""
    lock = try_lock(project.folder, person.id, title(person))
    if lock is None:
        why = held_by(project.folder, person.id)
        raise NhanError(why.key, **why.fields)
    with lock:
        report = recover(project, survey(project, person.id))
    done.rebuilt += report.rebuilt
    done.copies += report.copies


def _asked(terminal: Terminal) -> bool:
    if not (_is_terminal(sys.stdin) and _is_terminal(terminal.err)):
        return False
    print(terminal.sentence("cli.recover.ask"), end=" ", file=terminal.err, flush=True)
    return sys.stdin.readline().strip().casefold() in YES


def _is_terminal(stream: TextIO) -> bool:
    return stream.isatty()


def _tell(project: Project, found: Iterable[Survey], left: Iterable[Message], terminal: Terminal) -> None:
    for each in found:
        for article in each.articles:
            terminal.complain(article.message)
            terminal.complain_in("  " + _remedy(article, terminal))
        for journal in each.to_keep:
            for message in journal.messages:
                terminal.complain(message)
            terminal.warn("cli.recover.keep", file=shown(project.folder, journal.path))
        for message in each.left:
            terminal.complain(message)
    for message in left:
        terminal.complain(message)


def _remedy(article: DamagedArticle, terminal: Terminal) -> str:
    if isinstance(article.remedy, Rebuilt):
        return " ".join(map(terminal.say, account(article.fault, article.remedy)))
    return terminal.say(article.remedy)


def _answer(
    project: Project,
    found: Iterable[Survey],
    left: Iterable[Message],
    done: RecoveryReport,
    ok: bool,
    agreed: bool,
    terminal: Terminal,
) -> RecoveryAnswer:
    people = tuple(
        PersonFound(
            each.annotator,
            tuple(_found(article, terminal) for article in each.articles),
            tuple(shown(project.folder, journal.path) for journal in each.to_keep),
            tuple(map(terminal.say, each.left)),
        )
        for each in found
    )
    return RecoveryAnswer(ok, agreed, people, tuple(map(terminal.say, left)), tuple(done.rebuilt), tuple(done.copies))


def _found(each: DamagedArticle, terminal: Terminal) -> ArticleFound:
    rebuilt = isinstance(each.remedy, Rebuilt)
    problem = terminal.say(each.message)
    return ArticleFound(each.article, each.file, each.fault.value, problem, rebuilt, _remedy(each, terminal))


COMMAND = Command("recover", "cli.help.recover", arguments, run)
