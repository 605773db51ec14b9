"""Archives: their files come in, and nothing of them leads anywhere else."""

import json
import zipfile
from pathlib import Path

import pytest

from nhan.core.formats import archives
from nhan.core.formats.format import Incoming, ReadOptions
from nhan.core.importing.sources import files_of
from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk


def packed(folder: Path, **members: str) -> Path:
    path = folder / "xuất.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def read(path: Path) -> list[Incoming | NhanError]:
    return [each for file in files_of(Disk(), [path]) for each in file.read(file.file, ReadOptions())]


def refusal(path: Path) -> str:
    """Why nothing of the archive is read (a message key)."""
    (refused,) = read(path)
    assert isinstance(refused, NhanError) and refused.message.fields["file"] == str(path)
    return refused.message.key


def test_an_export_of_doccano_comes_in_as_it_is(tmp_path: Path) -> None:
    rows = [json.dumps({"id": n, "text": "Ở Huế", "label": [[2, 5, "LOC"]], "Comments": []}) for n in (1, 2)]
    path = packed(tmp_path, **{"admin.jsonl": rows[0], "tư.jsonl": rows[1] + "\n{"})
    first, second, error = read(path)
    assert isinstance(first, Incoming) and isinstance(second, Incoming)
    assert (first.article.id, len(first.spans), second.article.id) == ("1", 1, "2")
    assert isinstance(error, NhanError)
    assert error.message.fields["file"] == f"{path}/tư.jsonl"


def test_a_folder_of_brat_in_an_archive_is_one_article_a_pair(tmp_path: Path) -> None:
    path = packed(tmp_path, **{"x/a.txt": "Ở Huế", "x/a.ann": "T1\tLOC 2 5\tHuế\n", "x/annotation.conf": "[entities]"})
    (found,) = read(path)
    assert isinstance(found, Incoming) and len(found.spans) == 1


@pytest.mark.parametrize("name", ["../ra.txt", "/etc/ra.txt", "a/../../ra.txt", "C:\\ra.txt", "..\\ra.txt"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    assert refusal(packed(tmp_path, **{"a.txt": "x", name: "y"})) == "formats.zip_member"
    assert [each.name for each in tmp_path.iterdir()] == ["xuất.zip"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert refusal(path) == "formats.zip_member"


def test_what_is_too_large_or_damaged_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1000)
    path = packed(tmp_path, **{"a.txt": "x" * 2000})
    assert refusal(path) == "formats.too_large"
    path.write_bytes(path.read_bytes()[:40])
    assert refusal(path) == "formats.not_this"


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    path = packed(tmp_path, **{"a.txt": "Ở Huế"})
    files = list(files_of(Disk(), [path]))
    folder = files[0].file.path.parent
    assert folder.is_dir()
    del files
    assert not folder.exists()
