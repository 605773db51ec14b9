"""Every action of the table, done once at the real window by its key (or, where it has none, as from its menu), and
what it did. No action is without a row here: the first test counts them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from nhan.core.document import Document
from nhan.core.messages import Message
from nhan.core.model import ArticleStatus, Change, Rejected
from nhan.core.operations import batch
from nhan.core.sample import sample_folder
from nhan.gui.actions import ACTIONS, BY_ID, DIGITS
from nhan.gui.agreement.panel import AgreementPanel
from nhan.gui.app import Program
from nhan.gui.article_info.dialog import ArticleInfoDialog
from nhan.gui.assignments.dialog import AssignDialog
from nhan.gui.assignments.panel import WorkloadPanel
from nhan.gui.concordance.panel import ConcordancePanel
from nhan.gui.conflicts.panel import ConflictPanel
from nhan.gui.crash import log_file
from nhan.gui.curation.page import CuratorPage
from nhan.gui.doubts.panel import DoubtsPanel
from nhan.gui.first_steps.feature import FirstSteps
from nhan.gui.help.keys import KeySheet
from nhan.gui.help.manual import first_page
from nhan.gui.help.palette import CommandPalette
from nhan.gui.help.report_dialog import ReportDialog
from nhan.gui.note.panel import NotePanel
from nhan.gui.preferences.dialog import PreferencesDialog
from nhan.gui.preferences.shortcuts import ShortcutsDialog
from nhan.gui.project_page.dialog import ProjectPage
from nhan.gui.questions.comment import CommentDialog
from nhan.gui.questions.new_project import NewProjectDialog
from nhan.gui.queue.renaming import TitleDialog
from nhan.gui.releases.dialog import ReleaseDialog
from nhan.gui.review.label_chooser import LabelChooser
from nhan.gui.settings import BACKUP_FOLDER, CERTAIN, DENSITY, SHOW_VOTERS, SIGNS, TAB_CANDIDATES, TEXT_PX, THEME
from nhan.gui.start.window import StartWindow
from nhan.gui.suggestions.chooser import SuggesterDialog
from nhan.gui.transfer.export_dialog import ExportDialog
from nhan.gui.transfer.import_dialog import ImportDialog
from tests.core.building import TEXT
from tests.core.disputed import Act, by_copy, relabelled
from tests.gui.conftest import Typist, answer_dialog, make_project, part, quiet, settle, window_of

Row = Callable[[Typist], None]
FIRST, SECOND, THIRD, LAST = "tỉnh Bắc Ninh", "ông Nguyễn Văn A", "Hoà Bình", "và"


def do(annotator: Typist, name: str) -> None:
    """Press the action's first key where the keyboard is; one without a key is chosen as from its menu."""
    assert annotator.window.actions_by_id[name].isEnabled(), name
    keys = BY_ID[name].keys
    if not keys:
        annotator.window.actions_by_id[name].trigger()
        return
    special = {"PgDown": "PageDown", "PgUp": "PageUp", "Del": "Delete", "Esc": "Escape", ",": "Comma"}
    special |= {"+": "Plus", "-": "Minus", "=": "Equal"}
    *held, last = keys[0].replace("++", "+Plus").split("+")
    annotator.press_on(focus(), "+".join([*held, special.get(last, last)]))


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def status(annotator: Typist) -> ArticleStatus:
    document = annotator.window.bridge.document
    assert document is not None
    return document.state.status


def shown(annotator: Typist) -> str:
    document = annotator.window.bridge.document
    assert document is not None
    return document.id


def said(annotator: Typist) -> str:
    return annotator.window.status.currentMessage()


def at(annotator: Typist, words: str) -> None:
    """Put the caret at the first of these words, with nothing active."""
    annotator.window.view.set_active(None)
    annotator.window.view.set_caret(TEXT.index(words))


ROWS: dict[str, Row] = {}


def row(*names: str) -> Callable[[Row], Row]:
    def put(test: Row) -> Row:
        for name in names:
            assert name not in ROWS, name
            ROWS[name] = test
        return test

    return put


def dialog_row(name: str, kind: type[QDialog]) -> None:
    """The action opens a dialog; given up, it changes nothing."""

    def test(annotator: Typist) -> None:
        before = annotator.spans()
        seen = answer_dialog(kind, QDialog.reject)
        do(annotator, name)
        annotator.qtbot.waitUntil(lambda: len(seen) == 1)
        assert annotator.spans() == before and annotator.window.isVisible()

    ROWS[name] = test


