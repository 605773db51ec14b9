"""The program dies at every call of the disk while it recovers: what was there is in its place or in quarantine, and
recovering again leads to the same."""

from itertools import count
from pathlib import Path

import pytest

from nhan.core.damage.recovery import recover
from nhan.core.damage.survey import survey
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.store.quarantine import REASON
from nhan.core.validation import check_folder
from tests.core.crashing import CrashError, CrashingDisk
from tests.core.damage.building import audit, flip, flip_line, opened, picture, record, worked


def harmed(folder: Path) -> Path:
    worked(folder)
    path = record(folder, "a")
    flip(path, len(path.read_bytes()) // 2)
    record(folder, "b").write_bytes(b"")
    flip_line(audit(folder), 1)
    return folder


@pytest.mark.parametrize("when", ["before", "half", "after"])
def test_nothing_is_lost_wherever_it_dies(tmp_path: Path, when: str) -> None:
    wanted = picture(opened(worked(tmp_path / "whole")))
    for at in count():
        folder = harmed(tmp_path / f"{when}{at}")
        damaged = {path: path.read_bytes() for path in (record(folder, "a"), record(folder, "b"), audit(folder))}
        disk = CrashingDisk(at, when)
        project = Project.open(disk, folder)
        try:
            recover(project, survey(project, "an1"))
        except CrashError:
            pass
        else:
            break
        copies = {path.read_bytes() for path in (folder / "quarantine").rglob("*.json*") if path.suffix != ".tmp"}
        for path, content in damaged.items():
            assert path.read_bytes() == content or content in copies
        again = Project.open(Disk(), folder)
        recover(again, survey(again, "an1"))
        without_times = {name: [each.id for each in spans] for name, (spans, _) in picture(opened(folder)).items()}
        assert without_times == {name: [each.id for each in spans] for name, (spans, _) in wanted.items()}
        assert list(check_folder(Disk(), folder)) == []
        named = [path for path in (folder / "quarantine" / "an1").iterdir() if not path.name.endswith(".tmp")]
        assert sorted(path.name for path in named if path.name.endswith(REASON)) == sorted(
            path.name + REASON for path in named if not path.name.endswith(REASON)
        )
    assert at > 6, "it has died at every call"
