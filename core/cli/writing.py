"""A project opened to change what someone has done, or what it is for everybody."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import assert_never

from nhan.core.cli.terminal import Terminal
from nhan.core.messages import NhanError
from nhan.core.model import Change, Rejected
from nhan.core.outcome import Failed, Outcome
from nhan.core.people.person import read_person
from nhan.core.people.whose import writer
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk


@contextmanager
def open_to_write(folder: Path, annotator: str, terminal: Terminal) -> Iterator[Session]:
    """A session of the one who is named, else of the user of this machine; closed at the end. NhanError where somebody
    else writes, and where what was done could not be saved: the program ends, and nothing is in memory any more."""
    project = Project.open(Disk(), folder)
    person = writer(project, annotator, read_person(Disk()))
    session = Session(project, person.id, name=person.name)
    try:
        if session.read_only is not None:
            raise NhanError(session.read_only.key, **session.read_only.fields)
        yield session
    except BaseException:
        failure = session.close()
        if failure is not None:
            terminal.complain(failure)
        raise
    failure = session.close()
    if failure is not None:
        raise NhanError(failure.key, **failure.fields)


def done(outcome: Outcome) -> Change:
    """The change that was made. NhanError where it was not."""
    match outcome:
        case Change():
            return outcome
        case Rejected(reason, fields):
            raise NhanError(reason, **fields)
        case Failed(message):
            raise NhanError(message.key, **message.fields)
        case never:
            assert_never(never)
