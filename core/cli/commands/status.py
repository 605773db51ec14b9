"""``nhan status``: how far a project has come."""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from nhan.core.cli.command import Command, Say
from nhan.core.cli.reading import add_annotator, read_somebody, read_work, wanted
from nhan.core.cli.terminal import Terminal
from nhan.core.damage.traces import missing_records
from nhan.core.messages import Message, NhanError
from nhan.core.model import STATUSES, ArticleStatus
from nhan.core.ordering import is_blind
from nhan.core.people.person import read_person
from nhan.core.people.whose import default_reader, has_work, people, reader, title, workers
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.assignments_file import assignments_faults
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Annotator, Role


class PersonProgress(msgspec.Struct, frozen=True):
    """How far one person is: articles by status, and confirmed spans in them."""

    id: str
    name: str
    role: Role
    articles: dict[str, int]
    spans: int


class Status(msgspec.Struct, frozen=True):
    """What ``--json`` prints. ``articles`` counts by status; ``unsuggested``: those that are still to be done, get
    suggestions and have none yet; ``deleted``: articles that are in no other count; ``annotator``: whose work this
    counts; ``people``: everybody who is known by name or has work, and whose work can be read."""

    name: str
    folder: str
    annotator: str
    labels: tuple[str, ...]
    total: int
    articles: dict[str, int]
    spans: dict[str, int]
    length: int  # code points
    unsuggested: int
    disputes: int  # to be settled
    flagged: int  # articles, whatever their status is
    questions: int  # spans that somebody asks something about
    deleted: int
    people: tuple[PersonProgress, ...]
    problems: tuple[str, ...]


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    add_annotator(parser, say)
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    project = Project.open(Disk(), given.folder)
    there = [each for each in people(project) if each.name or has_work(project, each.id)]
    whose = wanted(given)
    person = read_person(Disk())
    shown = reader(project, whose, person) if whose else default_reader(project, person)
    session = read_work(project, shown.id) if shown is not None else read_somebody(project)
    shown = shown or next(each for each in workers(project) if each.id == session.annotator)
    status = _status(session, there, str(given.folder), terminal)
    if given.json:
        print(msgspec.json.format(msgspec.json.encode(status), indent=2).decode(), file=terminal.out)
        return 1 if status.problems else 0
    terminal.tell("cli.status.project", name=status.name, folder=status.folder, annotator=title(shown))
    terminal.tell("cli.status.articles", total=status.total, **status.articles)
    terminal.tell("cli.status.spans", **status.spans)
    if status.flagged:
        terminal.tell("cli.status.flagged", count=status.flagged)
    if status.questions:
        terminal.tell("cli.status.questions", count=status.questions)
    if status.unsuggested:
        terminal.tell("cli.status.unsuggested", count=status.unsuggested)
    if status.disputes:
        terminal.tell("cli.status.disputes", count=status.disputes)
    if status.deleted:
        terminal.tell("cli.status.deleted", count=status.deleted)
    for each in status.people:
        adjudicates = each.role is Role.ADJUDICATOR
        name = terminal.sentence("cli.status.role.adjudicator", name=each.name) if adjudicates else each.name
        terminal.tell("cli.status.person", name=name, spans=each.spans, **each.articles)
    for problem in status.problems:
        terminal.complain_in(problem)
    return 1 if status.problems else 0


def _status(session: Session, there: list[Annotator], folder: str, terminal: Terminal) -> Status:
    project = session.project
    articles: Counter[str] = Counter({status.value: 0 for status in STATUSES})
    waiting = {name for name in project.unsuggested() if not is_blind(project, name)}
    spans = Counter(suggested=0, confirmed=0, rejected=0)
    length = disputes = flagged = questions = 0
    problems: list[Message] = []
    for summary in session.summaries():
        articles[summary.status.value] += 1
        spans.update(suggested=summary.suggested, confirmed=summary.confirmed, rejected=summary.rejected)
        length += summary.length
        disputes += summary.disputes
        flagged += summary.flagged
        questions += summary.questions
        if summary.status in (ArticleStatus.DONE, ArticleStatus.SKIPPED):
            waiting.discard(summary.id)
        if summary.problem:
            problems.append(summary.problem)
    problems += [*project.damaged_texts, *project.damaged_suggestions, *session.journals.faults]
    problems += [fault.message for fault in assignments_faults(project.disk, project.folder)]
    problems += missing_records(project, session.annotator).values()
    progress = tuple(_progresses(project, there, problems))
    return Status(
        name=project.name,
        folder=folder,
        annotator=session.annotator,
        labels=tuple(label.name for label in project.labels.labels),
        total=len(project),
        articles=dict(articles),
        spans=dict(spans),
        length=length,
        unsuggested=len(waiting),
        disputes=disputes,
        flagged=flagged,
        questions=questions,
        deleted=len(project.deleted),
        people=progress,
        problems=tuple(terminal.say(problem) for problem in problems),
    )


def _progresses(project: Project, there: list[Annotator], problems: list[Message]) -> Iterator[PersonProgress]:
    """Of those whose work can be read; ``problems`` gets why the others' cannot."""
    for each in there:
        try:
            yield _progress(project, each)
        except NhanError as error:  # a journal of a later version
            problems.append(error.message)


def _progress(project: Project, person: Annotator) -> PersonProgress:
    session = read_work(project, person.id)
    summaries = [session.summary(name) for name in session.begun]
    counts = Counter(summary.status.value for summary in summaries)
    articles = {status.value: counts[status.value] for status in STATUSES}
    spans = sum(summary.confirmed for summary in summaries)
    return PersonProgress(person.id, title(person), person.role, articles, spans)


COMMAND = Command("status", "cli.help.status", arguments, run)
