"""The same words with the same versions: in the article at once; in all articles counted first, and agreed to."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.model import ArticleStatus, Change
from nhan.core.operations import add
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from tests.core.building import LABELS
from tests.gui.adjudication.people import AGREED, HUE, LAN, MINH, at_work, done_by, huế, shown, stands, stops_of
from tests.gui.conftest import Later, Typist


@pytest.fixture
def curator(program: Program, qtbot: QtBot, tmp_path: Path) -> Typist:
    return at_work(program, done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: huế("ORG")}, 3), qtbot)


def gold(curator: Typist, number: int) -> set[tuple[int, int, str]]:
    return stands(curator.window.bridge.session.document(f"a{number}"))


def test_in_the_article_it_is_one_step(curator: Typist) -> None:
    label = stops_of(curator).draft.places[0][2]
    curator.press("Ctrl+D")
    assert gold(curator, 0) == {*((start, start + 3, label) for start in HUE), AGREED}
    assert shown(curator).id == "a1" and gold(curator, 1) == {AGREED}
    curator.press("Ctrl+Z", "Ctrl+Z")
    assert shown(curator).id == "a0" and gold(curator, 0) == {AGREED}


def test_in_all_articles_it_is_counted_and_asked_first(curator: Typist) -> None:
    label, notice = stops_of(curator).draft.places[0][2], curator.window.pane.notice
    whole = {*((start, start + 3, label) for start in HUE), AGREED}
    curator.press("Ctrl+Shift+D")
    assert notice.asks and "9" in notice.text.text() and "3" in notice.text.text()
    assert gold(curator, 0) == {AGREED} and gold(curator, 1) == gold(curator, 2) == set()
    curator.press("Ctrl+Shift+D")
    curator.qtbot.waitUntil(lambda: all(gold(curator, number) == whole for number in range(3)))
    session = curator.window.bridge.session
    assert {session.document(f"a{n}").state.status for n in range(3)} == {ArticleStatus.DONE}
    agreed = [span for span in session.document("a1") if span.place == AGREED]
    assert [span.decision.by for span in agreed if span.decision] == ["agreed"]
    change = session.peek_undo()
    assert change is not None and change.stop is not None and len(change.edits) == 3
    curator.press("Ctrl+Z")
    assert gold(curator, 0) == {AGREED} and gold(curator, 1) == gold(curator, 2) == set()


def test_escape_takes_the_question_back(curator: Typist) -> None:
    curator.press("Ctrl+Shift+D")
    assert curator.window.pane.notice.asks
    curator.press("Escape")
    assert not curator.window.pane.notice.asks and gold(curator, 1) == set()


def test_who_has_gone_elsewhere_meanwhile_stays_there(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: huế("ORG")}, 3)
    session = Session(Project.open(Disk(), folder), LAN)
    assert isinstance(session.commit(add(session.document("a2"), LABELS, 7, 9, "MISC")), Change)
    assert session.close() is None
    program._executor = later = Later()
    curator = at_work(program, folder, qtbot)
    curator.press("Ctrl+Shift+D")
    later.held = True
    curator.press("Ctrl+Shift+D")
    curator.window.bridge.show_article("a1")
    later.let_go()
    qtbot.waitUntil(lambda: not curator.window.bridge.jobs.running)
    assert len(gold(curator, 1)) == 4 and shown(curator).id == "a1"
