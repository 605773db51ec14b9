"""Simulated people's twelve articles adjudicated by real keys: one key a stop, and the gold they were made from."""

import random
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.document import Document
from nhan.core.model import Article, ArticleStatus, Change, SpanStatus
from nhan.core.operations import add, finish
from nhan.core.people.person import Person
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role
from nhan.core.suggestion import Labelled
from nhan.gui.adjudication.panel import VersionsPanel
from nhan.gui.adjudication.stops import OpenStops
from nhan.gui.app import Program
from nhan.gui.identity import Identity
from tests.core.building import LABELS
from tests.gui.conftest import Typist, part, settle

CURATOR = Person(id="cu-2345", name="Cúc")
NAMES = ("lan-2222", "minh-3333", "hoa-4444")
PROSE = "Công an tỉnh Bắc Ninh bắt ông Nguyễn Văn An ở Hoà Bình hôm qua theo báo Tuổi Trẻ và Lê Lợi"
WORDS = PROSE.split()
ARTICLES = 12


def article(number: int) -> tuple[str, list[Labelled]]:
    """A text and its true spans: every third to fifth word or two."""
    drawn = random.Random(number)
    words = [drawn.choice(WORDS) for _ in range(90)]
    text, starts = " ".join(words), [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    spans, at = [], 0
    while at < 84:
        size = drawn.choice((1, 2))
        spans.append((starts[at], starts[at + size] - 1, drawn.choice(("PER", "LOC", "ORG"))))
        at += size + drawn.choice((2, 3))
    return text, spans


def with_slips(number: int, person: str) -> list[Labelled]:
    """The true spans with one in ten wrong: another label, an edge a word further, or left out."""
    text, spans = article(number)
    drawn = random.Random(f"{person} {number}")
    found: list[Labelled] = []
    for start, end, label in spans:
        kind = drawn.choice(("label", "edge", "none")) if drawn.random() < 0.1 else ""
        if kind == "label":
            found.append((start, end, "LOC" if label != "LOC" else "ORG"))
        elif kind == "edge":
            found.append((start, text.find(" ", end + 1), label))
        elif not kind:
            found.append((start, end, label))
    return found


def made(folder: Path, people: tuple[str, ...]) -> Path:
    project = Project.create(Disk(), folder, LABELS)
    project.add_articles([Article(f"a{n}", article(n)[0], title=f"Bài {n}") for n in range(ARTICLES)])
    for person in people:
        session = Session(project, person, name=person)
        for number in range(ARTICLES):
            document = session.document(f"a{number}")
            for place in with_slips(number, person):
                assert isinstance(session.commit(add(document, LABELS, *place)), Change)
            assert isinstance(session.commit(finish(document)), Change)
        assert session.close() is None
    return folder


def stands(document: Document) -> set[Labelled]:
    return {span.place for span in document if span.status is SpanStatus.CONFIRMED}


def opened(program: Program, folder: Path, qtbot: QtBot) -> Typist:
    program.identity = Identity(CURATOR)
    Project.open(Disk(), folder).welcome(CURATOR.id, CURATOR.name, Role.ADJUDICATOR)
    window = program.open(folder)
    settle(window, qtbot)
    return Typist(window, qtbot)


def decide_by_truth(curator: Typist) -> tuple[int, int, int, set[str]]:
    """Decide every stop by keys as who knows the truth would. Returns stops, keys, and decisions that are wrong though
    the truth was among the versions, and the articles where it was not."""
    work = part(curator.window, OpenStops)
    stops = wrong = 0
    missed: set[str] = set()  # articles in which the truth was in no version somewhere
    before = curator.keys
    while (stop := work.stop) is not None:
        document = curator.window.bridge.document
        assert document is not None
        truth = tuple(each for each in article(int(document.id[1:]))[1] if each[0] < stop.end and stop.start < each[1])
        order = [version.places for version in work.draft.versions]
        if truth in order[:2]:
            curator.press(("Return", "F4")[order.index(truth)])
        elif truth in order:
            curator.press(*["Alt+Down"] * order.index(truth), "Return")
        elif not truth:
            curator.press("Del")
        else:
            curator.press("Return")
        stops += 1
        assert work.stop is not stop
        if truth not in order:
            missed.add(document.id)
        else:
            wrong += not set(truth) <= stands(document)
    return stops, curator.keys - before, wrong, missed


@pytest.mark.parametrize("count", [2, 3])
def test_one_key_a_stop_and_nothing_wrong(count: int, program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = made(tmp_path / "p", NAMES[:count])
    curator = opened(program, folder, qtbot)
    stops, keys, wrong, missed = decide_by_truth(curator)
    print(f"{count} people: {stops} stops, {keys} keys, {keys / stops:.3f} a stop, {wrong} wrong")
    assert stops > 20 and keys / stops <= 1.15 and wrong == 0
    session, compared = curator.window.bridge.session, 0
    for number in range(ARTICLES):
        document = session.document(f"a{number}")
        truth = set(article(number)[1])
        had = [set(with_slips(number, person)) for person in NAMES[:count]]
        if document.id not in missed and document.state.status is ArticleStatus.DONE:
            compared += 1
            # What all got wrong alike is no disagreement.
            assert stands(document) == (truth - (truth - set[Labelled]().union(*had))) | (
                set.intersection(*had) - truth
            )
    assert compared > ARTICLES / 2


def undo(curator: Typist) -> None:
    """A step of another article is shown first, and the next press takes it back."""
    document = curator.window.bridge.document
    curator.press("Ctrl+Z")
    if curator.window.bridge.document is not document:
        curator.press("Ctrl+Z")


def test_undo_opens_the_stop_again_across_articles_and_restarts(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = made(tmp_path / "p", NAMES[:2])
    curator = opened(program, folder, qtbot)
    work = part(curator.window, OpenStops)
    first = work.stop
    assert first is not None
    curator.press("Return")
    assert work.stop is not first
    undo(curator)
    assert work.stop is not None and work.stop.start == first.start
    curator.press("F4")
    curator.window.close()
    window = program.open(folder)
    settle(window, qtbot)
    again = Typist(window, qtbot)
    undo(again)
    stop = part(window, OpenStops).stop
    assert stop is not None and stop.start == first.start


def test_names_are_hidden_until_they_are_wanted(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    curator = opened(program, made(tmp_path / "p", NAMES[:2]), qtbot)
    panel = part(curator.window, VersionsPanel)
    assert panel.lines and not any("lan-2222" in line.text() for line in panel.lines)
    curator.window.actions_by_id["voters"].trigger()
    assert any("lan-2222" in line.text() for line in panel.lines)


def test_edges_change_what_is_drawn_and_return_takes_it(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    curator = opened(program, made(tmp_path / "p", NAMES[:2]), qtbot)
    work, view = part(curator.window, OpenStops), curator.window.view
    while work.stop is not None and not work.draft.places:
        curator.press("Tab")
    (before,) = list(work.draft.spans or ())
    document = curator.window.bridge.document
    assert document is not None and view.active == before.id
    count = len(document)
    curator.press("Shift+Right")
    (after,) = list(work.draft.spans or ())
    assert after.end > before.end and len(document) == count
    curator.press("Return")
    assert after.place in stands(document)
