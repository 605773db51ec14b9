"""Going through doubts by real keys: a stop a key, in order, over articles and restarts; undo brings one back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core.doubts.doubt import Doubt, DoubtKind
from nhan.core.doubts.doubt_store import keep_doubts, kept_doubts
from nhan.core.doubts.protocol import Doubts
from nhan.core.model import Article, Change
from nhan.core.operations import add, finish
from nhan.core.people.person import Person
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Annotator
from nhan.core.suggestion import Labelled
from nhan.gui.app import Program
from nhan.gui.doubts.doubt_queue import DoubtQueue
from nhan.gui.doubts.panel import DoubtsPanel
from nhan.gui.identity import Identity
from nhan.gui.review.label_chooser import LabelChooser
from nhan.gui.settings import AUTO_SUGGEST, AUTO_TRAIN, TEXT_PX, Settings
from nhan.gui.startup import make_application
from tests.core.building import LABELS
from tests.core.store.building import FullDisk
from tests.gui.conftest import Typist, close, part, settle
from tests.gui.failing import FULL

TEXT = "Ở Huế. Về Huế. Bà Mai ở Vinh. Ông Mai về."
HUE, MAI, VINH = (2, 10), (18, 34), 24
GIVEN: list[Labelled] = [(2, 5, "PER"), (10, 13, "PER"), (15, 21, "PER"), (34, 37, "ORG")]
LABEL = Doubt(
    "a0", DoubtKind.LABEL, "PER", ((2, 5), (10, 13)), ((2, 5, "LOC"), (10, 13, "LOC")), 3.0, 0.0, 0.9, {"LOC": 4}
)
MISSING = Doubt("a1", DoubtKind.MISSING, "LOC", ((24, 28),), ((24, 28, "LOC"),), 2.5, 0.1, 0.9)
EDGE = Doubt("a1", DoubtKind.EDGE, "PER", ((15, 21),), ((18, 21, "PER"),), 2.0, 0.1, 0.8)
SPURIOUS = Doubt("a0", DoubtKind.SPURIOUS, "ORG", ((34, 37),), (None,), 1.0, 0.3, 0.6)
ALL = [LABEL, MISSING, EDGE, SPURIOUS]


def done(folder: Path) -> Path:
    """Two done articles with these spans, and the doubts that were found in them last."""
    project = Project.create(Disk(), folder, LABELS)
    project.add_articles([Article(f"a{n}", TEXT, title=f"Bài {n}") for n in range(2)])
    session = Session(project)
    for number in range(2):
        document = session.document(f"a{number}")
        for place in GIVEN:
            assert isinstance(session.commit(add(document, LABELS, *place)), Change)
        assert isinstance(session.commit(finish(document)), Change)
    keep_doubts(Disk(), folder, session.annotator, Doubts(ALL, 40))
    assert session.close() is None
    return folder


def at_work(program: Program, folder: Path, qtbot: QtBot) -> Typist:
    window = program.open(folder)
    settle(window, qtbot)
    typist = Typist(window, qtbot)
    window.actions_by_id["doubts"].trigger()
    qtbot.waitUntil(lambda: part(window, DoubtQueue).current is not None or bool(window.bridge.jobs.running))
    return typist


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return done(tmp_path / "p")


@pytest.fixture
def annotator(program: Program, qtbot: QtBot, folder: Path) -> Typist:
    """At the first of four doubts."""
    return at_work(program, folder, qtbot)


def annotator_of(folder: Path) -> str:
    session = Session(Project.open(Disk(), folder))
    assert session.close() is None
    return session.annotator


def queue(annotator: Typist) -> DoubtQueue:
    return part(annotator.window, DoubtQueue)


def stands(annotator: Typist, article: str = "") -> list[Labelled]:
    session = annotator.window.bridge.session
    shown = annotator.window.bridge.document
    assert shown is not None
    return [span.place for span in session.document(article or shown.id) if span.status.value == "confirmed"]


def settled(annotator: Typist) -> None:
    annotator.qtbot.waitUntil(lambda: not annotator.window._settling)


def test_return_keeps_and_goes_on_over_articles_until_none_is_left(annotator: Typist) -> None:
    given = stands(annotator)
    assert annotator.active() == "Huế" and annotator.window.view.hasFocus()
    annotator.press("Return")
    assert queue(annotator).current == MISSING and annotator.window.view.selection == (24, 28)
    annotator.press("Return", "Return")
    assert queue(annotator).current == SPURIOUS and annotator.active() == "Mai"
    annotator.press("Return")
    assert queue(annotator).current is None and queue(annotator).left == 0
    assert stands(annotator, "a0") == given == stands(annotator, "a1")
    verbs = [span.decision.verb for span in annotator.window.bridge.session.document("a0") if span.decision]
    assert verbs == ["keep", "keep", "add", "keep"]


def test_the_second_key_takes_the_alternative_in_all_places_at_once(annotator: Typist) -> None:
    annotator.press("F4", "F4", "F4", "F4")
    assert stands(annotator, "a0") == [(2, 5, "LOC"), (10, 13, "LOC"), (15, 21, "PER")]
    assert stands(annotator, "a1") == [*GIVEN[:2], (18, 21, "PER"), (24, 28, "LOC"), GIVEN[3]]
    assert queue(annotator).left == 0


def test_what_was_answered_does_not_return_after_a_restart(program: Program, qtbot: QtBot, folder: Path) -> None:
    annotator = at_work(program, folder, qtbot)
    annotator.press("Return", "F4")
    annotator.window.close()
    again = at_work(program, folder, qtbot)
    assert [each.doubt for each in queue(again).doubts] == [EDGE, SPURIOUS]
    again.press("Ctrl+Z")  # goes there first
    again.press("Ctrl+Z")
    settled(again)
    assert stands(again, "a1") == GIVEN


def test_undo_brings_back_the_doubt_that_was_answered(annotator: Typist) -> None:
    annotator.press("F4")
    assert queue(annotator).current == MISSING
    annotator.press("Ctrl+Z", "Ctrl+Z")
    settled(annotator)
    assert stands(annotator, "a0") == GIVEN and queue(annotator).current == LABEL and queue(annotator).is_here
    annotator.press("Ctrl+Y")
    settled(annotator)
    assert stands(annotator, "a0")[0] == (2, 5, "LOC") and queue(annotator).left == 3


@pytest.mark.parametrize(("key", "label"), [("3", "ORG"), ("2", "LOC"), ("1", "PER")])
def test_a_digit_labels_all_places(annotator: Typist, key: str, label: str) -> None:
    annotator.press(key)
    assert stands(annotator, "a0")[:2] == [(2, 5, label), (10, 13, label)] and queue(annotator).current == MISSING
    annotator.press(key)
    assert (24, 28, label) in stands(annotator, "a1") and queue(annotator).current == EDGE


def test_words_that_stay_empty_can_be_labelled_afterwards(annotator: Typist) -> None:
    annotator.press("Tab", "Return")
    assert queue(annotator).current == EDGE
    annotator.window.view.set_selection(24, 28)
    assert not annotator.window.view.at_proposed
    annotator.window.pane.labels.chosen.emit("MISC")
    assert (24, 28, "MISC") in stands(annotator, "a1")


def test_delete_removes_all_places_and_leaves_empty_what_is_empty(annotator: Typist) -> None:
    annotator.press("Delete", "Delete")
    assert stands(annotator, "a0") == GIVEN[2:] and stands(annotator, "a1") == GIVEN
    assert queue(annotator).current == EDGE and queue(annotator).left == 2


def test_tab_leaves_one_for_later_and_the_way_goes_around(annotator: Typist) -> None:
    annotator.press("Tab")
    assert queue(annotator).current == MISSING
    annotator.press("Tab", "Tab", "Tab")
    assert queue(annotator).current == LABEL and queue(annotator).left == 4
    annotator.press("Shift+Tab")
    assert queue(annotator).current == SPURIOUS


def test_an_edge_key_answers_and_stays_until_return_goes_on(annotator: Typist) -> None:
    annotator.press("Tab", "Tab")
    assert annotator.active() == "Bà Mai"
    annotator.press("Ctrl+Shift+Right")
    settled(annotator)
    assert annotator.active() == "Mai" and queue(annotator).current == EDGE and queue(annotator).left == 3
    annotator.press("Return")
    assert queue(annotator).current == SPURIOUS and (18, 21, "PER") in stands(annotator, "a1")


@pytest.mark.parametrize("chosen", ["key", "chip"])
def test_what_an_edge_key_has_answered_can_have_another_label(annotator: Typist, chosen: str) -> None:
    annotator.press("Tab", "Tab", "Ctrl+Shift+Right")
    settled(annotator)
    if chosen == "key":
        annotator.press("2")
    else:
        annotator.window.pane.labels.chosen.emit("LOC")
    assert (18, 21, "LOC") in stands(annotator, "a1")


@pytest.mark.parametrize("chosen", ["key", "chip"])
def test_no_label_is_given_out_of_sight(annotator: Typist, chosen: str) -> None:
    window = annotator.window
    window.resize(420, 200)
    window.settings.set(TEXT_PX, 26)
    annotator.qtbot.waitUntil(lambda: window.view.verticalScrollBar().maximum() > 0)
    window.view.verticalScrollBar().setValue(window.view.verticalScrollBar().maximum())
    assert not window.view.is_in_view(2) and queue(annotator).is_here
    for expected in (GIVEN[:2], [(2, 5, "ORG"), (10, 13, "ORG")]):
        if chosen == "key":
            annotator.press("3")
        else:
            window.pane.labels.chosen.emit("ORG")
        assert stands(annotator, "a0")[:2] == expected


@pytest.mark.parametrize("key", ["Return", "F4", "Delete", "2"])
def test_no_key_answers_while_the_ring_is_elsewhere(annotator: Typist, key: str) -> None:
    other = next(span for span in annotator.window.bridge.document or () if span.place == GIVEN[2])
    annotator.window.view.set_active(other.id)
    annotator.press(key)
    assert LABEL.article == "a0" and stands(annotator, "a0")[:2] == GIVEN[:2]


def test_escape_lets_go_and_the_action_comes_back(annotator: Typist) -> None:
    annotator.press("Escape", "Return")
    assert stands(annotator, "a0") == GIVEN and queue(annotator).left == 4
    annotator.window.actions_by_id["doubts"].trigger()
    assert annotator.active() == "Huế" and queue(annotator).is_here


@pytest.mark.parametrize("how", ["x", "key"])
def test_closing_the_list_ends_its_keys(annotator: Typist, how: str) -> None:
    """Also a decision that is taken back afterwards is no doubt that is looked at."""
    annotator.press("Return", "Shift+Tab")
    assert queue(annotator).current == SPURIOUS and annotator.active() == "Mai"
    close(annotator.window, "doubts", how)
    assert queue(annotator).current is None and annotator.window.view.hasFocus()
    annotator.press("Ctrl+Z")
    settled(annotator)
    assert queue(annotator).current is None and queue(annotator).left == 4
    annotator.press("F4", "Delete")
    assert stands(annotator, "a0") == [each for each in GIVEN if each[:2] != (2, 5)], "the review's keys"
    annotator.window.actions_by_id["doubts"].trigger()
    assert queue(annotator).current is not None and queue(annotator).is_here


def test_closing_the_list_leaves_no_proposal_in_the_article(annotator: Typist) -> None:
    annotator.press("Return")
    assert queue(annotator).current == MISSING and annotator.window.view.at_proposed
    close(annotator.window, "doubts", "x")
    assert not annotator.window.view.at_proposed


def hints(annotator: Typist) -> dict[str, str]:
    QApplication.processEvents()
    return {hint.key: hint.does for hint in annotator.window.pane.hints.hints}


def test_the_keys_that_answer_are_named_at_a_doubt_and_nowhere_else(annotator: Typist) -> None:
    answers = {"Enter": "giữ nguyên", "F4": "lấy phương án kia"}
    assert answers.items() <= hints(annotator).items()  # what stands is doubted
    annotator.press("Return")
    assert queue(annotator).current == MISSING and answers.items() <= hints(annotator).items()  # that nothing does
    close(annotator.window, "doubts", "x")
    assert not set(answers.values()) & set(hints(annotator).values())
    annotator.window.actions_by_id["doubts"].trigger()
    assert answers.items() <= hints(annotator).items()
    annotator.press("Escape")
    annotator.window.view.set_caret(0)
    assert not set(answers.values()) & set(hints(annotator).values())


def test_the_chooser_labels_what_is_at_the_ring(annotator: Typist) -> None:
    annotator.press("Ctrl+L")
    chooser = part(annotator.window, LabelChooser)
    chooser.field.setText("MISC")
    annotator.press_on(chooser.field, "Return")
    assert [place[2] for place in stands(annotator, "a0")[:2]] == ["MISC", "MISC"]
    assert queue(annotator).current == MISSING


def test_the_list_says_what_is_looked_at_and_goes_there(annotator: Typist) -> None:
    panel = part(annotator.window, DoubtsPanel)
    rows = [panel.list.topLevelItem(at) for at in range(panel.list.topLevelItemCount())]
    assert [row.text(1) for row in rows if row] == ["Huế", "Vinh", "Bà Mai", "Mai"]
    assert "Huế" in panel.headline.text() and "F4" in panel.answers.text() and "LOC 4" in panel.answers.text()
    annotator.press("Return")
    first = panel.list.topLevelItem(0)
    assert first is not None and first.font(0).strikeOut() and "Vinh" in panel.headline.text()
    last = panel.list.topLevelItem(3)
    assert last is not None
    panel.list.setCurrentItem(last)
    annotator.press_on(panel.list, "Return")
    assert queue(annotator).current == SPURIOUS and annotator.window.view.hasFocus()


def test_the_ring_and_the_words_are_at_a_place_that_would_change(program: Program, qtbot: QtBot, folder: Path) -> None:
    """In the first place of this doubt nothing would change."""
    hue = Doubt("a0", DoubtKind.EDGE, "PER", ((2, 5), (10, 13)), ((2, 5, "PER"), (7, 13, "LOC")), 3.0, 0.0, 0.9)
    keep_doubts(Disk(), folder, annotator_of(folder), Doubts([hue], 40))
    annotator = at_work(program, folder, qtbot)
    panel, row = part(annotator.window, DoubtsPanel), part(annotator.window, DoubtsPanel).list.topLevelItem(0)
    span = annotator.active_span()
    assert span is not None and (span.start, span.end) == (10, 13) and queue(annotator).is_here
    assert row is not None and row.text(3) == "LOC “Về Huế”" and "LOC “Về Huế”" in panel.answers.text()
    annotator.press("F4")
    assert stands(annotator, "a0")[:2] == [(2, 5, "PER"), (7, 13, "LOC")]


def test_looking_again_finds_by_the_words_and_keeps_what_it_found(program: Program, qtbot: QtBot, folder: Path) -> None:
    annotator = at_work(program, folder, qtbot)
    panel = part(annotator.window, DoubtsPanel)
    panel.by_words.click()
    kept = kept_doubts(Disk(), folder, annotator.window.bridge.session.annotator)
    assert kept is not None and kept != Doubts(ALL, 40)
    assert [each.doubt for each in queue(annotator).doubts] == kept.doubts


def test_a_full_disk_takes_the_list_from_nobody(
    program: Program, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FullDisk()
    monkeypatch.setattr("nhan.gui.app.Disk", lambda: disk)
    annotator = at_work(program, folder, qtbot)
    disk.failing = FULL
    part(annotator.window, DoubtsPanel).by_words.click()
    disk.failing = set()
    assert kept_doubts(Disk(), folder, annotator.window.bridge.session.annotator) == Doubts(ALL, 40)
    assert [each.doubt for each in queue(annotator).doubts] != ALL, "what was found is shown"
    notice = annotator.window.pane.notice
    assert notice.isVisible() and "ổ đĩa hết chỗ" in notice.text.text()


def test_who_only_looks_keeps_no_list_for_those_whose_work_it_is(program: Program, qtbot: QtBot, folder: Path) -> None:
    whose = annotator_of(folder)
    program.identity = minh = Identity(Person(id="minh-3333", name="Minh"))
    minh.answer_in(Project.open(Disk(), folder), Annotator(whose), False)
    window = program.open(folder, looking_at=whose)
    settle(window, qtbot)
    assert window.bridge.session.read_only is not None
    window.actions_by_id["doubts"].trigger()
    part(window, DoubtsPanel).by_words.click()
    assert [each.doubt for each in part(window, DoubtQueue).doubts] != ALL, "what was found is shown"
    assert kept_doubts(Disk(), folder, whose) == Doubts(ALL, 40)


def test_looking_can_be_stopped(qtbot: QtBot, tmp_path: Path) -> None:
    """With real threads: the child process ends at once, and what waited still does."""
    settings = Settings(tmp_path / "settings.ini")
    for setting, value in ((AUTO_SUGGEST, False), (AUTO_TRAIN, False)):
        settings.set(setting, value)
    program = Program(make_application(), settings)
    annotator = at_work(program, done(tmp_path / "p"), qtbot)
    qtbot.waitUntil(lambda: queue(annotator).left == 4)
    panel, jobs = part(annotator.window, DoubtsPanel), annotator.window.bridge.jobs
    said = panel.headline.text()
    panel.look.click()
    assert panel.headline.text() != said and len(jobs.running) == 1
    jobs.running[0].stop()
    qtbot.waitUntil(lambda: not jobs.running, timeout=30_000)
    assert queue(annotator).left == 4 and panel.headline.text() == said
    annotator.window.close()
    program.language.remove()
