"""Articles on which all agree: done with the start of adjudication and at its end, in one step that is told."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.messages import Message
from nhan.core.model import ArticleStatus, Change
from nhan.core.operations import add, finish, set_flag
from nhan.core.project import Project
from nhan.core.session import MANY, Session
from nhan.core.store.disk import Disk
from nhan.gui.adjudication.agreed import AgreedArticles
from nhan.gui.app import Program
from tests.core.adjudication.test_agreed import unreadable
from tests.core.building import LABELS
from tests.gui.adjudication.people import AGREED, LAN, MINH, at_work, done_by, heard, huế, shown, stands, stops_of
from tests.gui.conftest import Later, Typist, part, settle


def differing(folder: Path, number: int) -> Path:
    """In one of the articles one of the people has something more."""
    session = Session(Project.open(Disk(), folder), LAN)
    assert isinstance(session.commit(add(session.document(f"a{number}"), LABELS, 2, 5, "LOC")), Change)
    assert session.close() is None
    return folder


def gold(curator: Typist) -> list[tuple[int, str]]:
    session = curator.window.bridge.session
    documents = [session.document(name) for name in session.project.ids]
    return [(len(stands(document)), document.state.status.value) for document in documents]


def adjudicate(curator: Typist) -> list[str]:
    """Returns the keys of what was said."""
    words = heard(curator.window)
    curator.window.actions_by_id["adjudicate"].trigger()
    settle(curator.window, curator.qtbot)
    return words


@pytest.fixture
def curator(program: Program, qtbot: QtBot, tmp_path: Path) -> Typist:
    """Four articles; all agree but in the second."""
    folder = done_by(tmp_path / "p", {LAN: [AGREED], MINH: [AGREED]}, 4)
    return at_work(program, differing(folder, 1), qtbot)


def test_they_are_done_when_adjudication_starts_and_undone_in_one_step(curator: Typist) -> None:
    done, new = (1, "done"), (0, "new")
    assert adjudicate(curator) == ["window.agreed_done"]
    assert (shown(curator).id, stops_of(curator).stop is not None) == ("a1", True)
    assert [gold(curator)[number] for number in (0, 2, 3)] == [done] * 3
    assert shown(curator).state.status is ArticleStatus.NEW
    curator.press("Ctrl+Z", "Ctrl+Z")  # the first shows what the second takes back
    assert [status for _, status in gold(curator)] == ["new"] * 4 and gold(curator)[2:] == [new] * 2
    assert adjudicate(curator)[0] == "window.agreed_done"


def test_what_is_taken_back_does_not_come_again_by_itself(curator: Typist) -> None:
    adjudicate(curator)
    curator.press("Ctrl+Z", "Ctrl+Z")
    curator.window.bridge.show_article("a1")
    settle(curator.window, curator.qtbot)
    words = heard(curator.window)
    curator.press("Return")
    settle(curator.window, curator.qtbot)
    assert words[-1] == "window.agreed_left" and shown(curator).id == "a0"
    assert [status for _, status in gold(curator)] == ["new", "done", "new", "new"]
    assert adjudicate(curator)[-1] == "window.adjudicated_agreed"


def test_they_are_done_at_the_end_where_nobody_has_asked_for_a_start(curator: Typist) -> None:
    curator.window.bridge.show_article("a1")
    settle(curator.window, curator.qtbot)
    words = heard(curator.window)
    curator.press("Return")
    settle(curator.window, curator.qtbot)
    assert words[-1] == "window.adjudicated_agreed"
    assert {status for _, status in gold(curator)} == {"done"}
    assert adjudicate(curator) == ["window.adjudicated"]


def test_it_is_worked_out_beside_the_window(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = done_by(tmp_path / "p", {LAN: [AGREED], MINH: [AGREED]}, 2)
    program._executor = later = Later()
    curator = at_work(program, folder, qtbot)
    later.held = True
    curator.window.actions_by_id["adjudicate"].trigger()
    assert {status for _, status in gold(curator)} == {"new"}
    later.let_go()
    settle(curator.window, qtbot)
    assert {status for _, status in gold(curator)} == {"done"}


@pytest.mark.parametrize("way", ["looking", "adjudicating"])
def test_whose_work_cannot_be_read_is_said_and_agrees_with_nobody(
    program: Program, qtbot: QtBot, tmp_path: Path, way: str
) -> None:
    folder = done_by(tmp_path / "p", {LAN: [AGREED], MINH: [AGREED], "nam-4444": []}, 3)
    curator, said = at_work(program, folder, qtbot), list[Message]()
    curator.window.bridge.failed.connect(said.append)
    unreadable(folder, "nam-4444", "a1", "status")
    if way == "looking":
        curator.window.bridge.show_article("a1")
    else:
        curator.window.bridge.show_article("a2")
        adjudicate(curator)
        assert gold(curator)[1] == (0, "new")
    assert [message.key for message in said] == ["session.passed_over"]


def test_where_it_is_refused_nobody_hears_that_nothing_is_left(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    count = MANY + 1
    folder = done_by(tmp_path / "p", {LAN: [], MINH: []}, count)
    program._executor = later = Later()
    curator = at_work(program, folder, qtbot)
    bridge, words = curator.window.bridge, heard(curator.window)
    later.held = True
    part(curator.window, AgreedArticles).end()
    for number in range(count):
        assert bridge.commit(set_flag(bridge.session.document(f"a{number}"), True))
    later.let_go()
    qtbot.waitUntil(lambda: not bridge.jobs.running)
    assert words == ["session.stale"] and {status for _, status in gold(curator)} == {"new"}


@pytest.mark.parametrize("meanwhile", ["stays", "goes", "closes"])
def test_nobody_is_taken_away_from_where_they_have_gone(
    program: Program, qtbot: QtBot, tmp_path: Path, meanwhile: str
) -> None:
    folder = done_by(tmp_path / "p", {LAN: [AGREED], MINH: [AGREED]}, 5)
    program._executor = later = Later()
    curator = at_work(program, folder, qtbot)
    bridge, words = curator.window.bridge, heard(curator.window)
    assert bridge.commit(add(bridge.session.document("a1"), LABELS, 3, 8, "PER"))
    later.held = True
    part(curator.window, AgreedArticles).end()
    went = list[str]()
    bridge.article_shown.connect(lambda: went.append(shown(curator).id))
    if meanwhile == "closes":
        made = list[object]()
        bridge.changed.connect(made.append)
        later.run_kept()  # the change is worked out, and is made while the window closes
        curator.window.events.closing.connect(later.let_go)
        curator.window.close()
        assert len(made) == 1 and not went
        return
    if meanwhile == "goes":
        bridge.show_article("a4")
    later.let_go()
    settle(curator.window, qtbot)
    assert words[-1] == "window.agreed_left" and went == [{"stays": "a1", "goes": "a4"}[meanwhile]]


def test_one_goes_to_where_something_stands_in_the_way(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    curator = at_work(program, done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: huế("LOC")}, 3), qtbot)
    bridge = curator.window.bridge
    bridge.show_article("a2")
    assert bridge.commit(add(bridge.session.document("a1"), LABELS, 3, 8, "PER"))
    assert adjudicate(curator)[-1] == "window.agreed_left" and shown(curator).id == "a1"
    assert [status for _, status in gold(curator)] == ["done", "in_progress", "done"]
    assert bridge.commit(finish(shown(curator)))
    assert adjudicate(curator) == ["window.adjudicated"]
