"""``nhan assign``: gives articles to people, and shows how far everybody is."""

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec

from nhan.core.cli.command import Command, Say
from nhan.core.cli.parser import UsageError
from nhan.core.cli.reading import add_annotator, read_work, viewer, wanted
from nhan.core.cli.table import lines_of
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.writing import done, open_to_write
from nhan.core.curation.assignments import FIRST
from nhan.core.curation.dealing import Dealer, Plan, Share
from nhan.core.messages import Message, NhanError
from nhan.core.model import Change
from nhan.core.people.person import read_person
from nhan.core.people.whose import known_as, people, reader, writer, writers
from nhan.core.project import Project
from nhan.core.report.workload import COLUMNS, workloads
from nhan.core.store.assignments_file import Assignments, read_assignments
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Annotator


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--people", metavar="A,B,C", help=say("cli.help.assign.people"))
    what.add_argument("--join", metavar="NAME", help=say("cli.help.assign.join"))
    what.add_argument("--leave", metavar="NAME", help=say("cli.help.assign.leave"))
    what.add_argument("--give-back", metavar=("NAME", "ARTICLE"), nargs="+", help=say("cli.help.assign.give_back"))
    what.add_argument("--show", action="store_true", help=say("cli.help.assign.show"))
    parser.add_argument("--overlap", metavar="N", type=int, default=None, help=say("cli.help.assign.overlap"))
    parser.add_argument("--first", metavar="N", type=int, default=None, help=say("cli.help.assign.first"))
    parser.add_argument("--dry-run", action="store_true", help=say("cli.help.assign.dry_run"))
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))
    add_annotator(parser, say)
    parser.set_defaults(usage=parser.format_usage())


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    if given.people is None and (given.overlap, given.first) != (None, None):
        raise UsageError(Message("assign.say_people"), given.usage)
    project = Project.open(Disk(), given.folder)
    coming = writers(project, _coming(given), read_person(Disk()))
    plan = _plan(project, given, [each.id for each in coming])
    if plan is None:
        _show(project, given, terminal)
        return 0
    if given.dry_run:
        _preview(project, plan, coming, given, terminal)
        return 0
    if isinstance(plan.change, Change):
        with open_to_write(given.folder, wanted(given), terminal) as session:
            for each in coming:  # people may be given work before they have any
                session.project.welcome(each.id, each.name)
            done(session.commit(plan.change))
        if not given.json:
            _tell(project, [each for each in plan.shares if each.is_changed], coming, terminal)
    _show(Project.open(Disk(), given.folder), given, terminal)
    return 0


def _coming(given: argparse.Namespace) -> list[str]:
    """Who is to be given articles, and may be new: ids and names."""
    if given.people is not None:
        return [name.strip() for name in given.people.split(",") if name.strip()]
    return [given.join] if given.join is not None else []


def _plan(project: Project, given: argparse.Namespace, coming: list[str]) -> Plan | None:
    """What is to be written; None: nothing is asked for. ``coming``: ids."""
    dealer = Dealer(project)
    if given.people is not None:
        if dealer.before is not None and not set(dealer.before.people) <= set(coming):
            raise NhanError("assign.say_leave")
        return dealer.deal(coming, given.overlap, FIRST if given.first is None else given.first)
    if given.join is not None:
        return dealer.join(coming[0])
    if given.leave is not None:
        return dealer.leave(_known(project, dealer.before, given.leave))
    if given.give_back is not None:
        name, *articles = given.give_back
        if not articles:
            raise NhanError("assign.which_articles", name=name)
        return dealer.give_back(_known(project, dealer.before, name), articles)
    return None


def _known(project: Project, before: Assignments | None, name: str) -> str:
    """The id of somebody whom the project or the assignments know. NhanError otherwise."""
    if before is None:
        raise NhanError("assign.nothing")
    if not name.strip():
        raise NhanError("people.no_name")
    return name if name in before.people else reader(project, name, read_person(Disk())).id


def _preview(
    project: Project, plan: Plan, coming: list[Annotator], given: argparse.Namespace, terminal: Terminal
) -> None:
    if given.json:
        whole = {name: getattr(plan, name) for name in ("shares", "shared", "first", "unassigned")}
        print(msgspec.json.format(msgspec.json.encode(whole), indent=2).decode(), file=terminal.out)
        return
    _tell(project, plan.shares, coming, terminal)
    terminal.tell("cli.assign.shared", count=plan.shared, first=plan.first)
    terminal.tell("cli.assign.dry_run")


def _tell(project: Project, shares: Sequence[Share], coming: list[Annotator], terminal: Terminal) -> None:
    names = known_as((*people(project), *coming))
    for share in shares:
        fields = msgspec.structs.asdict(share) | {"person": names.get(share.person, share.person)}
        terminal.tell("cli.assign.share", **fields)
        if share.leaves:
            terminal.tell("cli.assign.leaves", person=fields["person"], count=share.after)


def _show(project: Project, given: argparse.Namespace, terminal: Terminal) -> None:
    assignments = read_assignments(project.disk, project.folder)
    if assignments is None:
        raise NhanError("assign.nothing")
    person = read_person(Disk())
    session = read_work(project, writer(project, wanted(given), person).id)
    loads = workloads(session.snapshot(), assignments, person, viewer(project), terminal.pass_over)
    if given.json:
        whole = [{**msgspec.to_builtins(each), "spans_an_hour": each.spans_an_hour} for each in loads]
        print(msgspec.json.format(msgspec.json.encode(whole), indent=2).decode(), file=terminal.out)
        return
    for line in lines_of([[terminal.say(each) for each in COLUMNS], *(each.in_words for each in loads)]):
        print(line, file=terminal.out)
    ids = frozenset(project.ids)
    shared = sum(1 for name, its in assignments.articles.items() if len(its) > 1 and name in ids)
    left = len(ids - assignments.articles.keys())
    terminal.tell("cli.assign.shared", count=shared, first=len(assignments.first))
    if left:
        terminal.tell("cli.assign.left", count=left)


COMMAND = Command("assign", "cli.help.assign", arguments, run)
