"""``nhan assign``: gives articles to people, and shows how far everybody is."""

import argparse
from pathlib import Path

import msgspec
from msgspec.structs import replace

from nhan.core.cli.command import Command, Say
from nhan.core.cli.reading import read_work
from nhan.core.cli.terminal import Terminal
from nhan.core.curation.assignments import (
    OVERLAP,
    Workload,
    articles_of,
    assign,
    give_back,
    join,
    leave,
    workload,
)
from nhan.core.messages import NhanError
from nhan.core.model import ArticleStatus
from nhan.core.people.person import read_person
from nhan.core.people.whose import people, reader, title, writers
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.assignments_file import Assignments, read_assignments, write_assignments
from nhan.core.store.disk import Disk


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--people", metavar="A,B,C", help=say("cli.help.assign.people"))
    what.add_argument("--join", metavar="NAME", help=say("cli.help.assign.join"))
    what.add_argument("--leave", metavar="NAME", help=say("cli.help.assign.leave"))
    what.add_argument("--give-back", metavar=("NAME", "ARTICLE"), nargs=2, help=say("cli.help.assign.give_back"))
    what.add_argument("--show", action="store_true", help=say("cli.help.assign.show"))
    parser.add_argument("--overlap", metavar="N", type=int, default=OVERLAP, help=say("cli.help.assign.overlap"))
    parser.add_argument("--json", action="store_true", help=say("cli.help.json"))


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    project = Project.open(Disk(), given.folder)
    before = read_assignments(project.disk, project.folder)
    coming = writers(project, _coming(given), read_person(Disk()))
    wanted = _wanted(project, before, given, [each.id for each in coming])
    if wanted is not None and wanted != before:
        if project.newer is not None:
            raise NhanError(project.newer.key, **project.newer.fields)
        for each in coming:  # people may be given work before they have any
            project.welcome(each.id, each.name)
        write_assignments(project.disk, project.folder, wanted)
    _show(project, wanted or before, given, terminal)
    return 0


def _coming(given: argparse.Namespace) -> list[str]:
    """Who is to be given articles, and may be new: ids and names."""
    if given.people is not None:
        return [name.strip() for name in given.people.split(",") if name.strip()]
    return [given.join] if given.join is not None else []


def _wanted(
    project: Project, before: Assignments | None, given: argparse.Namespace, coming: list[str]
) -> Assignments | None:
    """What is to be written; None: nothing. ``coming``: ids."""
    if given.overlap < 0:
        raise NhanError("assign.overlap")
    there = frozenset(project.ids)
    if given.people is not None:
        kept = before if before is not None and set(before.people) <= set(coming) else None
        if before is not None and kept is None:
            raise NhanError("assign.say_leave")
        begun = _Begun(project)
        for newcomer in coming if kept is not None else ():
            kept = join(kept, newcomer, there, begun) if kept is not None else None
        return assign(articles_of(project), coming, given.overlap, kept)
    if given.join is None and given.leave is None and given.give_back is None:
        return None
    if before is None:
        raise NhanError("assign.nothing")
    if given.join is not None:
        return join(before, coming[0], there, _Begun(project))
    if given.leave is not None:
        person = _known(project, before, given.leave)
        work = read_work(project, person)
        return leave(
            before, person, there, lambda name: name in project and work.summary(name).status is ArticleStatus.DONE
        )
    name, article = given.give_back
    return give_back(before, _known(project, before, name), article, there)


def _known(project: Project, before: Assignments, name: str) -> str:
    """The id of somebody whom the project or the assignments know. NhanError otherwise."""
    if not name.strip():
        raise NhanError("people.no_name")
    return name if name in before.people else reader(project, name, read_person(Disk())).id


class _Begun:
    """Whether a person has begun an article."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._begun: dict[str, frozenset[str]] = {}

    def __call__(self, person: str, article_id: str) -> bool:
        if person not in self._begun:
            self._begun[person] = frozenset(read_work(self._project, person).begun)
        return article_id in self._begun[person]


def _show(project: Project, assignments: Assignments | None, given: argparse.Namespace, terminal: Terminal) -> None:
    if assignments is None:
        raise NhanError("assign.nothing")
    sessions: dict[str, Session] = {each: read_work(project, each) for each in assignments.people}
    ids = frozenset(project.ids)
    loads = workload(assignments, lambda person, name: sessions[person].summary(name).status, ids)
    if given.json:
        print(msgspec.json.format(msgspec.json.encode(loads), indent=2).decode(), file=terminal.out)
        return
    names = {each.id: title(each) for each in people(project)}
    for each in loads:
        _tell(replace(each, person=names.get(each.person, each.person)), terminal)
    shared = sum(1 for name, its in assignments.articles.items() if len(its) > 1 and name in ids)
    left = len(ids - assignments.articles.keys())
    terminal.tell("cli.assign.shared", count=shared, first=len(assignments.first))
    if left:
        terminal.tell("cli.assign.left", count=left)


def _tell(load: Workload, terminal: Terminal) -> None:
    terminal.tell("cli.assign.line", **msgspec.structs.asdict(load))


COMMAND = Command("assign", "cli.help.assign", arguments, run)