for action, opens in {
    "new_project": NewProjectDialog,
    "open_project": QFileDialog,
    "import": ImportDialog,
    "project_page": ProjectPage,
    "curate": CuratorPage,
    "make_release": ReleaseDialog,
    "assign": AssignDialog,
    "comment": CommentDialog,
    "article_info": ArticleInfoDialog,
    "export": ExportDialog,
    "save_copy": QFileDialog,
    "labels": QDialog,
    "choose_suggester": SuggesterDialog,
    "restore": QDialog,
    "preferences": PreferencesDialog,
    "palette": CommandPalette,
    "shortcuts": ShortcutsDialog,
    "report_problem": ReportDialog,
    "about": QMessageBox,
    "rename_article": TitleDialog,
    "delete_articles": QMessageBox,
}.items():
    dialog_row(action, opens)


# -- the project ------------------------------------------------------------------------------------------------------


@row("adjudicate")
def without_others_there_is_nothing_to_adjudicate(annotator: Typist) -> None:
    before = annotator.spans()
    do(annotator, "adjudicate")
    assert annotator.spans() == before and not annotator.window.bridge.session.project.annotators
    assert "phân xử" in said(annotator)


@row("voters")
def voters_are_named_or_counted(annotator: Typist) -> None:
    before = annotator.window.settings.get(SHOW_VOTERS)
    do(annotator, "voters")
    assert annotator.window.settings.get(SHOW_VOTERS) is not before


@row("otherwise")
def nothing_decided_otherwise_is_said(annotator: Typist) -> None:
    before = annotator.spans()
    do(annotator, "otherwise")
    assert "phân xử khác" in said(annotator) and annotator.spans() == before and annotator.window.view.hasFocus()


@row("own_work")
def one_s_own_work_is_said_to_be_there_already(annotator: Typist) -> None:
    do(annotator, "own_work")
    annotator.qtbot.waitUntil(lambda: said(annotator) == "Đây đã là phần làm của bạn.")


@row("next_same")
def the_words_are_gone_to_where_they_stand_otherwise(annotator: Typist) -> None:
    annotator.press("3")  # in the other articles nobody has begun
    annotator.window.view.set_active(next(iter(annotator.window.bridge.document or ())).id)
    do(annotator, "next_same")
    assert said(annotator) == "Không có chỗ nào khác cùng chữ."


@row("doubts")
def where_nothing_is_done_nothing_can_be_doubted(annotator: Typist) -> None:
    do(annotator, "doubts")
    panel = part(annotator.window, DoubtsPanel)
    assert panel.isVisible() and annotator.window.pane.notice.text.text().startswith("Chưa có bài nào làm xong")


@row("agreement")
def the_agreement_panel_comes_up_and_says_why_it_is_empty(annotator: Typist) -> None:
    do(annotator, "agreement")
    panel = part(annotator.window, AgreementPanel)
    assert panel.isVisible() and panel.who.hasFocus() and panel.count.text().startswith("Chưa có đủ hai bên")


@row("workload")
def the_workload_panel_comes_up_and_says_that_nothing_is_given_out(annotator: Typist) -> None:
    do(annotator, "workload")
    panel = part(annotator.window, WorkloadPanel)
    assert panel.isVisible() and panel.table.hasFocus() and panel.words.text().startswith("Chưa giao bài cho ai")


@row("give_back")
def what_is_given_to_nobody_cannot_be_given_back(annotator: Typist) -> None:
    do(annotator, "give_back")
    assert annotator.window.pane.notice.text.text().startswith("Chưa giao bài cho ai")


@row("suggest_all")
def how_many_articles_are_suggested_for_is_said(annotator: Typist) -> None:
    do(annotator, "suggest_all")
    assert "0" in said(annotator)  # every article has suggestions


@row("recover")
def nothing_damaged_is_said(annotator: Typist) -> None:
    do(annotator, "recover")
    assert said(annotator) == annotator.window.language.say(Message("window.nothing_damaged"))


@row("back_up")
def a_backup_lies_in_its_folder(annotator: Typist) -> None:
    folder = annotator.window.bridge.session.project.folder.parent / "backups"
    annotator.window.resize(3000, 900)  # the folder's name is long here
    annotator.window.settings.set(BACKUP_FOLDER, str(folder))
    annotator.press("Return")
    do(annotator, "back_up")
    assert [path for path in folder.rglob("*") if path.is_file()] and str(folder) in said(annotator)


