"""The words at the ring, as they are labelled elsewhere; one key goes through the places that differ."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.curation.dealing import Dealer
from nhan.core.model import Article, ArticleEdit, Change, Span, SpanStatus
from nhan.core.operations import add, finish, set_note
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.layout import ASSIGNMENTS
from nhan.core.store.project_file import Role
from nhan.gui.app import Program
from nhan.gui.elsewhere.feature import LONGEST, NAME, REST
from nhan.gui.elsewhere.panel import ElsewherePanel
from nhan.gui.settings import AUTO_SUGGEST, AUTO_TRAIN, SHOW_VOTERS, Settings
from nhan.gui.startup import make_application
from tests.core.building import LABELS
from tests.gui.adjudication.people import heard
from tests.gui.conftest import Later, Typist, part, settle

TEXT = "Ở Huế. Về Huế. Nhớ Vinh."  # "Huế" at 2 and 10


def work(project: Project, person: str, *labels: tuple[str, int, str]) -> None:
    session = Session(project, person, name=person)
    for article in dict.fromkeys(name for name, *_ in labels):
        document = session.document(article)
        for _, start, label in (each for each in labels if each[0] == article):
            assert isinstance(session.commit(add(document, LABELS, start, start + 3, label)), Change)
        assert isinstance(session.commit(finish(document)), Change)
    assert session.close() is None


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def annotator(later: Later, qtbot: QtBot, tmp_path: Path) -> Iterator[Typist]:
    """At the first "Huế" of three articles; it is labelled otherwise in the second, and nowhere in the third."""
    settings = Settings(tmp_path / "settings.ini")
    settings.set(AUTO_SUGGEST, False)
    settings.set(AUTO_TRAIN, False)
    program = Program(make_application(), settings, executor=later)
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article(f"a{n}", TEXT, title=f"Bài {n}") for n in range(3)])
    me = project.annotator
    work(project, me, ("a0", 2, "LOC"), ("a0", 10, "LOC"), ("a1", 2, "ORG"), ("a1", 10, "LOC"), ("a2", 19, "LOC"))
    work(project, "minh-3333", ("a1", 2, "PER"), ("a1", 10, "LOC"))
    window = program.open(tmp_path / "p")
    settle(window, qtbot)
    window.show_article("a0")
    document = window.bridge.document
    assert document is not None
    window.view.set_active(next(iter(document)).id)
    yield Typist(window, qtbot)
    later.let_go()
    window.close()
    program.language.remove()


def looked_up(annotator: Typist) -> ElsewherePanel:
    panel = part(annotator.window, ElsewherePanel)
    annotator.qtbot.waitUntil(lambda: bool(panel.labels.text()))
    return panel


def here(annotator: Typist) -> tuple[str, int, str]:
    """Where one is, and the label of the active span."""
    window = annotator.window
    document, span = window.bridge.document, annotator.active_span()
    assert document is not None
    at = span.start if span is not None else (window.view.selection or (-1, -1))[0]
    return document.id, at, span.label if span is not None else ""


def test_counts_come_up_by_label_and_person_once_the_ring_rests(annotator: Typist) -> None:
    panel = looked_up(annotator)
    assert panel.words.text() == "Huế"
    assert panel.labels.text() == "LOC 3 (minh-3333 1) · ORG 1 · PER 1 (minh-3333 1)"
    assert panel.twins.text().startswith("2 ") and "F4" in panel.twins.text()
    assert not annotator.window.docks.by_name[NAME].isHidden()


def test_one_key_goes_through_the_places_that_differ_and_around(annotator: Typist) -> None:
    annotator.press("Shift+F4")
    assert here(annotator) == ("a1", 2, "ORG") and annotator.window.view.hasFocus()
    annotator.press("Shift+F4")
    assert here(annotator) == ("a1", 10, "LOC")  # other than ORG
    annotator.press("Shift+F4")
    assert here(annotator) == ("a2", 2, "")
    annotator.press("2")
    assert next(span.place for span in annotator.window.bridge.document or ()) == (2, 5, "LOC")


def test_a_decision_is_counted_the_next_time(annotator: Typist) -> None:
    panel = looked_up(annotator)
    annotator.press("1")
    document = annotator.window.bridge.document
    assert document is not None
    annotator.window.view.set_active(next(iter(document)).id)
    annotator.press("Shift+F4")  # to where it is a place
    annotator.qtbot.waitUntil(lambda: "PER 2" in panel.labels.text())


def test_what_was_looked_up_before_a_decision_is_looked_up_again(annotator: Typist, later: Later) -> None:
    panel, jobs = part(annotator.window, ElsewherePanel), annotator.window.bridge.jobs
    later.held = True
    annotator.qtbot.waitUntil(lambda: bool(jobs.running))
    annotator.press("1")
    annotator.window.view.set_active(list(annotator.window.bridge.document or ())[1].id)
    later.let_go()
    assert not jobs.running
    looked_up(annotator)
    assert panel.labels.text() == "LOC 2 (minh-3333 1) · PER 2 (minh-3333 1) · ORG 1"


def test_who_has_stopped_the_look_is_taken_nowhere_later(annotator: Typist, later: Later) -> None:
    window, jobs = annotator.window, annotator.window.bridge.jobs
    begin = here(annotator)
    later.held = True
    annotator.press("Shift+F4")
    (job,) = jobs.running
    job.stop()
    later.let_go()
    assert not jobs.running
    document = window.bridge.document
    assert document is not None and window.bridge.commit(set_note(document, "xem lại"))  # then it is looked again
    looked_up(annotator)
    assert here(annotator) == begin


def test_what_a_machine_enters_as_decided_counts(annotator: Typist) -> None:
    """As what all have is entered where people's work is adjudicated."""
    panel, bridge = looked_up(annotator), annotator.window.bridge
    edit = ArticleEdit("a2", added=(Span(id="g", start=2, end=5, label="MISC", status=SpanStatus.CONFIRMED),))
    assert bridge.offer_change("a2", Change("agreed", (edit,), machine=True))
    annotator.window.view.set_active(list(bridge.document or ())[1].id)
    annotator.qtbot.waitUntil(lambda: "MISC 1" in panel.labels.text())


