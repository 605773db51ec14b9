"""The record of the open article becomes unreadable meanwhile: it is said, the edits are safe, other articles go on."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk, Stat
from nhan.gui.app import Program
from nhan.gui.saving import Saving
from tests.gui.conftest import Typist, make_project, settle


def conflicted(path: Path) -> None:
    """As a merge by git leaves it."""
    data = path.read_bytes()
    lines = data.splitlines(keepends=True)
    middle = len(lines) // 2
    ours, theirs = b"<<<<<<< HEAD\n" + lines[middle], b"=======\n" + lines[middle] + b">>>>>>> other\n"
    path.write_bytes(b"".join([*lines[:middle], ours, theirs, *lines[middle + 1 :]]))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [conflicted, emptied])
def test_it_is_said_and_one_can_go_on(annotator: Typist, spoil: Callable[[Path], None]) -> None:
    window = annotator.window
    bridge, folder = window.bridge, window.bridge.session.project.folder
    annotator.press("Return")
    bridge.save_all()
    (path,) = (folder / "work").rglob("*.json")
    spoil(path)
    annotator.press("Return")
    bridge.save_all()
    assert bridge.saving is Saving.SAVED  # in the journal
    window.show_article("a1")
    assert bridge.document.id == "a1"
    settle(window, annotator.qtbot)
    annotator.press("Return")
    bridge.save_all()
    assert bridge.saving is Saving.SAVED and "a1" not in bridge.session.unsaved
    window.close()
    session = Session(Project.open(Disk(), folder))
    assert session.read_only is None
    assert sum(each.status.value == "confirmed" for each in session.document("a1")) == 1
    session.close()


class Refusing(Disk):
    """A disk that refuses to touch anybody's records, as long as ``refuses``."""

    refuses = False

    def _look_at(self, path: Path) -> None:
        if self.refuses and "work" in path.parts:
            raise PermissionError(13, "Permission denied", str(path))

    def read_bytes(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        self._look_at(path)
        return super().read_bytes(path, start, size)

    def write_atomic_parts(self, path: Path, parts: Iterable[bytes]) -> Stat:
        self._look_at(path)
        return super().write_atomic_parts(path, parts)


def test_records_that_may_not_be_touched_hold_up_nobody(
    qtbot: QtBot, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Refusing()
    monkeypatch.setattr("nhan.gui.app.Disk", lambda: disk)
    window = program.open(make_project(tmp_path / "p"))
    settle(window, qtbot)
    annotator = Typist(window, qtbot)
    annotator.press("Return")
    disk.refuses = True
    annotator.press("Return")
    window.show_article("a1")
    assert window.bridge.document.id == "a1" and window.bridge.saving is Saving.SAVED
    assert window.pane.notice.isVisible() and "a0" in window.pane.notice.text.text()
    annotator.press("Return")
    disk.refuses = False
    window.bridge.save_all()
    assert not window.pane.notice.isVisible() and not window.bridge.session.unsaved
    assert [each.status.value for each in annotator.on_disk("a0")].count("confirmed") == 2
