"""What the window does not show yet of others' work, and that it says why."""

from pathlib import Path

from nhan.core.store.assignments_file import Assignments, write_assignments
from nhan.core.store.disk import Disk
from nhan.gui.adjudication.stops import OpenStops
from nhan.gui.agreement.panel import AgreementPanel
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.transfer.export_dialog import ExportDialog
from nhan.gui.watching.feature import FolderWatcher
from tests.core.curation.apart import LAN, MINH, TAM, do
from tests.gui.assignments.building import Sit, folder, sit
from tests.gui.conftest import Typist, answer_dialog, part

__all__ = ["folder", "sit"]  # fixtures
WHY = "chỉ hiện khi bài ấy của bạn đã xong"


def listed(annotator: Typist) -> list[str]:
    return sorted(each.id for each in annotator.window.order.summaries)


def test_another_s_articles_come_up_once_one_s_own_are_done(sit: Sit, folder: Path) -> None:
    annotator = sit(MINH, LAN)
    assert listed(annotator) == ["a0"] and annotator.window.bridge.document.id == "a0"
    notice = annotator.window.pane.notice
    assert notice.isVisible() and "3 bài" in notice.text.text() and WHY in notice.text.text()
    annotator.window.close()
    do(folder, MINH, "a2")
    assert listed(sit(MINH, LAN)) == ["a0", "a2"]


def test_a_curator_sees_all(sit: Sit) -> None:
    annotator = sit(TAM, LAN)
    assert listed(annotator) == ["a0", "a1", "a2", "a3"]
    assert WHY not in annotator.window.pane.notice.text.text()


def test_where_nothing_may_be_seen_yet_the_window_says_so(sit: Sit, folder: Path) -> None:
    annotator = sit(LAN, TAM)
    assert listed(annotator) == ["a0", "a1", "a2"]
    annotator.window.close()
    annotator = sit(MINH)
    annotator.window.actions_by_id["reopen"].trigger()  # of a0, if it is shown
    annotator.window.show_article("a0")
    annotator.window.actions_by_id["reopen"].trigger()
    annotator.window.close()
    annotator = sit(MINH, LAN)
    assert listed(annotator) == [] and annotator.window.bridge.document is None
    assert "4 bài" in annotator.window.pane.notice.text.text()


def test_the_agreement_panel_says_what_waits(sit: Sit) -> None:
    annotator = sit(MINH)
    annotator.window.actions_by_id["agreement"].trigger()
    panel = part(annotator.window, AgreementPanel)
    assert panel.count.text().startswith("1 bài") and "bạn còn 3 bài" in panel.advice.text()
    assert "29" in panel.advice.text()  # shared articles that are still wanted
    annotator.window.close()
    annotator = sit(TAM)
    annotator.window.actions_by_id["agreement"].trigger()
    assert WHY not in part(annotator.window, AgreementPanel).advice.text()


def test_who_is_given_articles_does_not_decide(sit: Sit, folder: Path) -> None:
    annotator = sit(MINH)
    annotator.window.actions_by_id["adjudicate"].trigger()
    assert "người phân xử" in annotator.window.pane.notice.text.text()
    assert part(annotator.window, OpenStops).work is None
    roles = {each.id: each.role.value for each in annotator.window.bridge.session.project.annotators}
    assert roles[MINH] == "annotator"


def test_another_s_work_is_not_exported_as_a_whole(sit: Sit, tmp_path: Path) -> None:
    annotator = sit(MINH, LAN)

    def write(dialog: object) -> None:
        assert isinstance(dialog, ExportDialog)
        dialog.path = tmp_path / "out.jsonl"
        dialog.accept()

    answer_dialog(ExportDialog, write)
    annotator.window.actions_by_id["export"].trigger()
    assert "người phân xử" in annotator.window.pane.notice.text.text()
    assert not list(tmp_path.glob("*.jsonl"))


def test_the_queue_says_what_is_given_to_others(sit: Sit, folder: Path) -> None:
    annotator = sit(MINH)
    panel = part(annotator.window, QueuePanel)
    assert "giao cho người khác" not in panel.sums.text()
    articles = {"a0": (LAN, MINH), "a1": (LAN,), "a2": (LAN,), "a3": (LAN,)}
    write_assignments(Disk(), folder, Assignments(people=(LAN, MINH), articles=articles))
    part(annotator.window, FolderWatcher).look()
    assert panel.sums.text().endswith("3 bài giao cho người khác")
