"""Backups from the command line: made, listed, taken elsewhere, restored with the counts said first."""

import json
from pathlib import Path

import pytest

from nhan.core.cli.window_settings import backup_folder, window_setting
from nhan.core.store.disk import Disk
from tests.core.backup.building import confirmed, files, make_project, work
from tests.core.cli.running import Nhan

LAN = "lan-7k2q"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_project(tmp_path / "dự án").folder
    work(folder, LAN, "s0")
    return folder


def test_backed_up_listed_and_restored(nhan: Nhan, folder: Path, tmp_path: Path) -> None:
    was = files(folder)
    assert "spans: 1" in nhan.done("backup", folder, "--lang", "en").out
    (listed,) = json.loads(nhan.done("backup", folder, "--list", "--json").out)
    assert Path(listed["file"]).is_file() and listed["spans"] == 1
    work(folder, LAN, "s1")
    said = nhan("restore", folder, "--lang", "en")
    assert said.code == 1 and "--yes" in said.err
    assert "articles 1, spans 1." in said.out and "articles 1, spans 2, which are backed up first" in said.out
    assert confirmed(folder, LAN) == ["s0", "s1"]
    ran = nhan.done("restore", folder, "--yes", "--lang", "en")
    assert files(folder) == was
    before = ran.out.split("What was there before is in ")[1].split("\n")[0].rstrip(".")
    nhan.done("restore", before, "--to", tmp_path / "before")
    assert confirmed(tmp_path / "before", LAN) == ["s0", "s1"]
    assert len(nhan.done("backup", folder, "--list").out.splitlines()) == 2


def test_one_is_chosen_by_its_date(nhan: Nhan, folder: Path, tmp_path: Path) -> None:
    nhan.done("backup", folder)
    (one,) = json.loads(nhan.done("backup", folder, "--list", "--json").out)
    line = nhan.done("backup", folder, "--list").out
    nhan.done("restore", folder, "--backup", line[:16], "--to", tmp_path / "r")
    refused = nhan("restore", folder, "--backup", "1999-01-01", "--to", tmp_path / "q")
    assert refused.code == 1 and line[:16] in refused.err and len(refused.err.splitlines()) == 1
    assert one["project"] == "Dự án" and not (tmp_path / "q").exists()


def test_a_file_to_take_elsewhere(nhan: Nhan, folder: Path, tmp_path: Path) -> None:
    nhan.done("backup", folder, "-o", tmp_path / "x.zip")
    assert json.loads(nhan.done("backup", folder, "--list", "--json").out) == []
    assert nhan("restore", tmp_path / "x.zip").code == 2
    nhan.done("restore", tmp_path / "x.zip", "--to", tmp_path / "r")
    assert files(tmp_path / "r") == files(folder)
    inside = nhan("backup", folder, "-o", folder / "texts" / "x.zip")
    assert inside.code == 1 and not (folder / "texts" / "x.zip").exists()


def test_a_project_that_is_gone_comes_back(nhan: Nhan, folder: Path) -> None:
    nhan.done("backup", folder)
    was = files(folder)
    folder.rename(folder.with_name("elsewhere"))
    nhan.done("restore", folder)
    assert files(folder) == was
    nhan.done("check", folder)


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_no_project_and_no_backup_are_said_in_a_sentence(nhan: Nhan, tmp_path: Path, command: str) -> None:
    ran = nhan(command, tmp_path / "none")
    assert ran.code == 1 and len(ran.err.splitlines()) == 1 and "none" in ran.err
    assert not (tmp_path / "none").exists()


def test_what_is_left_out_is_named_and_is_no_success(nhan: Nhan, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(Disk):
        def read_bytes(self, path: Path, start: int = 0, size: int = -1) -> bytes:
            if LAN in path.parts and "work" in path.parts:
                raise OSError(5, "Input/output error")
            return super().read_bytes(path, start, size)

    monkeypatch.setattr("nhan.core.cli.commands.backup.Disk", Failing)
    ran = nhan("backup", folder)
    assert ran.code == 1 and f"work/{LAN}" in ran.err


def test_the_folder_that_is_set_in_the_window_is_used(nhan: Nhan, folder: Path, tmp_path: Path) -> None:
    from nhan.gui.settings import BACKUP_FOLDER, Settings

    assert backup_folder() is None
    chosen = tmp_path / 'ổ "đĩa" \\ ngoài; #1'
    Settings().set(BACKUP_FOLDER, str(chosen))
    assert backup_folder() == chosen
    nhan.done("backup", folder)
    assert list(chosen.glob("*/*.zip"))
    nhan.done("backup", folder, "--backups", tmp_path / "other")
    assert list((tmp_path / "other").glob("*/*.zip"))


@pytest.mark.parametrize("data", [b"", b"backup_folder=", b"backup_folder=[1]", b"\xff\xfe\x00", b'backup_folder="'])
def test_a_damaged_settings_file_is_no_reason_not_to_back_up(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "nhan.ini").write_bytes(b"[General]\n" + data)
    assert not isinstance(window_setting("backup_folder", tmp_path / "nhan.ini"), bytes)
    assert window_setting("language", tmp_path / "nhan.ini") is None
