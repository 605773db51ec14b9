"""The main job: suggestions come, and are corrected by keys until the article is right; then the next one."""

import shutil

from PySide6.QtCore import QEventLoop, QSize, QTimer

from nhan.core.exporting import Export, ExportOptions
from nhan.core.messages import NhanError
from nhan.core.model import ArticleStatus, Span
from nhan.core.operations.building import live
from nhan.core.sample import sample_project
from nhan.core.store.disk import Disk
from nhan.gui.tour.corrector import ACCEPT, ADD, EDGE, REJECT, RELABEL, Corrector
from nhan.gui.tour.picture import Arrange, Group, Picture, doing
from nhan.gui.tour.right_spans import right_spans
from nhan.gui.tour.scenes import crossing
from nhan.gui.tour.tour import Tour

MOMENT = 500  # ms in which an article that is no longer awaited is asked for again, by another model
PATIENCE = 60_000  # ms for the first suggestions: a child process has to start


def begin(tour: Tour) -> None:
    """A copy of the project, as it is before there is anything to see."""
    folder = tour.folder("main")
    if tour.project is not None:
        shutil.copytree(tour.project, folder)
    else:
        sample_project(folder)
    tour.open(folder)
    if tour.window.bridge.document is None:
        raise NhanError("window.tour_empty")


def wait(tour: Tour) -> None:
    """For the first suggestions."""
    window, document = tour.window, tour.document
    loop = QEventLoop()
    window.bridge.changed.connect(lambda _: loop.quit() if document.unreviewed else None)
    awaited = True

    def hear(name: str, on_their_way: bool) -> None:
        nonlocal awaited
        if name == document.id:
            awaited = on_their_way
            QTimer.singleShot(MOMENT, lambda: loop.quit() if not awaited else None)

    window.events.awaited.connect(hear)
    if not document.unreviewed:
        QTimer.singleShot(PATIENCE, loop.quit)
        loop.exec()
    if not document.unreviewed:
        raise NhanError("window.tour_no_suggestions", article=document.id)
    tour.settle()
    tour.right = right_spans(document)


def until(kind: str) -> Arrange:
    """Correct until something of this kind was done. Where none is left to do, the article is right then."""

    def correct(tour: Tour) -> None:
        for deed in Corrector(tour).deeds():
            if deed == kind:
                return

    return correct


def to_the_end(tour: Tour) -> None:
    """All is decided, and right."""
    for _ in Corrector(tour).deeds():
        pass
    tour.do("release", "text_start")


def to_a_nested_span(tour: Tour) -> None:
    """What lies in another span, and around it."""

    def holds_another(span: Span) -> bool:
        inside = tour.document.overlapping(span.start, span.end)
        return any(live(each) and each.end - each.start < span.end - span.start for each in inside)

    found = next((span for span in tour.document if live(span) and holds_another(span)), None)
    if found is not None:
        tour.window.view.set_active(found.id)


def finish(tour: Tour) -> None:
    """Done, and on to the next article."""
    document = tour.document
    tour.do("finish")
    if document.state.status is not ArticleStatus.DONE:
        raise RuntimeError(f"{document.id}: not done")


def finish_next(tour: Tour) -> None:
    """The same with the article that has come up, to its end."""
    wait(tour)
    to_the_end(tour)
    finish(tour)


def end(tour: Tour) -> None:
    """What was labelled is left as JSON."""
    tour.window.events.leaving.emit()
    tour.window.bridge.save_all()
    options = ExportOptions(suggested=True)
    Export(tour.window.bridge.session.snapshot(), options).to_file(Disk(), tour.out / "labeled.jsonl")


CORRECTING = Group(
    begin,
    (
        Picture("waiting"),
        Picture("suggestions", wait),
        Picture("accept", until(ACCEPT), ("accept",)),
        Picture("reject", until(REJECT), ("reject",)),
        Picture("edge", until(EDGE), ("end_in", "end_out", "start_in", "start_out")),
        Picture("undo", doing("undo"), ("undo",)),
        Picture("relabel", until(RELABEL), ("label_1",)),
        Picture("same", doing("propose_same"), ("propose_same",)),
        Picture("add", until(ADD), ("label_1",)),
        Picture("reviewed", to_the_end),
        Picture("nested", to_a_nested_span),
        Picture("next-article", finish, ("finish",)),
        Picture("done", finish_next, ("finish",)),
    ),
    end,
    main=True,
    suggests=True,
)


# -- spans that cross -------------------------------------------------------------------------------------------------


def begin_crossing(tour: Tour) -> None:
    tour.open(crossing(tour.folder("crossing")), size=QSize(1120, 520))


def cross(tour: Tour) -> None:
    """Label stretches that lie in one another and that cross, as a label set may allow."""
    view = tour.window.view
    for words, digit in (
        ("Trường Đại học Sư phạm Thái Nguyên", "3"),
        ("Sư phạm Thái Nguyên", "4"),
        ("Thái Nguyên mở cửa", "1"),
        ("Thái Nguyên", "2"),
    ):
        start = view.text.index(words)
        view.set_active(None)
        view.set_selection(start, start + len(words))
        tour.press(digit)


CROSSING = Group(begin_crossing, (Picture("crossing", cross),), main=True)
