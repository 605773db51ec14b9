"""One of two programs of the same name on one folder: does this and that, and says what was acknowledged.

Run as ``python rival_child.py FOLDER SEED ACTS``, with a state folder of its own: no lock is held in common. Writes a
line of JSON for each acknowledged edit.
"""

import random
import sys
from pathlib import Path

import msgspec

from nhan.core.messages import Message
from nhan.core.model import Change
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.two_programs import ARTICLES, any_answer


def main(folder: Path, chance: random.Random, acts: int) -> None:
    session = Session(Project.open(Disk(), folder))
    for _ in range(acts):
        match chance.choices(("edit", "undo", "save", "look", "again"), (12, 2, 4, 3, 1))[0]:
            case "edit":
                document = session.document(chance.choice(ARTICLES))
                tell(session.commit(any_answer(document, chance)))
            case "undo":
                tell(session.undo())
            case "save":
                check(session.save_all())
            case "look":
                session.look()
            case _:
                check(session.close())
                session = Session(Project.open(Disk(), folder))
                assert session.read_only is None
    check(session.close())


def check(failure: Message | None) -> None:
    assert failure is None, failure


def tell(outcome: object) -> None:
    if isinstance(outcome, Change):
        for edit in outcome.edits:
            sys.stdout.buffer.write(msgspec.json.encode(edit) + b"\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), random.Random(int(sys.argv[2])), int(sys.argv[3]))
