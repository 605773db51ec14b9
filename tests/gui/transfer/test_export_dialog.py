"""Export in the window: into a file or a folder of files, and what nobody has begun where it is asked for."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFileDialog
from pytestqt.qtbot import QtBot

from nhan.core.formats.registry import names
from nhan.core.operations import accept_rest, add
from nhan.core.project import Project
from nhan.core.sample import sample_folder
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Annotator, Role
from nhan.gui.app import Program
from nhan.gui.i18n import Language
from nhan.gui.tour.scenes import both_done
from nhan.gui.transfer.export_dialog import ExportDialog
from nhan.gui.transfer.feature import Transfer
from tests.core.changed_projects import done
from tests.gui.conftest import Typist, answer_dialog, part, quiet, settle

LAN = Annotator("lan-7k2q", "Lan")
CURATOR = Annotator("cu-2345", "Cúc", Role.ADJUDICATOR)


def exported(annotator: Typist, format_name: str, act: Callable[[ExportDialog], object] = lambda _: None) -> None:
    """Export in this format, what else there is to say said by ``act``."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        dialog.format.setCurrentIndex(dialog.format.findData(format_name))
        act(dialog)
        save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.click()
        dialog.close()

    said = answer_dialog(ExportDialog, answer)
    part(annotator.window, Transfer).export()
    assert len(said) == 1
    quiet(annotator)


def tick(dialog: ExportDialog, words: str) -> None:
    (box,) = (box for box in dialog.findChildren(QCheckBox) if words in box.text())
    box.click()


def test_every_format_that_can_be_written_is_offered(annotator: Typist, tmp_path: Path) -> None:
    dialog = ExportDialog(tmp_path, [LAN], annotator.window.language)
    assert [dialog.format.itemData(at) for at in range(dialog.format.count())] == list(names(writable=True))


def test_the_format_that_was_chosen_last_is_proposed(
    annotator: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "ra.jsonl"), ""))
    proposed: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        proposed.append(dialog.format_name)
        dialog.reject()

    for chosen in ("", "doccano"):
        if chosen:
            exported(annotator, chosen)
        answer_dialog(ExportDialog, look)
        part(annotator.window, Transfer).export()
    assert proposed == ["jsonl", "doccano"]


def test_suggestions_that_stay_behind_are_said(
    annotator: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "ra.jsonl"), ""))
    annotator.press("Return")
    waiting = sum(status == "suggested" for _, _, status in annotator.spans())
    exported(annotator, "jsonl")
    notice = annotator.window.pane.notice
    assert waiting and f"{waiting} gợi ý chưa ai duyệt" in notice.details[0].text()


def test_what_a_format_has_no_place_for_is_said_before(annotator: Typist, tmp_path: Path) -> None:
    dialog = ExportDialog(tmp_path, [LAN], annotator.window.language)
    for name, words in (("jsonl", "mọi thứ"), ("iob", "văn bản nguyên vẹn, cụm lồng nhau"), ("csv", "người làm")):
        dialog.format.setCurrentIndex(dialog.format.findData(name))
        assert words in dialog.lacks.text()
    assert "ghi chú" not in dialog.lacks.text()


