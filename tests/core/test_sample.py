"""Projects that are made of files that were named, as by a double click."""

from pathlib import Path

from nhan.core.model import Change
from nhan.core.operations import add
from nhan.core.project import Project
from nhan.core.sample import project_of
from nhan.core.session import Session
from nhan.core.store.disk import Disk

TEXT = "Ông Nguyễn Văn A đến Hà Nội.\n"


def test_a_text_that_is_opened_again_comes_with_what_was_done_on_it(tmp_path: Path, own_folders: Path) -> None:
    file = tmp_path / "bài.txt"
    file.write_text(TEXT, encoding="utf-8")
    made = project_of([file], "bài")
    session = Session(Project.open(Disk(), made), "an1")
    outcome = session.commit(add(session.document("bài"), session.project.labels, 21, 27, "LOC"))
    assert isinstance(outcome, Change)
    session.close()
    assert project_of([file], "bài") == made
    again = Session(Project.open(Disk(), made), "an1")
    assert [TEXT[each.start : each.end] for each in again.document("bài")] == ["Hà Nội"]
    again.close()


def test_another_text_of_the_same_name_has_a_project_of_its_own(tmp_path: Path, own_folders: Path) -> None:
    file = tmp_path / "bài.txt"
    made = []
    for text in (TEXT, "Bà Lê Thị B ở Huế.\n", TEXT + "Thêm.\n"):
        file.write_text(text, encoding="utf-8")
        made.append(project_of([file], "bài"))
    assert [folder.name for folder in made] == ["bài", "bài-2", "bài-3"]
    file.write_text("Bà Lê Thị B ở Huế.\n", encoding="utf-8")
    assert project_of([file], "bài") == made[1]
    assert sorted(each.name for each in made[0].parent.iterdir()) == ["bài", "bài-2", "bài-3"]


def test_an_earlier_one_that_is_damaged_is_left_alone(tmp_path: Path, own_folders: Path) -> None:
    file = tmp_path / "bài.txt"
    file.write_text(TEXT, encoding="utf-8")
    first = project_of([file], "bài")
    (first / "project.json").write_bytes(b"{")
    assert project_of([file], "bài").name == "bài-2"
    assert (first / "project.json").read_bytes() == b"{"