def test_what_is_given_out_and_cannot_be_read_is_said(annotator: Typist) -> None:
    """Once by itself, and as often as somebody asks."""
    window = annotator.window
    (window.bridge.session.project.folder / ASSIGNMENTS).write_text("{", encoding="utf-8")
    panel, notice = looked_up(annotator), window.pane.notice
    assert ASSIGNMENTS in panel.labels.text() and ASSIGNMENTS in notice.text.text()
    notice.dismiss()
    with annotator.qtbot.waitSignal(window.bridge.jobs.begun):
        window.view.set_active(list(window.bridge.document or ())[1].id)
    assert not notice.isVisible()
    annotator.press("Shift+F4")
    assert notice.isVisible() and ASSIGNMENTS in notice.text.text()


def test_words_that_are_too_long_are_not_looked_up_and_that_is_said(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article("a0", "Huế " * 40)])
    window = program.open(tmp_path / "p")
    settle(window, qtbot)
    panel, said = part(window, ElsewherePanel), heard(window)
    window.view.set_selection(0, LONGEST + 1)
    qtbot.waitUntil(lambda: bool(panel.labels.text()))
    assert panel.words.text().startswith("Huế") and not window.bridge.jobs.running
    Typist(window, qtbot).press("Shift+F4")
    assert said == ["window.too_long_elsewhere"]


def test_nothing_is_looked_up_for_no_words_or_for_who_has_closed_it(annotator: Typist) -> None:
    panel = looked_up(annotator)
    annotator.press("Escape")
    annotator.qtbot.waitUntil(lambda: not panel.words.text())
    assert not panel.labels.text()
    annotator.window.docks.by_name[NAME].toggleViewAction().trigger()
    document = annotator.window.bridge.document
    assert document is not None
    annotator.window.view.set_active(list(document)[1].id)
    annotator.qtbot.waitUntil(lambda: panel.words.text() == "Huế")
    with annotator.qtbot.assertNotEmitted(annotator.window.bridge.jobs.begun, wait=2 * REST):
        pass


def test_others_do_not_count_in_articles_that_one_has_still_to_do(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article(f"a{n}", TEXT) for n in range(2)])
    me, minh = project.annotator, "minh-3333"
    work(project, me, ("a0", 2, "LOC"))
    work(project, minh, ("a0", 10, "LOC"), ("a1", 2, "PER"))
    session = Session(project, me)
    assert isinstance(session.commit(Dealer(project).deal((me, minh), 2, 2).change), Change)
    assert session.close() is None
    window = program.open(tmp_path / "p")
    settle(window, qtbot)
    window.show_article("a0")
    window.view.set_active(next(iter(window.bridge.document or ())).id)
    panel = looked_up(Typist(window, qtbot))
    assert panel.labels.text() == "LOC 1 (minh-3333 1)"


def test_who_adjudicates_without_voters_is_not_told_by_whom(annotator: Typist) -> None:
    window = annotator.window
    project = window.bridge.session.project
    project.welcome(project.annotator, "Tâm", Role.ADJUDICATOR)
    assert looked_up(annotator).labels.text() == "LOC 3 · ORG 1 · PER 1"
    window.settings.set(SHOW_VOTERS, True)
    assert looked_up(annotator).labels.text() == "LOC 3 (minh-3333 1) · ORG 1 · PER 1 (minh-3333 1)"
