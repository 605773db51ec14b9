"""A window over a project with any file harmed: it opens or says in a sentence why not, every article that is clicked
is shown or said to be damaged, and closing ends."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QDialog

from nhan.core.messages import NhanError
from nhan.core.store.quarantine import REASON
from nhan.gui.app import Program
from nhan.gui.recovery.dialog import RecoveryDialog
from tests.core.damage.building import worked
from tests.core.damage.test_any_damage import KINDS, harm, with_live_journal


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_live_journal(worked(tmp_path_factory.mktemp("whole") / "p"))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_harmed_the_window_goes_on(
    kind: str, data: st.DataObject, whole: Path, program: Program, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("harmed") / "p"
    shutil.copytree(whole, folder)
    path = data.draw(st.sampled_from(sorted(folder.glob(KINDS[kind]))), "file")
    harm(data, path)
    harmed = path.read_bytes()
    try:
        window = program.open(folder)
    except NhanError:
        assert kind == "project"
        return
    for article in window.bridge.session.project.ids:
        QApplication.processEvents()
        shown = window.show_article(article)
        QApplication.processEvents()
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, RecoveryDialog):
            dialog.done(
                data.draw(st.sampled_from([QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected]), "answer")
            )
        assert shown or window.pane.notice.isVisible() or window.bridge.document is not None
    window.close()
    assert program.window is None
    copies = [each.read_bytes() for each in folder.glob("quarantine/*/*") if not each.name.endswith(REASON)]
    sealed = folder / "audit" / "an1" / path.name
    assert harmed in copies or harmed in [each.read_bytes() for each in (path, sealed) if each.exists()]