@row("start_page")
def the_start_page_takes_the_project_s_place(annotator: Typist) -> None:
    do(annotator, "start_page")
    annotator.qtbot.waitUntil(lambda: not annotator.window.isVisible())
    (page,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, StartWindow) and each.isVisible()]
    page.project_wanted.emit(annotator.window.bridge.session.project.folder)


@row("first_steps")
def the_sample_opens_with_the_first_step(annotator: Typist) -> None:
    do(annotator, "first_steps")
    annotator.qtbot.waitUntil(lambda: window_of(sample_folder()) is not None)
    window = window_of(sample_folder())
    assert window is not None
    steps = part(window, FirstSteps)
    annotator.qtbot.waitUntil(steps.card.isVisible)
    assert steps.step == 0


@row("quit")
def the_window_closes(annotator: Typist) -> None:
    do(annotator, "quit")
    annotator.qtbot.waitUntil(lambda: not annotator.window.isVisible())


# -- editing, finding -------------------------------------------------------------------------------------------------


@row("undo", "redo")
def a_step_back_and_forth(annotator: Typist) -> None:
    annotator.press("Return")
    do(annotator, "undo")
    assert annotator.spans()[0] == (FIRST, "PER", "suggested") and annotator.active() == FIRST
    do(annotator, "redo")
    assert annotator.spans()[0] == (FIRST, "PER", "confirmed")


@row("find", "find_next", "find_previous")
def hits_are_selected_one_after_the_other(annotator: Typist) -> None:
    do(annotator, "find")
    field = annotator.window.pane.find_bar.field
    assert field.hasFocus() and field.text() == FIRST
    field.setText("hoa binh")
    places = [TEXT.index("Hoà"), TEXT.index("Hòa"), TEXT.rindex("Hòa")]
    for name, place in (("find_next", 0), ("find_next", 1), ("find_previous", 0), ("find_previous", 2)):
        do(annotator, name)
        assert annotator.window.view.selection == (places[place], places[place] + 8)


@row("find_corpus")
def the_concordance_comes_up_with_the_span_s_words(annotator: Typist) -> None:
    do(annotator, "find_corpus")
    panel = part(annotator.window, ConcordancePanel)
    assert panel.isVisible() and panel.field.text() == FIRST and panel.list.topLevelItemCount() == 3


@row("copy")
def the_span_s_text_is_copied(annotator: Typist) -> None:
    do(annotator, "copy")
    assert QGuiApplication.clipboard().text() == FIRST
    annotator.window.view.set_active(None)
    do(annotator, "copy")
    assert said(annotator) == "Chưa chọn gì để chép."


# -- reviewing --------------------------------------------------------------------------------------------------------


@row("next_stop", "previous_stop")
def the_stops_are_gone_through(annotator: Typist) -> None:
    do(annotator, "next_stop")
    assert annotator.active() == SECOND
    do(annotator, "previous_stop")
    assert annotator.active() == FIRST


@row("accept", "reject", "next_reading", "back")
def one_decision_each(annotator: Typist) -> None:
    do(annotator, "accept")
    do(annotator, "reject")
    do(annotator, "next_reading")
    assert annotator.active() == THIRD
    do(annotator, "accept")
    assert annotator.spans()[:3] == [
        (FIRST, "PER", "confirmed"),
        (SECOND, "PER", "rejected"),
        (THIRD, "ORG", "confirmed"),
    ]
    assert annotator.active() == LAST
    do(annotator, "back")
    assert annotator.active() == THIRD


def to_the_sure_ones(annotator: Typist) -> None:
    """The first two suggestions of the article are sure, nothing else is, and that is on the screen."""
    annotator.window.settings.set(CERTAIN, 0.8)
    start = TEXT.index(SECOND)
    annotator.qtbot.waitUntil(lambda: list(annotator.window.view.painted.down) == [(start, start + len(SECOND))])


@row("accept_down")
def the_sure_ones_are_accepted_at_once(annotator: Typist) -> None:
    to_the_sure_ones(annotator)
    do(annotator, "accept_down")
    assert [status for _, _, status in annotator.spans()] == ["confirmed", "confirmed", "suggested", "suggested"]
    assert annotator.active() == THIRD
    assert "2" in said(annotator)
    annotator.press("Ctrl+Z")
    assert {status for _, _, status in annotator.spans()} == {"suggested"}


