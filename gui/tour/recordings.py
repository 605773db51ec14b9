"""What sells the program, as a person sees it in ten seconds. None of it is taken along with all pictures: it is asked
for by its name."""

from collections.abc import Mapping

from PySide6.QtCore import QSize

from nhan.core.model import SpanStatus
from nhan.core.operations.building import live
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.concordance.panel import Rows
from nhan.gui.tour.pages import on_words, search_there, then
from nhan.gui.tour.picture import Arrange, Group, trigger
from nhan.gui.tour.recording import RecordedStep, Recording, at_first, pressed
from nhan.gui.tour.scenes import FIRST, LAN, SECOND, suggested, to_adjudicate, worked
from nhan.gui.tour.tour import Tour

SMALL = QSize(960, 560)  # so that letters can be read where a page shows it narrower


def opened(name: str, article: str) -> Arrange:
    """A project of suggestions only, at one of its articles."""

    def begin(tour: Tour) -> None:
        folder = suggested(tour.folder(name))
        Project.open(Disk(), folder).welcome(LAN.id, LAN.name)  # else she is greeted by her first key
        tour.open(folder, article, size=SMALL)
        alone(tour)

    return begin


def alone(tour: Tour) -> None:
    """There is room for the article; the panels on the left stay."""
    tour.window.actions_by_id["right_panels"].trigger()
    tour.back_to_the_article()


def to_the_first(tour: Tour) -> None:
    """What is to be reviewed first is active."""
    spans = [span for span in tour.document if live(span) and span.status is SpanStatus.SUGGESTED]
    tour.window.view.set_active(spans[0].id)


def at_stops_of_two(tour: Tour) -> None:
    tour.open(to_adjudicate(tour.folder("two-people")), FIRST, size=SMALL)
    alone(tour)


def in_the_corpus(tour: Tour) -> None:
    tour.open(worked(tour.folder("corpus")), FIRST, size=SMALL)
    tour.window.actions_by_id["left_panels"].trigger()
    alone(tour)


def on_rows(key: str, words: str = "") -> RecordedStep:
    """A key pressed on the rows that were found."""

    def press(tour: Tour) -> None:
        (rows,) = tour.window.findChildren(Rows)
        rows.setFocus()
        tour.press_in_focus(key)

    return RecordedStep(press, key, words=words)


def _one(name: str, begin: Arrange, *steps: RecordedStep) -> Group:
    actions = tuple(dict.fromkeys(step.action for step in steps if step.action))
    return Group(begin, (Recording(name, steps, actions),))


_GROUPS = (
    _one(
        "record-accept",
        then(opened("accepting", FIRST), to_the_first),
        at_first(),
        pressed("accept"),
        pressed("accept"),
        pressed("accept"),
        pressed("label_2"),
        pressed("accept"),
        pressed("reject"),
        pressed("undo"),
        pressed("accept"),
    ),
    _one(
        "record-same",
        then(opened("same", SECOND), on_words("Sang")),
        at_first(),
        pressed("accept_same"),
        pressed("undo"),
        pressed("label_same_3"),
        pressed("undo"),
    ),
    _one(
        "record-bulk",
        then(opened("bulk", FIRST), to_the_first),
        at_first(),
        pressed("accept_down"),
        pressed("accept"),
        pressed("accept_down"),
        pressed("undo"),
        pressed("redo"),
    ),
    _one(
        "record-adjudicate",
        at_stops_of_two,
        at_first(),
        pressed("accept"),
        pressed("next_reading"),
        pressed("accept"),
        pressed("reject"),
        pressed("accept"),
    ),
    _one(
        "record-find",
        in_the_corpus,
        at_first(),
        RecordedStep(trigger("find_corpus"), "Ctrl+Shift+F", "find_corpus"),
        RecordedStep(search_there("hung yen"), "Return", words="hung yen"),
        on_rows("Shift+Down"),
        on_rows("Shift+Down"),
        on_rows("2", "LOC"),
        pressed("undo"),
    ),
)
RECORDINGS: Mapping[str, Group] = {group.pictures[0].name: group for group in _GROUPS}
