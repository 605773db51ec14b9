"""``nhan resolve``: what two people made of one span is listed, settled and gone; the other commands tell of it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nhan.core.document import Document
from nhan.core.model import ArticleState, ArticleStatus, Change, Rejected
from nhan.core.operations import accept_rest, batch, reject, set_flag, set_note, set_status
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import LABELS, TEXT
from tests.core.cli.running import Nhan, tree
from tests.core.disputed import by_copy, by_git, record_of, relabelled
from tests.core.test_outside import folder as folder

PLACE = TEXT.index("Bắc Ninh")
PER, ORG = relabelled("Bắc Ninh", "PER"), relabelled("Bắc Ninh", "ORG")
Arrives = Callable[..., None]


def label(folder: Path) -> str:
    document = Session(Project.open(Disk(), folder)).document("a0")
    return next(span.label for span in document if span.start == PLACE)


@pytest.mark.parametrize("arrives", [by_copy, by_git])
@pytest.mark.parametrize(("take", "stands"), [("here", "PER"), ("other", "ORG")])
def test_a_conflict_is_listed_settled_and_gone(
    nhan: Nhan, folder: Path, arrives: Arrives, take: str, stands: str
) -> None:
    arrives(folder, PER, ORG)
    before = tree(folder)
    ran = nhan("resolve", folder, "--lang", "en")
    assert (ran.code, ran.err) == (1, "")
    first, here, other, count = ran.out.splitlines()[:4]
    assert first.startswith(f"Bài 0 (a0), span loc{PLACE} [{PLACE}, {PLACE + 8}): Công an tỉnh [Bắc Ninh] bắt “ông ")
    assert here.startswith("  in the article: PER “Bắc Ninh” · confirmed · an1, ")
    assert other.startswith("  the other version: ORG “Bắc Ninh” · confirmed · an1, ")
    assert count.startswith("1 conflicts;")
    assert tree(folder) == before
    ran = nhan.done("resolve", folder, "--take", take, "--json")
    assert json.loads(ran.out) == {"settled": 1, "merged": 1, "left": 0, "conflicts": []}
    assert label(folder) == stands
    record = record_of(folder)
    assert [path.name for path in record.parent.iterdir()] == ["a0.json"] and b"<<<<<<<" not in record.read_bytes()
    assert not list((folder / "journal").rglob("*.jsonl"))
    nhan.done("check", folder)
    assert nhan.done("resolve", folder).out == "Không có xung đột nào.\n"


def test_versions_that_fit_together_go_into_one_file(nhan: Nhan, folder: Path) -> None:
    by_copy(folder, PER, relabelled("TP.HCM", "ORG"))
    ran = nhan.done("resolve", folder, "--lang", "en")
    assert "There are no conflicts." in ran.out and "1 articles have copies" in ran.out
    assert "1 articles" in nhan.done("resolve", folder, "--take", "here", "--lang", "en").out
    assert [path.name for path in record_of(folder).parent.iterdir()] == ["a0.json"]
    assert nhan.done("resolve", folder, "--lang", "en").out == "There are no conflicts.\n"


def test_only_what_is_selected_is_settled(nhan: Nhan, folder: Path) -> None:
    by_copy(folder, PER, ORG)
    by_copy(
        folder, lambda document: set_note(document, "một"), lambda document: set_note(document, "hai"), article="a1"
    )
    by_copy(folder, PER, ORG, article="a2")
    found = json.loads(nhan("resolve", folder, "--json").out)
    assert [(each["article"], bool(each["span"])) for each in found["conflicts"]] == [
        ("a0", True),
        ("a1", False),
        ("a2", True),
    ]
    assert (found["conflicts"][1]["here"]["note"], found["conflicts"][1]["other"]["note"]) == ("một", "hai")
    other = found["conflicts"][0]["other"]
    assert (other["start"], other["end"], other["text"], other["label"]) == (PLACE, PLACE + 8, "Bắc Ninh", "ORG")
    assert (other["status"], other["by"], other["at"][:2]) == ("confirmed", "an1", "20")
    assert json.loads(nhan.done("resolve", folder, "a0", "--take", "here", "--json").out)["left"] == 0
    span = found["conflicts"][2]["span"]
    ran = nhan("resolve", folder, "a1", "--span", span, "--take", "other", "--json")
    assert json.loads(ran.out) == {"settled": 0, "merged": 1, "left": 0, "conflicts": []}
    nhan.done("resolve", folder, "--span", span, "--take", "other")
    (left,) = json.loads(nhan("resolve", folder, "--json").out)["conflicts"]
    assert (left["article"], left["span"]) == ("a1", "")
    nhan.done("resolve", folder, "--span", "", "--take", "other")
    assert Session(Project.open(Disk(), folder)).document("a1").state.note == "hai"


def flagged_done(document: Document) -> Change | Rejected:
    return batch(
        "x", [(document, lambda each: set_flag(each, True)), (document, lambda each: accept_rest(each, LABELS))]
    )[0]


def test_what_was_taken_out_and_a_state_in_words(nhan: Nhan, folder: Path) -> None:
    name = next(s.id for s in Session(Project.open(Disk(), folder)).document("a0") if s.start == PLACE)
    by_copy(folder, lambda document: reject(document, name), PER)
    by_copy(
        folder,
        lambda document: set_status(document, ArticleStatus.SKIPPED),
        flagged_done,
        article="a1",
    )
    said = nhan("resolve", folder).out
    assert "đang có trong bài: đã bỏ\n" in said and "bản kia: PER “Bắc Ninh” · đã xác nhận · an1" in said
    assert "Bài 1 (a1), trạng thái của bài:\n  đang có trong bài: bỏ qua · cần bàn\n  bản kia: xong · cần bàn\n" in said
    nhan.done("resolve", folder, "--take", "other")
    session = Session(Project.open(Disk(), folder))
    assert session.document("a1").state == ArticleState(ArticleStatus.DONE, bulk=True, flagged=True)
    assert label(folder) == "PER"


def test_who_decided_is_called_by_name(nhan: Nhan, folder: Path) -> None:
    Project.open(Disk(), folder).welcome("an1", "Nguyễn Thị Lan")
    by_copy(folder, PER, ORG)
    assert "Nguyễn Thị Lan, " in nhan("resolve", folder).out
    assert nhan("resolve", folder, "--annotator", "Nguyễn Thị Lan").code == 1
    ran = nhan("resolve", folder, "--annotator", "Hoa")
    assert ran.code == 1 and "Hoa" in ran.err and not ran.out


def test_several_others_of_one_span_are_for_a_person(nhan: Nhan, folder: Path) -> None:
    """The first is taken; whether the next is right is another question."""
    by_copy(folder, PER, ORG, relabelled("Bắc Ninh", "MISC"))
    assert len(json.loads(nhan("resolve", folder, "--json").out)["conflicts"]) == 2
    ran = nhan("resolve", folder, "--take", "other", "--json")
    assert (ran.code, json.loads(ran.out)["settled"], json.loads(ran.out)["left"]) == (1, 1, 1)


def test_an_unknown_article_and_another_writer_are_refused(nhan: Nhan, folder: Path) -> None:
    by_copy(folder, PER, ORG)
    ran = nhan("resolve", folder, "a9", "--take", "here")
    assert ran.code == 1 and "a9" in ran.err and ran.err.count("\n") == 1
    writing = Session(Project.open(Disk(), folder), name="Minh")
    before = tree(folder)
    ran = nhan("resolve", folder, "--take", "here")
    assert ran.code == 1 and "Minh" in ran.err and ran.err.count("\n") == 1
    assert tree(folder) == before
    assert nhan("resolve", folder).code == 1  # to list takes no lock
    writing.close()


@pytest.mark.parametrize("arrives", [by_copy, by_git])
def test_the_other_commands_tell_of_conflicts(nhan: Nhan, folder: Path, arrives: Arrives) -> None:
    assert json.loads(nhan.done("status", folder, "--json").out)["disputes"] == 0
    arrives(folder, PER, ORG)
    status = json.loads(nhan.done("status", folder, "--json").out)
    assert (status["disputes"], status["problems"], status["spans"]["confirmed"]) == (1, [], 1)
    assert "1 xung đột chưa giải quyết (nhan resolve)." in nhan.done("status", folder).out
    ran = nhan.done("export", folder, "-o", "-")
    assert ran.err.count("xung đột") == 1 and "còn 1 xung đột" in ran.err
    assert "xung đột" not in nhan.done("export", folder, "-o", "-", "--status", "done").err
    nhan.done("resolve", folder, "--take", "here")
    assert "xung đột" not in nhan.done("status", folder).out + nhan.done("export", folder, "-o", "-").err


def test_check_names_what_is_saved_and_not_settled(nhan: Nhan, folder: Path) -> None:
    by_copy(folder, PER, ORG)
    session = Session(Project.open(Disk(), folder))
    session.take_in(["a0"])
    assert session.save_all() is None and session.close() is None
    ran = nhan("check", folder)
    assert ran.code == 1 and "bài “a0” còn 1 xung đột chưa giải quyết (nhan resolve)" in ran.err
    assert nhan("resolve", folder).code == 1


def test_check_names_a_copy_as_one(nhan: Nhan, folder: Path) -> None:
    by_copy(folder, PER, ORG)
    (problem,) = json.loads(nhan("check", folder, "--json").out)["problems"]
    assert "a0 (conflicted copy 2026-01-01).json" in problem["file"] and "bản sao của bài “a0”" in problem["message"]
    record = record_of(folder)
    record.rename(record.with_name("b (1).json"))
    assert "không thể nằm trong tệp" in nhan("check", folder).err


def test_the_command_itself(folder: Path) -> None:
    """In a process of its own: what it prints and how it ends."""

    def ended(*more: str) -> tuple[int, str, str]:
        command = [sys.executable, "-P", "-m", "nhan.gui", "resolve", str(folder), "--lang", "en", *more]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    by_git(folder, PER, ORG)
    code, out, err = ended()
    assert (code, out.count("Bắc Ninh"), err) == (1, 3, "")
    assert ended("--take", "other") == (
        0,
        "Conflicts settled: 1.\nCopies, or the two sides of git, merged in 1 articles.\n",
        "",
    )
    assert label(folder) == "ORG"
    code, out, err = ended("--take", "both")
    assert (code, out) == (2, "") and "there is no “both”" in err