@row("accept_copies")
def what_has_no_copies_is_accepted_by_itself(annotator: Typist) -> None:
    to_the_sure_ones(annotator)
    do(annotator, "accept_copies")
    assert [status for _, _, status in annotator.spans()] == ["confirmed", "suggested", "suggested", "suggested"]
    assert annotator.active() == SECOND


@row("choose_label")
def the_chooser_has_the_keyboard(annotator: Typist) -> None:
    do(annotator, "choose_label")
    chooser = part(annotator.window, LabelChooser)
    assert chooser.isVisible() and chooser.field.hasFocus()
    annotator.press_on(chooser.field, "Escape")


def an_edge_moves(ending: str, annotator: Typist) -> None:
    start, end = TEXT.index(FIRST), TEXT.index(FIRST) + len(FIRST)
    for name, now in (
        (f"end_out{ending}", (start, end + (1 if ending else len(" bắt")))),
        (f"end_in{ending}", (start, end)),
        (f"start_out{ending}", (start - (1 if ending else len("an ")), end)),
        (f"start_in{ending}", (start, end)),
    ):
        do(annotator, name)
        view = annotator.window.view
        assert view.active is not None and (span := view.span(view.active)) is not None
        assert (span.start, span.end) == now, name


for ending in ("", "_char"):
    row(*(f"{edge}_{way}{ending}" for edge in ("start", "end") for way in ("in", "out")))(
        partial(an_edge_moves, ending)
    )


@row("merge", "split", "trim")
def pieces_are_made_and_put_together(annotator: Typist) -> None:
    annotator.press("Tab", "Tab", "Right")
    do(annotator, "split")
    assert ("Hoà", "LOC", "confirmed") in annotator.spans() and ("Bình", "LOC", "confirmed") in annotator.spans()
    annotator.press("Left")
    do(annotator, "merge")
    assert ("Hoà Bình", "LOC", "confirmed") in annotator.spans()
    annotator.window.view.set_selection(TEXT.index("“ông"), TEXT.index("”, ở") + 1)
    annotator.press("1")
    do(annotator, "trim")
    assert annotator.active() == SECOND


@row("propose_same", "accept_same", "withdraw_same")
def all_the_same_in_the_article(annotator: Typist) -> None:
    def places() -> list[str]:
        return [status for text, label, status in annotator.spans() if "Bình" in text and label == "LOC"]

    annotator.press("Tab", "Tab")
    do(annotator, "propose_same")
    assert places() == 3 * ["suggested"] and annotator.active() == THIRD
    do(annotator, "accept_same")
    assert places() == 3 * ["confirmed"]
    annotator.press("Shift+Return")
    do(annotator, "withdraw_same")
    assert places() == 3 * ["rejected"]


@row("propose_corpus", "accept_corpus", "withdraw_corpus")
def all_the_same_in_the_corpus(annotator: Typist) -> None:
    notice = annotator.window.pane.notice

    def places() -> list[str]:
        return [status for text, label, status in annotator.spans() if "Bình" in text and label == "LOC"]

    annotator.press("Tab", "Tab")
    for name, now in (("propose_corpus", "suggested"), ("accept_corpus", "confirmed"), ("withdraw_corpus", "rejected")):
        before = places()
        do(annotator, name)
        assert notice.asks and places() == before
        do(annotator, name)
        assert not notice.isVisible() and places() == 3 * [now]
        annotator.press("Ctrl+PageDown")
        assert places() == 3 * [now]
        annotator.press("Ctrl+PageUp", "Tab", "Tab") if now == "suggested" else annotator.press("Ctrl+PageUp")
        annotator.window.view.set_active(next(s.id for s in annotator.window.bridge.document if s.label == "LOC"))


@row("outer_span")
def the_span_around_is_active(annotator: Typist) -> None:
    annotator.window.view.set_active(None)
    annotator.window.view.set_selection(TEXT.index("Bắc"), TEXT.index("Ninh") + 4)
    annotator.press("2")
    assert annotator.active() == "Bắc Ninh"
    do(annotator, "outer_span")
    assert annotator.active() == FIRST


@row("release")
def the_span_is_let_go(annotator: Typist) -> None:
    do(annotator, "release")
    assert annotator.active() is None


