"""A program that edits a project as fast as it can and says on its output which edit was acknowledged.

Run as ``python editing_child.py FOLDER FIRST``: edit n labels
the nth word of one of three articles.
"""

import sys
from itertools import count
from pathlib import Path

from nhan.core.model import Change
from nhan.core.operations import add
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk


def main(folder: str, first: int) -> None:
    session = Session(Project.open(Disk(), Path(folder)))
    assert session.read_only is None
    for number in count(first):
        article = f"a{number % 3}"
        start = 5 * number
        outcome = session.commit(add(session.document(article), session.project.labels, start, start + 4, "PER"))
        assert isinstance(outcome, Change), outcome
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        if number % 7 == 0:
            session.save(article)
        if number % 31 == 0:
            session.save_all()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
