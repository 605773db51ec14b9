"""``nhan set``: what a project is worked on like; without anything to set, says how it is set."""

import argparse
from pathlib import Path
from typing import Any

from nhan.core.cli.command import Command, Say, share
from nhan.core.cli.reading import add_annotator, wanted
from nhan.core.cli.terminal import Terminal
from nhan.core.cli.writing import done, open_to_write
from nhan.core.messages import NhanError
from nhan.core.model import Change
from nhan.core.operations import configure
from nhan.core.ordering import BLIND, ORDER, Order, blind_share, order_of
from nhan.core.people.learn_from import LEARN_FROM, LearnFrom, learn_from
from nhan.core.people.others_work import OTHERS_WORK, OthersWork, others_work
from nhan.core.people.person import read_person
from nhan.core.people.whose import known_as, people, titles, writers
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role

_CALLED: dict[Order | LearnFrom | OthersWork, str] = {
    Order.FILE: "cli.set.order.file",
    Order.INTERLEAVED: "cli.set.order.interleaved",
    Order.DOUBTFUL: "cli.set.order.doubtful",
    Order.RANDOM: "cli.set.order.random",
    LearnFrom.ALL: "cli.set.whose.all",
    LearnFrom.OWN: "cli.set.whose.own",
    OthersWork.AFTER_OWN: "cli.set.others.after_own",
    OthersWork.ALWAYS: "cli.set.others.always",
}
_ROLES = {Role.ANNOTATOR: "cli.set.role.annotator", Role.ADJUDICATOR: "cli.set.role.adjudicator"}


def arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help=say("cli.help.project"))
    parser.add_argument("--order", choices=[order.value for order in Order], help=say("cli.help.set.order"))
    parser.add_argument("--learn-from", choices=[each.value for each in LearnFrom], help=say("cli.help.set.learn_from"))
    whens = [each.value for each in OthersWork]
    parser.add_argument("--others-work", choices=whens, help=say("cli.help.set.others_work"))
    parser.add_argument("--role", metavar="NAME=ROLE", action="append", default=[], help=say("cli.help.set.role"))
    parser.add_argument("--blind", metavar="0…1", type=share(say), help=say("cli.help.set.blind"))
    add_annotator(parser, say)


def run(given: argparse.Namespace, terminal: Terminal) -> int:
    project = Project.open(Disk(), given.folder)
    values: dict[str, Any] = {
        ORDER: given.order,
        BLIND: given.blind,
        LEARN_FROM: given.learn_from,
        OTHERS_WORK: given.others_work,
    }
    for each in given.role:
        name, _, role = each.rpartition("=")
        _give_role(project, name, role, terminal)
    change = configure(project.settings, {name: value for name, value in values.items() if value is not None})
    if isinstance(change, Change):
        with open_to_write(given.folder, wanted(given), terminal) as session:
            done(session.commit(change))
        project = Project.open(Disk(), given.folder)
    settings: dict[str, Order | LearnFrom | OthersWork] = {
        "order": order_of(project),
        "whose": learn_from(project),
        "others": others_work(project),
    }
    fields = {name: f"{terminal.sentence(_CALLED[each])} ({each.value})" for name, each in settings.items()}
    terminal.tell("cli.set.is", blind=f"{blind_share(project):.0%}", **fields)
    names = known_as(project.annotators)
    for person in project.annotators:
        terminal.tell(_ROLES[person.role], name=names[person.id])
    return 0


def _give_role(project: Project, name: str, role: str, terminal: Terminal) -> None:
    """Who is not known yet is listed: a curator may be named before any work is there."""
    roles = {each.value: each for each in Role}
    if role not in roles:
        raise NhanError("people.no_role", role=role, roles=", ".join(roles))
    (person,) = writers(project, [name], read_person(Disk()))
    is_new = person.id not in {each.id for each in people(project)}
    project.welcome(person.id, person.name, roles[role])
    if is_new:
        terminal.tell("cli.set.newcomer", name=titles([person]))


COMMAND = Command("set", "cli.help.set", arguments, run)