@row("next_conflict", "previous_conflict", "take_here", "take_other")
def conflicts_are_gone_through_and_settled(annotator: Typist) -> None:
    document = annotator.window.bridge.document
    assert document is not None and len(document.disputes) == 2
    panel = part(annotator.window, ConflictPanel)
    do(annotator, "next_conflict")
    assert annotator.active() == SECOND and "2" in panel.headline.text()
    do(annotator, "previous_conflict")
    assert annotator.active() == FIRST
    do(annotator, "take_other")
    assert (FIRST, "ORG", "confirmed") in annotator.spans()
    do(annotator, "take_here")
    assert (SECOND, "LOC", "confirmed") in annotator.spans() and not document.disputes


# -- the article ------------------------------------------------------------------------------------------------------


@row("finish")
def done_and_on_to_the_next(annotator: Typist) -> None:
    annotator.press(*4 * ["Return"])
    do(annotator, "finish")
    assert shown(annotator) == "a1"
    annotator.press("Ctrl+PageUp")
    assert status(annotator) is ArticleStatus.DONE


@row("finish_bulk")
def the_rest_is_accepted_in_bulk(annotator: Typist) -> None:
    do(annotator, "finish_bulk")
    assert shown(annotator) == "a1"
    annotator.press("Ctrl+PageUp")
    assert {each[2] for each in annotator.spans()} == {"confirmed"} and status(annotator) is ArticleStatus.DONE


@row("skip", "reopen")
def put_aside_and_taken_up_again(annotator: Typist) -> None:
    do(annotator, "skip")
    assert shown(annotator) == "a1"
    annotator.press("Ctrl+PageUp")
    assert status(annotator) is ArticleStatus.SKIPPED
    do(annotator, "reopen")
    assert status(annotator) is ArticleStatus.IN_PROGRESS


@row("flag")
def the_article_is_flagged_and_stays(annotator: Typist) -> None:
    before = annotator.window.bridge.document.state
    do(annotator, "flag")
    assert shown(annotator) == "a0" and annotator.window.bridge.document.state != before


@row("next_article", "previous_article", "next_to_do")
def to_other_articles(annotator: Typist) -> None:
    do(annotator, "next_article")
    assert shown(annotator) == "a1"
    do(annotator, "previous_article")
    assert shown(annotator) == "a0"
    annotator.press("Ctrl+PageDown", "Ctrl+Shift+Return", "Ctrl+PageUp", "Ctrl+PageUp")
    assert shown(annotator) == "a0"
    do(annotator, "next_to_do")
    assert shown(annotator) == "a2"  # a1 is done


@row("note")
def the_note_has_the_keyboard(annotator: Typist) -> None:
    do(annotator, "note")
    assert part(annotator.window, NotePanel).field.hasFocus()


@row("suggest_again")
def suggestions_are_on_their_way(annotator: Typist) -> None:
    awaited: list[tuple[str, bool]] = []
    annotator.window.events.awaited.connect(lambda name, on: awaited.append((name, on)))
    do(annotator, "suggest_again")
    assert awaited[0] == ("a0", True)


# -- moving, looking --------------------------------------------------------------------------------------------------


@row("next_word", "previous_word", "next_line", "previous_line", "text_start", "text_end")
def the_caret_moves(annotator: Typist) -> None:
    at(annotator, "Công")
    for name, place in (
        ("next_word", TEXT.index("an ")),
        ("previous_word", 0),
        ("next_line", None),
        ("previous_line", 0),
        ("text_end", len(TEXT)),
        ("text_start", 0),
    ):
        do(annotator, name)
        caret = annotator.window.view.caret
        assert caret > 0 if place is None else caret == place, name


@row("larger", "smaller", "normal_size")
def the_text_has_another_size(annotator: Typist) -> None:
    settings = annotator.window.settings
    for name, size in (("larger", 1), ("larger", 2), ("smaller", 1), ("normal_size", 0)):
        do(annotator, name)
        assert settings.get(TEXT_PX) == TEXT_PX.default + size == annotator.window.view.look.text_px


@row("left_panels", "right_panels")
def the_panels_of_a_side_go_and_come(annotator: Typist) -> None:
    window = annotator.window
    window.resize(1600, 900)
    for name, panel in (("left_panels", "queue"), ("right_panels", "spans")):
        dock = window.docks.by_name[panel]
        was = dock.isVisible()
        do(annotator, name)
        assert dock.isVisible() is not was
        do(annotator, name)
        assert dock.isVisible() is was


