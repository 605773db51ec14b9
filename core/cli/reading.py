"""A project opened for reading what an annotator has done, down to the last acknowledged edit."""

from pathlib import Path

from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk


def open_to_read(folder: Path) -> Session:
    """A session that has let go of its lock: a window that is opened meanwhile can still write."""
    session = Session(Project.open(Disk(), folder))
    session.close()
    return session
