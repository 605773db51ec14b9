"""Every kind of a project's files, cut off and with bits flipped: what is not as it was has to be named."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from nhan.core.messages import NhanError
from nhan.core.model import Article
from nhan.core.operations import accept, add, set_note
from nhan.core.project import Project
from nhan.core.readable import Opened
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.validation import check_folder
from tests.core.building import LABELS, TEXT, span
from tests.core.crashing import die

NAMES = ("a", "b", "c")
SUGGESTED = (span(TEXT, "Nguyễn Văn A", "PER"), span(TEXT, "Hoà Bình", "LOC"))
KINDS = (
    "project.json",
    "texts/*.jsonl",
    "pre/*/*.jsonl",
    "pre/*/run.json",
    "work/*/*/*.json",
    "audit/*/*.jsonl",
    "journal/*/*.jsonl",
)
Picture = dict[str, object]


def make(folder: Path) -> list[Picture]:
    """A project that was worked on twice: the second time the program died, and left its journal. Returns what was
    shown before and after each line of that."""
    project = Project.create(Disk(), folder, LABELS)
    project.add_articles([Article(name, TEXT) for name in NAMES])
    run = project.new_run("u", "1")
    run.write(1, dict.fromkeys(NAMES, SUGGESTED))
    run.finish()
    run.close()
    for place, label in ((0, "ORG"), (8, "LOC")):
        session = Session(Project.open(Disk(), folder))
        shown = [shown_by(session)]
        for change in (
            add(session.document("a"), LABELS, place, place + 3, label),
            add(session.document("b"), LABELS, place, place + 3, label),
            accept(session.document("a"), LABELS, SUGGESTED[place // 8].id),
            set_note(session.document("b"), label),
        ):
            session.commit(change)
            shown.append(shown_by(session))
        if place == 0:
            session.close()
        elif session._lock is not None:
            die(session)
    return shown


def shown_by(session: Session) -> Picture:
    found = {name: session.document(name) for name in NAMES}
    return {name: (tuple(each), each.state) for name, each in found.items()}


def look(folder: Path) -> tuple[Picture, bool]:
    """What is shown of each article, and whether anything is named that is wrong."""
    named = any(True for _ in check_folder(Disk(), folder))
    try:
        project = Project.open(Disk(), folder)
        session = Session(project)
    except NhanError:
        return {}, True
    found: Picture = {}
    for name in NAMES:
        match session.read(name):
            case Opened(document):
                found[name] = tuple(document), document.state
            case _:
                named = True
    named = named or bool(project.damaged_texts or project.damaged_suggestions)
    if session._lock is not None:
        die(session)
    return found, named


def harms(data: bytes, count: int, chance: random.Random) -> Iterator[bytes]:
    """The file cut off, and with a bit flipped, at so many places each."""
    for at in sorted(chance.sample(range(len(data)), min(count, len(data)))):
        yield data[:at]
        yield data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def damage(folder: Path, count: int) -> tuple[int, int, int, int]:
    """Tried, edits that were acknowledged, how many are neither shown nor named, and how often that was.

    Lines that are cut off a journal are nowhere any more, and nothing can name them; those that are left have to count.
    """
    sound = folder / "sound"
    shown = make(sound)
    if look(sound) != (shown[-1], False):
        raise RuntimeError("the project is not sound to begin with")
    chance, tried, lost, hidden = random.Random(2026), 0, 0, 0
    for kind in KINDS:
        for path in sorted(sound.glob(kind)):
            for data in harms(path.read_bytes(), count, chance):
                shutil.copytree(sound, folder / "harmed")
                (folder / "harmed" / path.relative_to(sound)).write_bytes(data)
                found, named = look(folder / "harmed")
                shutil.rmtree(folder / "harmed")
                tried += 1
                is_cut = kind.startswith("journal") and path.read_bytes().startswith(data)
                expected = shown[max(0, data.count(b"\n") - 1)] if is_cut else shown[-1]
                silent = not named and found != expected
                hidden += silent
                lost += silent and sum(found.get(name) != expected[name] for name in NAMES)
    return tried, 8 * tried, lost, hidden
