"""The first steps: over when they were really done, left with Esc, taken up again where they were left."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.model import Source, Span
from nhan.core.project import Project
from nhan.core.sample import sample_project
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.first_steps.feature import FirstSteps
from nhan.gui.first_steps.steps import STEPS
from nhan.gui.settings import FIRST_STEP, FIRST_STEPS
from tests.gui.conftest import Typist, make_project, part, settle, window_of


@pytest.fixture
def learner(program: Program, qtbot: QtBot) -> Typist:
    """The sample with suggestions of two words each, and the first steps on."""
    folder = sample_project()
    project = Project.open(Disk(), folder)
    writer = project.new_run("test", "1")
    spans = {}
    for name in project.ids:
        text, at, found = project.article(name).text, 0, []
        for number in range(12):
            end = text.index(" ", text.index(" ", at + 1) + 1)
            start = at + 1 if at else 0
            found.append(Span(id=f"s{number}", start=start, end=end, label="PER", source=Source("machine", "test")))
            at = end
        spans[name] = tuple(found)
    writer.write(writer.next_pack, spans)
    writer.finish()
    writer.close()
    program.take_first_steps()
    assert program.window is not None
    settle(program.window, qtbot)
    return Typist(program.window, qtbot)


def steps_of(annotator: Typist) -> FirstSteps:
    return part(annotator.window, FirstSteps)


def test_six_steps_each_really_done(learner: Typist) -> None:
    steps = steps_of(learner)
    assert steps.card.isVisible() and steps.card.count.text() == "1 / 6"
    keys = ["Return", "2", "Shift+Left", "Delete", "", "Ctrl+Z"]
    for number, key in enumerate(keys):
        assert steps.step == number
        assert not steps.card.own.isVisible()
        if key:
            learner.press("Tab") if key == "Shift+Left" else None
            learner.press(key)
        else:
            view = learner.window.view
            learner.press("Escape")
            assert steps.card.isVisible(), "Esc is needed here"
            place = view.text.index(" cũ ") + 1  # on the screen, and nothing is there yet
            view.set_selection(place, place + len("cũ"))
            learner.press("1")
    assert steps.step == len(STEPS)
    assert steps.card.own.isVisible() and steps.card.count.text() == "✓"


def test_another_key_is_no_step(learner: Typist) -> None:
    learner.press("Tab", "Delete", "Shift+Tab")
    assert steps_of(learner).card.count.text() == "1 / 6"


def test_esc_leaves_them_and_the_help_menu_takes_them_up(learner: Typist) -> None:
    steps, active = steps_of(learner), learner.active()
    learner.press("Return")
    active = learner.active()
    learner.press("Escape")
    assert steps.card.isHidden() and learner.active() == active, "the ring stays"
    assert not learner.window.settings.get(FIRST_STEPS)
    learner.press("2", "2")
    learner.window.actions_by_id["first_steps"].trigger()
    assert steps.card.isVisible() and steps.card.count.text() == "2 / 6"
    learner.press("Escape", "Escape")
    assert learner.active() is None, "then Esc is the article's again"


def test_they_outlive_the_window_and_are_on_the_sample_only(
    learner: Typist, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    learner.press("Return", "2")
    window = program.open(make_project(tmp_path / "p"))
    assert part(window, FirstSteps).card.isHidden()
    window.actions_by_id["first_steps"].trigger()
    qtbot.waitUntil(lambda: window_of(sample_project()) is not None)
    assert program.window is not None
    card = part(program.window, FirstSteps).card
    assert card.isVisible() and card.count.text() == "3 / 6"


def test_after_the_last_they_begin_again(learner: Typist) -> None:
    settings = learner.window.settings
    steps_of(learner).leave()
    settings.set(FIRST_STEP, len(STEPS))
    learner.window.actions_by_id["first_steps"].trigger()
    assert steps_of(learner).card.count.text() == "1 / 6"
