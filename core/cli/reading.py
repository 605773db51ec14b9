"""A project opened for reading what someone has done, down to the last acknowledged edit; and who that is."""

import argparse
import os
from contextlib import suppress
from pathlib import Path

from nhan.core.cli.command import Say
from nhan.core.cli.terminal import Terminal
from nhan.core.messages import Message, NhanError
from nhan.core.people.person import read_person
from nhan.core.people.whose import VARIABLE, named, reader, title, workers
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.withheld import withhold

READING = Message("session.reading")


def add_annotator(parser: argparse.ArgumentParser, say: Say) -> None:
    """``--annotator``; without it the environment says who is meant, else the user's settings, else the project."""
    parser.add_argument("--annotator", metavar="NAME", default="", help=say("cli.help.annotator"))


def wanted(given: argparse.Namespace) -> str:
    """The id or name that was asked for; "" = none."""
    return given.annotator or os.environ.get(VARIABLE, "")


def viewer(project: Project) -> str:
    """Who sits at this terminal, by id: whom the environment names, else the user of this machine; "" = nobody knows,
    and sees all."""
    person, named_there = read_person(Disk()), os.environ.get(VARIABLE, "")
    if named_there:
        found = named(project, named_there, person)
        return found.id if found is not None else ""
    return person.id_in(project.folder) if person is not None else ""


def open_to_read(folder: Path, annotator: str = "", terminal: Terminal | None = None) -> Session:
    """A session that takes no lock, on the work of the one who is named, else of the user of this machine. Of another's
    work, what is withheld from who sits here is in no list; ``terminal`` is told how much that is."""
    project = Project.open(Disk(), folder)
    whose = reader(project, annotator, read_person(Disk()))
    hidden = withhold(project, viewer(project), whose.id)
    if hidden and terminal is not None:
        terminal.warn("withheld.articles", count=hidden, name=title(whose))
    return read_work(project, whose.id)


def read_somebody(project: Project) -> Session:
    """A session of the first who has work that can be read, where it does not matter whose. NhanError: nobody's can."""
    *others, last = workers(project)
    for each in others:
        with suppress(NhanError):  # a journal of a later version
            return read_work(project, each.id)
    return read_work(project, last.id)


def read_work(project: Project, annotator: str) -> Session:
    """The same for an open project and an id."""
    return Session(project, annotator, read_only=READING)