@row("focus")
def the_article_is_alone_and_not_any_more(annotator: Typist) -> None:
    window = annotator.window
    do(annotator, "focus")
    assert window.actions_by_id["focus"].isChecked() and not window.pane.head.isVisible()
    do(annotator, "focus")
    assert not window.actions_by_id["focus"].isChecked() and window.pane.head.isVisible()


@row("compact", "dark", "candidates", "signs")
def a_tick_is_put_and_taken_away(annotator: Typist) -> None:
    window = annotator.window
    for name, setting, on in (
        ("compact", DENSITY, "compact"),
        ("dark", THEME, "dark"),
        ("candidates", TAB_CANDIDATES, "all"),
        ("signs", SIGNS, "shown"),
    ):
        off = window.settings.get(setting)
        do(annotator, name)
        assert window.settings.get(setting) == on and window.actions_by_id[name].isChecked()
        do(annotator, name)
        assert window.settings.get(setting) == off and not window.actions_by_id[name].isChecked()


@row("next_pane", "previous_pane")
def the_keyboard_goes_round_the_panes(annotator: Typist) -> None:
    do(annotator, "next_pane")
    assert not annotator.window.view.hasFocus() and focus() is not None
    do(annotator, "previous_pane")
    assert annotator.window.view.hasFocus()


@row("manual")
def the_manual_is_handed_to_the_system_or_the_keys_are_shown(annotator: Typist) -> None:
    do(annotator, "manual")
    shown = annotator.window.findChildren(KeySheet)
    assert len(shown) == (first_page("vi") is None)
    for sheet in shown:
        sheet.close()


@row("key_sheet")
def the_key_sheet_stands_beside_the_article(annotator: Typist) -> None:
    do(annotator, "key_sheet")
    sheet = part(annotator.window, KeySheet)
    assert sheet.isVisible() and not sheet.isModal()
    sheet.close()


@row("look_for_update")
def without_an_address_it_is_said_that_none_is_known(annotator: Typist) -> None:
    do(annotator, "look_for_update")
    annotator.qtbot.waitUntil(lambda: "NHAN_UPDATES" in annotator.window.pane.notice.text.text())


@row("open_log")
def the_log_is_there_and_handed_to_the_system(annotator: Typist) -> None:
    do(annotator, "open_log")
    assert log_file().exists()


@row(*(f"label_{digit}" for digit in DIGITS))
def a_digit_labels(annotator: Typist) -> None:
    for digit in DIGITS:
        label = annotator.window.bridge.labels.with_key(digit)
        do(annotator, f"label_{digit}")
        if label is None:
            assert digit in said(annotator) and annotator.spans()[0] == (FIRST, "PER", "suggested")
        else:
            assert annotator.spans()[0] == (FIRST, label.name, "confirmed") and annotator.active() == SECOND
            annotator.press("Ctrl+Z")


@row(*(f"label_same_{digit}" for digit in DIGITS))
def a_digit_labels_all_the_same(annotator: Typist) -> None:
    annotator.press("Tab", "Tab", "Ctrl+D")
    for digit in DIGITS:
        label = annotator.window.bridge.labels.with_key(digit)
        do(annotator, f"label_same_{digit}")
        found = [(name, status) for text, name, status in annotator.spans() if "Bình" in text]
        assert found == 3 * [(label.name, "confirmed") if label else ("LOC", "suggested")]
        assert (label.name if label else digit) in said(annotator)
        if label is not None:
            annotator.press("Ctrl+Z")


def both(label: str) -> Act:
    """Give the first two spans a label."""

    def act(document: Document) -> Change | Rejected:
        return batch("label_rows", [(document, relabelled(FIRST, label)), (document, relabelled(SECOND, label))])[0]

    return act


# -- the tests --------------------------------------------------------------------------------------------------------


def test_no_action_is_without_a_row() -> None:
    assert set(ROWS) == {spec.id for spec in ACTIONS}


@pytest.mark.slow
@pytest.mark.parametrize("name", list({test: name for name, test in reversed(ROWS.items())}.values())[::-1])
def test_an_action_does_what_it_says(
    name: str, qtbot: QtBot, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)  # the system's own programs stay closed
    folder = make_project(tmp_path / "p")
    if "conflict" in name or name.startswith("take_"):
        by_copy(folder, both("LOC"), both("ORG"))
    window = program.open(folder)
    settle(window, qtbot)
    annotator = Typist(window, qtbot)
    ROWS[name](annotator)
    quiet(annotator)
