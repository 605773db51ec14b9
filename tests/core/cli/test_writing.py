"""What a command has done is on the disk when it says so; where the disk refuses, the command fails."""

import errno
from functools import partial
from pathlib import Path

import pytest

from tests.core.cli.running import Nhan, tree
from tests.core.failing import FailingDisk, Fault


@pytest.mark.parametrize(
    "command",
    [("rename", "một", "Tên khác"), ("delete", "một", "--yes"), ("assign", "--people", "An,Bình"), ("undo", "--yes")],
)
def test_a_full_disk_is_no_success(
    nhan: Nhan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    project, article = tmp_path / "p", tmp_path / "một.txt"
    article.write_text("Ông Nguyễn Văn An ở Hà Nội.", encoding="utf-8")
    nhan.done("new", project)
    nhan.done("import", project, article)
    nhan.done("rename", project, "một", "Tên")
    before = tree(project)
    full = partial(FailingDisk, Fault(at=0, error=errno.ENOSPC, for_good=True))
    monkeypatch.setattr("nhan.core.cli.writing.Disk", full)
    name, *rest = command
    ran = nhan(name, project, *rest)
    assert ran.code == 1 and ran.err and "Đã" not in ran.out
    assert tree(project) == before
