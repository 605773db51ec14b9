"""The curator's page: what it says, and where its rows lead."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nhan.core.curation.article_filter import SearchIn
from nhan.core.model import Change
from nhan.core.operations import add, comment
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui.agreement.panel import AgreementPanel
from nhan.gui.app import Program
from nhan.gui.curation.page import CuratorPage
from nhan.gui.questions.comment import CommentDialog
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.widgets.value_rows import ValueRows
from tests.core.building import LABELS
from tests.gui.adjudication.people import AGREED, LAN, MINH, at_work, done_by, huế, said, shown, stops_of
from tests.gui.conftest import Typist, answer_dialog, part, settle


def look(curator: Typist, act: Callable[[CuratorPage], object]) -> None:
    """Open the page, look at it, and close it where that has not been done."""

    def do(dialog: object) -> None:
        assert isinstance(dialog, CuratorPage)
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    seen = answer_dialog(CuratorPage, do)
    curator.window.actions_by_id["curate"].trigger()
    assert len(seen) == 1
    settle(curator.window, curator.qtbot)


def words(rows: ValueRows) -> list[list[str]]:
    items = [rows.topLevelItem(row) for row in range(rows.topLevelItemCount())]
    return [[item.text(at) for at in range(rows.columnCount())] for item in items if item is not None]


def open_row(rows: ValueRows, row: int = 0) -> None:
    item = rows.topLevelItem(row)
    assert item is not None
    rows.setCurrentItem(item)
    QTest.keyClick(rows, Qt.Key.Key_Return)


def two(folder: Path, articles: int = 3) -> Path:
    return done_by(folder, {LAN: huế("LOC"), MINH: huế("ORG")}, articles=articles)


def test_what_it_says(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    told: list[object] = []

    def read(page: CuratorPage) -> None:
        told.append(page.headline.text())
        heads = page.people.headerItem()
        told.append([heads.text(column) for column in range(2, 6)])
        told.append(page.tabs.isTabVisible(page.tabs.indexOf(page.topics)))
        told.append([(row[0], row[4], row[6]) for row in words(page.people)])
        told.append([row[:4] for row in words(page.labels)])
        told.append([row[1:3] for row in words(page.next)])
        told.append((words(page.agreement)[0][1][:5], words(page.questions), words(page.releases)))
        told.append(("0.25" in page.over_time.accessibleDescription(), page.focusWidget() is page.people))

    look(at_work(program, two(tmp_path / "p"), qtbot), read)
    assert told == [
        "3 bài: 3 bài ít nhất hai người đã xong, 0 bài đã phân xử",
        ["Cần làm", "Đang làm", "Xong", "Bỏ qua"],
        False,  # no article has a topic
        [(LAN, "3", "12"), (MINH, "3", "12")],
        [["LOC", "0", "15", "9"], ["ORG", "0", "9", "9"]],
        [["2", "3"]] * 3,
        ("0.250", [], []),
        (True, True),
    ]


def test_every_row_leads_somewhere(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    curator = at_work(program, two(tmp_path / "p"), qtbot)
    bar = part(curator.window, QueuePanel).filter
    look(curator, lambda page: open_row(page.people))
    assert (bar.filter.words, bar.filter.where) == (LAN, SearchIn.PERSON)
    look(curator, lambda page: open_row(page.labels, 1))
    assert (bar.filter.words, bar.filter.where) == ("ORG", SearchIn.LABEL)
    look(curator, lambda page: open_row(page.next, 2))
    assert shown(curator).id == "a2" and stops_of(curator).stop is not None
    look(curator, lambda page: open_row(page.agreement))
    assert part(curator.window, AgreementPanel).isVisible()
    look(curator, lambda page: page.links[0].click())
    assert stops_of(curator).stop is not None and not said(curator)


def test_it_is_as_things_are_when_it_is_asked_for_again(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    curator = at_work(program, two(tmp_path / "p", 2), qtbot)
    look(curator, lambda page: open_row(page.next))
    while stops_of(curator).stop is not None and shown(curator).id == "a0":
        curator.press("Return")
    told: list[object] = []

    def read(page: CuratorPage) -> None:
        told.extend((page.headline.text(), [row[0] for row in words(page.next)], words(page.people)[0][-1] != "–"))

    look(curator, read)
    assert told == ["2 bài: 2 bài ít nhất hai người đã xong, 1 bài đã phân xử", ["Bài 1"], True]


def test_nobody_to_compare_is_said(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    told: list[object] = []
    curator = at_work(program, done_by(tmp_path / "p", {LAN: huế("LOC")}), qtbot)
    look(curator, lambda page: told.extend((len(words(page.agreement)), words(page.next))))
    assert told == [1, []]


def test_where_all_agree_nothing_is_to_adjudicate(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    told: list[object] = []

    def read(page: CuratorPage) -> None:
        told.append((page.headline.text(), words(page.next), page.tabs.tabText(page.tabs.indexOf(page.next))))

    curator = at_work(program, done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: huế("LOC")}, 3), qtbot)
    bridge = curator.window.bridge
    assert bridge.commit(add(bridge.session.document("a1"), LABELS, 3, 8, "PER"))  # and this is in the way there
    look(curator, read)
    look(curator, lambda page: page.links[0].click())
    look(curator, read)
    why = (
        "mọi người làm giống nhau, nhưng bài đang làm dở, gắn cờ, có câu hỏi, chỗ đó đã có cụm khác, "
        "còn gợi ý chưa duyệt, hoặc có bài của ai đó không đọc được"
    )
    in_the_way = ["Bài 1", "2", "–", why]
    stands = "3 bài: 3 bài ít nhất hai người đã xong, {} bài đã phân xử"
    waiting = "2 bài mọi người làm giống nhau sẽ xong"
    assert told == [
        (f"{stands.format(0)}; {waiting} ngay khi có người phân xử", [in_the_way], "Chờ phân xử (1)"),
        (stands.format(2), [in_the_way], "Chờ phân xử (1)"),
    ]
    bridge.show_article("a0")
    look(curator, lambda page: open_row(page.next))
    assert shown(curator).id == "a1"


def test_a_question_is_read_where_it_leads_and_can_be_answered(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = two(tmp_path / "p")
    session = Session(Project.open(Disk(), folder), LAN)
    document = session.document("a1")
    vinh = next(span for span in document if span.place == AGREED)
    assert isinstance(session.commit(comment(document, vinh.id, "thành phố?", True)), Change)
    assert session.close() is None
    curator = at_work(program, folder, qtbot)
    look(curator, lambda page: open_row(page.questions))
    notice, view = curator.window.pane.notice, curator.window.view
    assert shown(curator).id == "a1" and view.selection == AGREED[:2]
    assert notice.text.text() == f"{LAN} hỏi: thành phố?" and notice.button.isVisible()

    def write(dialog: object) -> None:
        assert isinstance(dialog, CommentDialog)
        QTest.keyClicks(dialog.field, "Thanh pho.")
        dialog.accept()

    answer_dialog(CommentDialog, write)
    notice.button.click()
    settle(curator.window, qtbot)
    assert [span.note for span in shown(curator) if span.place == AGREED] == ["Thanh pho."]
    left: list[int] = []
    look(curator, lambda page: left.append(page.questions.topLevelItemCount()))
    assert left == [0]
