"""The user of this machine: one id for good, whatever the name is."""

import re
from pathlib import Path

import pytest

from nhan.core.messages import NhanError
from nhan.core.people.person import is_id, new_id, new_person, read_person, system_name, write_person
from nhan.core.store.disk import Disk
from nhan.core.store.layout import is_plain


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Nguyễn Thị Lan", "lan"),
        ("Lê Đức", "duc"),
        ("O\u0302ng Đỗ Tùng", "tung"),
        ("Anne-Marie", "annemarie"),
        ("李娜", "an"),
        ("Ngọc 😀", "ngoc"),
        ("CON", "con"),
        ("x" * 300, "x" * 16),
        ("", "an"),
    ],
)
def test_an_id_can_name_a_folder_everywhere_and_is_no_other_ones(name: str, stem: str) -> None:
    ids = {new_id(name) for _ in range(200)}
    assert len(ids) > 190
    for made in ids:
        assert re.fullmatch(rf"{stem}-[a-z2-9]{{4}}", made)
        assert is_plain(made) and is_id(made)


def test_a_renamed_person_keeps_the_id_and_every_project(tmp_path: Path) -> None:
    disk, file = Disk(), tmp_path / "config" / "person.json"
    assert read_person(disk, file) is None
    lan = new_person("  Nguyễn\nThị  Lan ").known_in(tmp_path / "old", "an1")
    write_person(disk, lan, file)
    write_person(disk, lan.renamed("Lan Nguyễn 🌿"), file)
    read = read_person(disk, file)
    assert read is not None
    assert (lan.name, read.name, read.id) == ("Nguyễn Thị Lan", "Lan Nguyễn 🌿", lan.id)
    assert (read.id_in(tmp_path / "x" / ".." / "old"), read.id_in(tmp_path / "new")) == ("an1", lan.id)
    assert read.renamed(" \t").name == read.name


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"{", "store.cut_short"),
        (b'{"id": "lan-7k2q"}', "store.missing_field"),
        (b'{"id": "../lan", "name": "Lan"}', "store.annotator_name"),
        (b'{"id": "lan-7k2q", "name": "Lan", "known_as": {"/p": "a/b"}}', "store.annotator_name"),
        (b'{"version": 0, "id": "lan-7k2q", "name": "Lan"}', "store.unknown_version"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, data: bytes, key: str) -> None:
    file = tmp_path / "person.json"
    file.write_bytes(data)
    with pytest.raises(NhanError) as caught:
        read_person(Disk(), file)
    assert caught.value.message.key == key and str(file) in str(caught.value)


def test_a_system_without_a_name_for_its_user_proposes_one_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "lê")
    assert system_name() == "lê"
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.getuid", lambda: 2**31 - 7, raising=False)  # nobody
    assert system_name()
