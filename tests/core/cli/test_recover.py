"""``nhan recover``: says, asks, does, and ends with the code of what is left."""

import json
import shutil
from pathlib import Path

import pytest

from nhan.core.messages import NhanError
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from tests.core.building import pack_of
from tests.core.cli.running import Nhan
from tests.core.damage.building import audit, flip_line, opened, picture, record, tree, worked


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return worked(tmp_path / "p")


def test_a_sound_project_has_nothing_to_recover(nhan: Nhan, folder: Path) -> None:
    harmed = tree(folder)
    ran = nhan.done("--lang", "en", "recover", folder, "--yes")
    assert "nothing is damaged" in ran.out and tree(folder) == harmed


def test_it_says_what_it_would_do_and_does_it_with_yes(nhan: Nhan, folder: Path) -> None:
    before = picture(opened(folder))
    record(folder, "a").write_bytes(b"")
    record(folder, "b").unlink()
    harmed = tree(folder)
    ran = nhan("--lang", "en", "recover", folder)
    assert ran.code == 1 and tree(folder) == harmed
    assert "work/an1/ca/a.json: the file is empty." in ran.err and "this file is missing" in ran.err
    assert "4 edits in the journals" in ran.err and "--yes" in ran.err
    ran = nhan.done("--lang", "en", "recover", folder, "--yes")
    assert "Rebuilt articles: 2; copies of damaged files in quarantine: 1." in ran.out
    assert picture(opened(folder)) == before
    assert nhan("check", folder).code == 0


def test_json_says_the_same_and_asks_nothing(nhan: Nhan, folder: Path) -> None:
    record(folder, "a").write_bytes(b"")
    flip_line(audit(folder), 3)
    found = json.loads(nhan("--lang", "en", "recover", folder, "--json").out)
    assert (found["ok"], found["done"], found["rebuilt"], found["copies"]) == (False, False, [], [])
    (person,) = found["people"]
    (article,) = person["articles"]
    assert (article["article"], article["fault"], article["can_be_rebuilt"]) == ("a", "damaged", True)
    assert person["journals"] == [audit(folder).relative_to(folder).as_posix()]
    done = json.loads(nhan.done("--lang", "en", "recover", folder, "--json", "--yes").out)
    assert (done["ok"], done["done"], done["rebuilt"], len(done["copies"])) == (True, True, ["a"], 2)


def test_a_terminal_is_asked(nhan: Nhan, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record(folder, "a").write_bytes(b"")
    harmed = tree(folder)
    for answer in ("k\n", "", "có\n"):
        assert tree(folder) == harmed
        monkeypatch.setattr("sys.stdin", _Terminal(answer))
        monkeypatch.setattr("nhan.core.cli.commands.recover._is_terminal", lambda _: True)
        ran = nhan("recover", folder)
        assert "[c/K]" in ran.err
    assert ran.code == 0 and tree(folder) != harmed


class _Terminal:
    def __init__(self, line: str) -> None:
        self._line = line

    def readline(self) -> str:
        return self._line


def test_what_cannot_be_put_right_is_said_and_is_code_1(nhan: Nhan, folder: Path) -> None:
    shutil.rmtree(folder / "audit")
    record(folder, "a").write_bytes(b"")
    texts = pack_of(folder / "texts")
    harmed = tree(folder)
    ran = nhan("--lang", "en", "recover", folder, "--yes")
    assert ran.code == 1 and tree(folder) == harmed and "nothing is left" in ran.err
    texts.write_bytes(texts.read_bytes().replace(b'"id":"c"', b'"id":c'))
    assert f"texts/{texts.name}" in nhan("recover", folder, "--yes").err


def test_one_annotator_alone(nhan: Nhan, folder: Path) -> None:
    record(folder, "a").write_bytes(b"")
    ran = nhan("--lang", "en", "recover", folder, "--annotator", "nobody", "--yes")
    assert ran.code == 1 and record(folder, "a").read_bytes() == b""
    nhan.done("recover", folder, "--annotator", "an1", "--yes")
    assert record(folder, "a").read_bytes() != b""


def test_nothing_is_written_while_a_window_has_the_work_open(nhan: Nhan, folder: Path) -> None:
    record(folder, "a").write_bytes(b"")
    session = opened(folder)
    harmed = tree(folder)
    ran = nhan("recover", folder, "--yes")
    assert ran.code == 1 and tree(folder) == harmed
    session.close()


def test_a_folder_that_is_no_project(nhan: Nhan, tmp_path: Path) -> None:
    with pytest.raises(NhanError):
        Project.open(Disk(), tmp_path)
    ran = nhan("recover", tmp_path)
    assert ran.code == 1 and len(ran.err.splitlines()) == 1


def test_status_and_export_name_a_record_that_is_missing(nhan: Nhan, folder: Path, tmp_path: Path) -> None:
    record(folder, "a").unlink()
    ran = nhan("--lang", "en", "status", folder)
    assert ran.code == 1 and ran.err.count("this file is missing") == 1
    out = tmp_path / "ra.jsonl"
    for output in (out, "-"):
        ran = nhan("--lang", "en", "export", folder, "-o", output)
        assert (ran.code, ran.out, out.exists()) == (1, "", False)
    ran = nhan.done("--lang", "en", "export", folder, "-o", "-", "--skip-bad", "--status", "all")
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["b", "c"]
    assert ran.err.count("this file is missing") == 1


def test_a_damaged_live_journal_is_named_by_all_who_read_it(nhan: Nhan, folder: Path) -> None:
    live = folder / "journal" / "an1" / audit(folder).name
    audit(folder).rename(live)
    flip_line(live, 3)
    for argv in (("check",), ("status",), ("recover",), ("export", "-o", "-")):
        ran = nhan("--lang", "en", argv[0], folder, *argv[1:])
        assert ran.err.count(f"journal/an1/{live.name}, line 3: this line is damaged") == 1, argv
