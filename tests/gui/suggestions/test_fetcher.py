"""The window's suggester is exchanged for a better one: what the old one was at is nobody's trouble."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from nhan.core.model import ArticleStatus, Source
from nhan.core.operations.suggestions import SAME
from nhan.gui.app import Program
from nhan.gui.suggestions.fetcher import SuggestionFetcher
from tests.core.building import span
from tests.gui.conftest import Typist, make_project, part, settle

NEWS = "Ông Nguyễn Văn A đến Hà Nội.\n" * 400


@pytest.fixture
def annotator(qtbot: QtBot, tmp_path: Path, program: Program) -> Typist:
    """A project of long articles that nothing has been suggested for."""
    window = program.open(make_project(tmp_path / "p", suggested=(), text=NEWS))
    settle(window, qtbot)
    return Typist(window, qtbot)


def test_what_an_exchanged_suggester_was_asked_is_asked_of_the_new_one(annotator: Typist, qtbot: QtBot) -> None:
    window = annotator.window
    failures: list[object] = []
    part(window, SuggestionFetcher).failed.connect(failures.append)
    part(window, SuggestionFetcher).want("a0")
    for _ in range(3):
        part(window, SuggestionFetcher).exchange()  # ends the process amid its work
    qtbot.waitUntil(lambda: bool(annotator.spans()), timeout=60_000)
    assert annotator.spans()[0][0] == "Nguyễn Văn A"
    assert failures == []
    assert not window.pane.notice.isVisible()


def test_after_an_exchange_every_article_that_nobody_touched_is_asked_for_again(
    qtbot: QtBot, tmp_path: Path, program: Program
) -> None:
    window = program.open(make_project(tmp_path / "p", suggested=(), text="Ông Nguyễn Văn A đến Hà Nội.", articles=30))
    settle(window, qtbot)
    suggesting, names = part(window, SuggestionFetcher), list(window.bridge.session.project.ids)
    suggesting.want_all(names)
    qtbot.waitUntil(lambda: suggesting._answered.keys() == set(names), timeout=60_000)
    suggesting.exchange()
    assert suggesting.is_pending(names[0]) and not suggesting.is_pending(names[-1])  # the others in turns
    suggesting.want(names[-1])  # shown meanwhile: before the others, although it has suggestions
    assert suggesting.is_pending(names[-1])
    qtbot.waitUntil(lambda: bool(suggesting._answered), timeout=60_000)
    suggesting.exchange()  # amid the answers: neither those that came nor those on their way are forgotten
    suggesting.want(names[-1])
    suggesting.want(names[-1])  # it is on its way, and only moves up
    qtbot.waitUntil(lambda: suggesting._answered.keys() == set(names), timeout=60_000)
    assert not any(suggesting.is_pending(name) for name in names)


def test_another_model_passes_by_what_may_have_been_read_and_who_asks_gets_all(
    qtbot: QtBot, tmp_path: Path, program: Program
) -> None:
    text = "Ông Nguyễn Văn A đến Hà Nội. Bà Lê Thị B về Huế. Ông Trần Văn C ở Đà Nẵng."
    old = [span(text, words, "MISC") for words in ("Ông", "Bà", "về", "ở")]
    window = program.open(make_project(tmp_path / "p", articles=1, suggested=tuple(old), text=text))
    settle(window, qtbot)
    annotator, fetcher = Typist(window, qtbot), part(window, SuggestionFetcher)
    fetcher.want("a0", again=True)  # as after an exchange
    qtbot.waitUntil(lambda: annotator.spans()[-1][0] == "Đà Nẵng", timeout=60_000)
    assert [words for words, *_ in annotator.spans()] == ["Ông", "Bà", "về", "Huế", "Trần Văn C", "Đà Nẵng"]
    assert annotator.active() == "Ông"
    window.actions_by_id["suggest_again"].trigger()
    qtbot.waitUntil(lambda: annotator.spans()[0][0] == "Nguyễn Văn A", timeout=60_000)
    assert not [words for words, label, _ in annotator.spans() if label == "MISC"]
    qtbot.waitUntil(lambda: annotator.active() is not None)


def test_an_article_is_not_done_while_its_suggestions_are_on_their_way(annotator: Typist, qtbot: QtBot) -> None:
    window = annotator.window
    part(window, SuggestionFetcher).want("a0")
    annotator.press("Ctrl+Return")
    assert window.bridge.document is not None
    assert (window.bridge.document.id, window.bridge.document.state.status) == ("a0", ArticleStatus.NEW)
    qtbot.waitUntil(lambda: bool(annotator.spans()), timeout=60_000)
    annotator.press("Ctrl+Shift+Return")
    assert window.bridge.session.document("a0").state.status is ArticleStatus.DONE


def test_what_was_done_too_soon_and_taken_back_is_suggested_for(annotator: Typist) -> None:
    window = annotator.window
    annotator.press("Ctrl+Return", "Ctrl+Z", "Ctrl+Z", "F8", "Ctrl+Z")
    document = window.bridge.document
    assert document is not None and (document.id, document.state.status) == ("a0", ArticleStatus.NEW)
    part(window, SuggestionFetcher).want("a0")
    assert part(window, SuggestionFetcher).is_pending("a0")


def test_an_article_with_proposals_alone_is_suggested_for(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    text = "Ông Nguyễn Văn A đến Hà Nội."
    window = program.open(make_project(tmp_path / "p", suggested=(), text=text))
    settle(window, qtbot)
    fetcher, session = part(window, SuggestionFetcher), window.bridge.session
    proposed = replace(span(text, "Hà Nội", "LOC"), source=Source("machine", SAME, ""))
    session.offer("a1", [proposed])
    fetcher.want("a1")
    qtbot.waitUntil(lambda: len(session.document("a1")) == 2, timeout=60_000)
    assert proposed.id in {each.id for each in session.document("a1")}
