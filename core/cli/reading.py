"""A project opened for reading what someone has done, down to the last acknowledged edit; and who that is."""

import argparse
import os
from pathlib import Path

from nhan.core.cli.command import Say
from nhan.core.messages import Message
from nhan.core.people.person import read_person
from nhan.core.people.whose import VARIABLE, reader
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk

READING = Message("session.reading")


def add_annotator(parser: argparse.ArgumentParser, say: Say) -> None:
    """``--annotator``; without it the environment says who is meant, else the user's settings, else the project."""
    parser.add_argument("--annotator", metavar="NAME", default="", help=say("cli.help.annotator"))


def wanted(given: argparse.Namespace) -> str:
    """The id or name that was asked for; "" = none."""
    return given.annotator or os.environ.get(VARIABLE, "")


def open_to_read(folder: Path, annotator: str = "") -> Session:
    """A session that takes no lock, on the work of the one who is named, else of the user of this machine."""
    project = Project.open(Disk(), folder)
    return read_work(project, reader(project, annotator, read_person(Disk())).id)


def read_work(project: Project, annotator: str) -> Session:
    """The same for an open project and an id."""
    return Session(project, annotator, read_only=READING)
