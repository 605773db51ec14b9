"""A scripted session of the window's bridge on a disk that fails: what it said at each moment, and what is there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject

from nhan.core.messages import Message, NhanError
from nhan.core.model import Article
from nhan.core.operations import accept, add, reject, relabel, set_note
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui.jobs import Direct, Jobs
from nhan.gui.saving import Saving
from nhan.gui.session_bridge import SessionBridge
from tests.core.building import LABELS, TEXT, span
from tests.core.failing import FailingDisk, Fault

NAMES = ("a", "b")
SUGGESTED = (span(TEXT, "Nguyễn Văn A", "PER"), span(TEXT, "Hoà Bình", "LOC"), span(TEXT, "TP.HCM", "LOC"))
Picture = dict[str, tuple[object, ...]]


class Told(msgspec.Struct):
    """What came of one session."""

    calls: int
    failed: int = 0
    acknowledged: int = 0  # edits
    lost: list[str] = []  # what was said to be saved, and is not there
    untrue: list[str] = []  # what was said, and was not so
    unsaid: list[str] = []  # what failed, and nobody was told


def make(folder: Path) -> Path:
    """A project with two articles."""
    project = Project.create(Disk(), folder, LABELS)
    project.add_articles([Article(name, TEXT) for name in NAMES])
    return folder


def picture(session: Session) -> Picture:
    found = {name: session.document(name) for name in NAMES}
    return {name: (tuple(each), each.state) for name, each in found.items()}


def on_disk(folder: Path) -> Picture:
    """What another program reads there now: after the end of this one it would be the same."""
    return picture(Session(Project.open(Disk(), folder), read_only=Message("session.reading")))


def steps(bridge: SessionBridge) -> Iterator[tuple[str, Callable[[], object]]]:
    """Edits, a note, other articles, saving, undo; whether a step is an edit says its name."""
    session, a = bridge.session, SUGGESTED[0].id
    yield "edit: accept", lambda: bridge.commit(accept(session.document("a"), LABELS, a))
    yield "edit: relabel", lambda: bridge.commit(relabel(session.document("a"), LABELS, a, "ORG"))
    yield "save", bridge.save_all
    yield "edit: undo", bridge.undo
    yield "show", lambda: bridge.show_article("b")
    yield "edit: add", lambda: bridge.commit(add(session.document("b"), LABELS, 0, 7, "ORG"))
    yield "edit: note", lambda: bridge.commit(set_note(session.document("b"), "xem lại"))
    yield "again", bridge.journal_again
    yield "show", lambda: bridge.show_article("a")
    yield "edit: reject", lambda: bridge.commit(reject(session.document("a"), SUGGESTED[1].id))
    yield "edit: redo", bridge.undo
    yield "save", bridge.save_all
    yield "edit: last", lambda: bridge.commit(set_note(session.document("a"), "hết"))


def play(folder: Path, fault: Fault) -> Told:
    """Play the session to its end, close it, and look at what a sound disk has. The folder is a new project's."""
    disk, owner = FailingDisk(), QObject()
    session = Session(Project.open(disk, folder), clock=lambda: "2026-01-02T03:04:05Z")
    bridge = SessionBridge(session, Jobs(Direct(), owner), owner)
    session.offer("a", SUGGESTED)
    assert session.document("b") is not None
    bridge.show_article("a")
    failures: list[Message] = []
    bridge.failed.connect(failures.append)
    disk.calls, disk.fault = 0, fault
    told, pictures, saved = Told(0), [on_disk(folder), picture(session)], 0
    for name, step in steps(bridge):
        step()
        pictures.append(picture(session))
        told.untrue += _untrue(name, bridge, folder, pictures)
        if bridge.saving is not Saving.IN_MEMORY:
            saved = len(pictures) - 1
            told.acknowledged += name.startswith("edit")
    failure = bridge.close()
    told.calls, told.failed = disk.calls, disk.failed
    again = Session(Project.open(Disk(), folder))
    if again.read_only is not None:
        told.untrue.append("the lock is still held")
    if failure is None and saved < len(pictures) - 1:
        saved = len(pictures) - 1  # closing has said that all is well
    if picture(again) not in pictures[saved:]:
        told.lost.append(f"{fault}: {len(pictures) - 1 - saved} steps were in memory")
    if disk.failed and fault.for_good and failure is None and not failures and _is_behind(folder):
        told.unsaid.append(f"{fault}")
    try:
        again.close()
    except (OSError, NhanError) as error:
        told.untrue.append(f"cannot be closed on a sound disk: {error}")
    if picture(Session(Project.open(Disk(), folder))) not in pictures[saved:]:
        told.lost.append(f"{fault}: after it was opened and closed once more")
    owner.deleteLater()
    return told


def _untrue(name: str, bridge: SessionBridge, folder: Path, pictures: list[Picture]) -> list[str]:
    """What the status says now that is not so."""
    if bridge.saving is Saving.SAVING:
        return [f"after {name}: still saving"]
    if bridge.saving is Saving.IN_MEMORY:
        in_memory = bridge.session.journal.in_memory
        return [] if in_memory is not None and in_memory.edits > 0 else [f"after {name}: nothing is in memory only"]
    found = on_disk(folder)
    return [] if found == pictures[-1] else [f"after {name}: said to be saved, but is not there"]


def _is_behind(folder: Path) -> bool:
    return any((folder / "journal").rglob("*.jsonl"))