def test_a_format_of_several_files_goes_into_a_folder(
    annotator: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty one is taken as it is; beside what is in another one comes a new one."""
    chosen = tmp_path / "ra"
    chosen.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(chosen))
    annotator.press("Return")
    for folder in (chosen, chosen / "p-brat", chosen / "p-brat 2"):
        exported(annotator, "brat")
        assert (folder / "annotation.conf").is_file() and len(list(folder.glob("*.ann"))) == 1


def test_what_nobody_has_begun_goes_out_when_it_is_ticked(
    annotator: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "ra.jsonl"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    annotator.press("Return")
    every = list(annotator.window.bridge.session.project.ids)

    def ids() -> list[str]:
        return [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()]

    exported(annotator, "jsonl")
    assert ids() == every[:1]
    assert str(len(every) - 1) in annotator.window.pane.notice.text.text()
    for words in ("chưa ai làm", "chưa ai duyệt"):
        exported(annotator, "jsonl", partial(tick, words=words))
        assert ids() == every


def test_asking_for_what_is_done_leaves_nothing_else_to_ask_for(annotator: Typist, tmp_path: Path) -> None:
    dialog = ExportDialog(tmp_path, [LAN], annotator.window.language)
    boxes = dialog.findChildren(QCheckBox)
    done, suggested, unbegun = boxes
    suggested.click()
    assert (dialog.unbegun, unbegun.isEnabled()) == (True, False)
    done.click()
    assert (dialog.unbegun, unbegun.isEnabled()) == (False, False)
    done.click()
    suggested.click()
    assert (dialog.unbegun, unbegun.isEnabled()) == (False, True)


def test_who_works_alone_is_not_asked_whose_work_goes_out(annotator: Typist, tmp_path: Path) -> None:
    for people in ([LAN], [LAN, CURATOR]):
        dialog = ExportDialog(tmp_path, people, annotator.window.language)
        dialog.show()
        assert dialog.people.isVisible() == (len(people) > 1)
        dialog.close()


def test_what_is_adjudicated_goes_out_and_only_what_is_done(
    qtbot: QtBot, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The curator's own work is shown; then another one's is asked for."""
    folder = both_done(tmp_path / "two")
    project = Project.open(Disk(), folder)
    project.welcome(CURATOR.id, CURATOR.name, Role.ADJUDICATOR)
    session = Session(project, CURATOR.id)
    first, second, *rest = project.ids
    done(session.commit(add(session.document(first), project.labels, 0, 3, "MISC")))
    done(session.commit(accept_rest(session.document(first), project.labels)))
    done(session.commit(add(session.document(second), project.labels, 0, 3, "MISC")))
    session.close()
    program.open(folder)
    window = program.window
    assert window is not None
    settle(window, qtbot)
    annotator, out = Typist(window, qtbot), tmp_path / "ra.jsonl"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))

    seen: list[tuple[str, bool]] = []

    def choose(dialog: ExportDialog) -> None:
        dialog.people.setCurrentIndex(dialog.people.count() - 1)
        dialog.people.activated.emit(dialog.people.currentIndex())
        seen.append((dialog.people.currentText(), dialog.options.done_only))

    exported(annotator, "jsonl", choose)
    assert seen == [("Cúc phân xử", True)]
    (record,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert record["id"] == first and record["annotator"] == CURATOR.id
    assert f"{1 + len(rest)} bài chưa xong" in window.pane.notice.text.text()
    exported(annotator, "jsonl")
    own = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [each["annotator"] for each in own] == [window.bridge.session.annotator] * 2


@pytest.mark.parametrize("format_name", ["jsonl", "brat"])
def test_what_is_exported_is_offered_where_people_look_for_it(
    tmp_path: Path, own_folders: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, format_name: str
) -> None:
    offered: list[str] = []
    monkeypatch.setenv("HOME", str(tmp_path))

    def nowhere(_parent: object, _title: str, start: str) -> tuple[str, str] | str:
        offered.append(start)
        return "" if format_name == "brat" else ("", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", nowhere)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", nowhere)
    for folder in (tmp_path / "của tôi" / "dự án", sample_folder()):
        dialog = ExportDialog(folder, [LAN], Language("vi"))
        qtbot.addWidget(dialog)
        dialog.format.setCurrentIndex(dialog.format.findData(format_name))
        dialog.buttons.button(QDialogButtonBox.StandardButton.Save).click()
    own, sample = offered
    assert Path(own).is_relative_to(tmp_path / "của tôi")
    assert not Path(sample).is_relative_to(sample_folder().parent) and Path(sample).is_relative_to(tmp_path)
