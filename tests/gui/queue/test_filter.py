"""The queue filtered: by what is said of articles at once, by what is written in files once they are read."""

from nhan.core.operations import comment
from nhan.gui.queue.filter_bar import FilterBar
from nhan.gui.queue.model import SUMMARY
from nhan.gui.queue.panel import QueuePanel
from tests.gui.conftest import Gate, Typist, part, quiet


def shown(annotator: Typist) -> list[str]:
    model = part(annotator.window, QueuePanel).model
    return [model.index(row).data(SUMMARY).id for row in range(model.rowCount())]


def choose(bar: FilterBar, words: str) -> None:
    for box in (bar.status, bar.where):
        if (row := box.findText(words)) >= 0:
            box.setCurrentIndex(row)
            return
    raise AssertionError(words)


def test_a_flag_is_put_on_and_taken_away_by_its_key_and_the_queue_finds_it(annotator: Typist) -> None:
    panel = part(annotator.window, QueuePanel)
    annotator.press("F8")
    document = annotator.window.bridge.document
    assert document is not None and document.state.flagged
    annotator.qtbot.waitUntil(lambda: panel.model.index(0).data(SUMMARY).flagged)
    choose(panel.filter, "cần bàn")
    assert shown(annotator) == ["a0"]
    assert panel.model.describe(panel.model.index(0).data(SUMMARY)).startswith("cần bàn · cần làm")
    annotator.press("F8")
    assert not document.state.flagged
    annotator.press("Ctrl+Z")
    assert document.state.flagged


def test_done_stays_done_under_a_flag_and_what_is_flagged_is_not_the_next_to_do(annotator: Typist) -> None:
    order = annotator.window.bridge.session
    annotator.press("F8", "Ctrl+Shift+Return")
    assert (order.document("a0").state.status.value, order.document("a0").state.flagged) == ("done", True)
    annotator.press("F8", "Ctrl+Shift+PageDown")
    assert order.document("a1").state.flagged
    assert annotator.window.bridge.document is not None and annotator.window.bridge.document.id == "a2"
    annotator.press("Ctrl+Shift+PageDown")
    assert annotator.window.bridge.document.id == "a2"


def test_articles_with_questions_and_with_notes(annotator: Typist) -> None:
    bar, bridge = part(annotator.window, FilterBar), annotator.window.bridge
    assert bridge.document is not None
    bridge.commit(comment(bridge.document, next(iter(bridge.document)).id, "Tỉnh?", question=True))
    model = part(annotator.window, QueuePanel).model
    annotator.qtbot.waitUntil(lambda: model.index(0).data(SUMMARY).questions == 1)
    choose(bar, "có câu hỏi")
    assert shown(annotator) == ["a0"]
    choose(bar, "có ghi chú")
    assert shown(annotator) == []
    choose(bar, "tất cả")
    assert shown(annotator) == ["a0", "a1", "a2"]


def test_what_stands_in_texts_is_read_beside_the_window(threaded: tuple[Typist, Gate]) -> None:
    annotator, gate = threaded
    bar, jobs = part(annotator.window, FilterBar), annotator.window.bridge.jobs
    quiet(annotator)
    gate.open.clear()
    choose(bar, "trong lời bài")
    bar.text.setText("Hoà Bình")
    assert len(shown(annotator)) == 40 and not jobs.running  # while somebody types nothing is read
    annotator.qtbot.waitUntil(lambda: bool(jobs.running))
    assert len(shown(annotator)) == 40
    bar.text.setText("không có chỗ nào")
    annotator.qtbot.waitUntil(lambda: len(jobs.running) > 1 or not bar._pause.isActive())
    gate.open.set()
    annotator.qtbot.waitUntil(lambda: shown(annotator) == [])
    quiet(annotator)
    assert shown(annotator) == []
    bar.text.setText("")
    assert len(shown(annotator)) == 40


def test_articles_by_label_and_by_person(annotator: Typist) -> None:
    bar = part(annotator.window, FilterBar)
    annotator.press("Ctrl+Shift+Return", "Ctrl+Shift+Return")
    choose(bar, "trong tên người làm")
    bar.text.setText(annotator.window.bridge.session.annotator)
    annotator.qtbot.waitUntil(lambda: shown(annotator) == ["a0", "a1"])
    choose(bar, "trong các nhãn")
    bar.text.setText("misc")
    annotator.qtbot.waitUntil(lambda: shown(annotator) == ["a0", "a1", "a2"])
    bar.text.setText("mis")
    annotator.qtbot.waitUntil(lambda: shown(annotator) == [])
