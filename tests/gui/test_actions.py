"""The table of actions: complete, without clashes, safe for input methods."""

import re

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu
from pytestqt.modeltest import ModelTester

from nhan.gui.action_keys import clashes
from nhan.gui.actions import ACTIONS, title
from nhan.gui.built_actions import merged
from nhan.gui.icons import STROKES
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.settings import SHORTCUTS
from nhan.gui.span_list.panel import SpanPanel
from tests.gui.conftest import Typist, part


def test_no_key_means_two_things() -> None:
    assert clashes({}) == []


def test_a_clash_is_found() -> None:
    assert clashes({"merge": ["Ctrl+K"]}) == [("Ctrl+K", "merge", "split")]


def test_no_letter_alone_and_no_backspace_is_a_command() -> None:
    for spec in ACTIONS:
        for key in spec.keys:
            assert not re.fullmatch(r"(Shift\+)?([A-Z]|\[|\]|Backspace)", key), spec.id
            assert not QKeySequence(key).isEmpty(), key


def test_every_action_is_there_and_vietnamese(annotator: Typist) -> None:
    assert set(annotator.window.actions_by_id) == {spec.id for spec in ACTIONS}
    assert [spec.text for spec in ACTIONS if title(spec) == spec.text] == []


def test_what_stands_in_the_toolbar_is_an_icon() -> None:
    assert [spec.id for spec in ACTIONS if spec.toolbar and spec.id not in STROKES] == []


def test_two_handlers_of_one_action_are_refused() -> None:
    with pytest.raises(ValueError, match="two handlers for action merge"):
        merged([{"merge": print}, {"split": print, "merge": print}])
    with pytest.raises(ValueError, match="no action emerge"):
        merged([{"emerge": print}])


def test_menus_hold_every_action_that_names_one(annotator: Typist) -> None:
    menus = [entry.menu() for entry in annotator.window.menuBar().actions()]
    shown = {a.objectName() for menu in menus if isinstance(menu, QMenu) for a in menu.actions()}
    assert {spec.id for spec in ACTIONS if spec.menu} <= shown


def test_changed_keys_work_at_once(annotator: Typist) -> None:
    annotator.window.settings.set(SHORTCUTS, {"accept": ["F12"]})
    annotator.press("F12")
    assert annotator.spans()[0][2] == "confirmed"


def test_the_models_keep_qt_s_contract(annotator: Typist, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(part(annotator.window, SpanPanel).model)
    annotator.press("Return", "2", "Delete", "Ctrl+Z", "Ctrl+D")
    qtmodeltester.check(part(annotator.window, QueuePanel).model)
    model, document = part(annotator.window, SpanPanel).model, annotator.window.bridge.document
    assert document is not None
    live = [span for span in document if span.status.value != "rejected"]
    assert [model.span_at(row) for row in range(model.rowCount())] == live
