"""The jobs that are measured on the window: how each is started, and how one sees that it has ended.

This table is all that knows the window's and the project's interfaces; an adapter makes things ready, unmeasured.
"""

from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt

from nhan.core.exporting import ExportOptions
from nhan.core.model import Change, SpanStatus
from nhan.core.operations import accept
from nhan.core.ordering import Order
from nhan.core.queue import Summary
from nhan.gui.article_order import ArticleOrder
from nhan.gui.concordance.feature import NAME as CONCORDANCE
from nhan.gui.concordance.panel import MOST, ConcordancePanel
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.transfer.feature import Transfer
from tests.benchmarks.view_actions import Bench
from tests.benchmarks.view_articles import LABELS
from tests.benchmarks.window_loop import LONGEST, Ended, Start
from tests.benchmarks.window_project import ANCHOR, COMMON, LARGE, RARE, TYPED, Made

T = TypeVar("T", bound=QObject)

ALONE = 2.0  # seconds of typing with nothing beside it
FIRST = 3  # suggested articles after which "suggest for all" is well under way


class OpenProject:
    """The window on the project, and what the adapters ask of both."""

    def __init__(self, bench: Bench, made: Made) -> None:
        self.bench, self.made, self.window = bench, made, bench.window
        self.bridge = bench.window.bridge
        self.session = bench.window.bridge.session
        self.bridge.files._idle.timeout.disconnect(
            self.bridge.files.save_all
        )  # saving is a job of its own, and in no other one
        self._probes = [made.short[at] for at in (0, len(made.short) // 2, -1)]

    def part(self, kind: type[T]) -> T:
        """The one of this kind that a feature has put into the window."""
        (found,) = self.window.findChildren(kind)
        return found

    @property
    def order(self) -> ArticleOrder:
        return self.window.order

    def trigger(self, action: str) -> Start:
        return self.window.actions_by_id[action].trigger

    def settle(self) -> None:
        """The article to type in is shown, everything is saved, no question is open, nothing is left to be done."""
        self.window.pane.notice.dismiss()
        self.wait(self.save())
        self.window.show_article(TYPED)
        self.to_anchor()

    def to_anchor(self) -> None:
        """Make the confirmed common name at the article's head the active span, and show it."""
        self.window.view.verticalScrollBar().setValue(0)
        self.window.view.set_active(ANCHOR)
        self.window.view.setFocus()
        QCoreApplication.processEvents()

    def save(self) -> Ended:
        self.bridge.save_all()
        return lambda: not self.session.unsaved

    def wait(self, ended: Ended) -> None:
        until = perf_counter() + LONGEST
        while not ended():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if perf_counter() > until:
                raise RuntimeError("the window does not settle")

    def edit(self) -> None:
        """Accept the last suggestion of the shown article."""
        document = self.bench.document
        places = range(len(document) - 1, -1, -1)
        last = next(span for span in map(document.at, places) if span.status is SpanStatus.SUGGESTED)
        assert self.bridge.commit(accept(document, LABELS, last.id))

    def summary(self, article_id: str) -> Summary:
        """As the list of articles shows it."""
        return self.order.summaries[self.order.place(article_id)]

    def left(self) -> list[int]:
        """How many suggestions the list shows for some short articles."""
        return [self.summary(name).suggested for name in self._probes]

    def record_stamp(self) -> int:
        """When the record of the shown article was written, in ns; 0 = never."""
        path = self.session.project.record_path(self.bench.document.id, self.session.annotator)
        return path.stat().st_mtime_ns if path.exists() else 0


Adapter = Callable[[OpenProject], tuple[Start, Ended]]


def _typing_alone(at: OpenProject) -> tuple[Start, Ended]:
    at.settle()
    until = perf_counter() + ALONE
    return lambda: None, lambda: perf_counter() > until


def _import(at: OpenProject) -> tuple[Start, Ended]:
    at.settle()
    last = at.made.incoming_ids[-1]
    return partial(at.part(Transfer).bring_in, [at.made.incoming]), lambda: at.order.place(last) >= 0


def _order_by_doubt(at: OpenProject) -> tuple[Start, Ended]:
    at.settle()
    return partial(_order, at, Order.DOUBTFUL), lambda: at.order.summaries[0].id == at.made.short[-1]


def _order(at: OpenProject, order: Order) -> None:
    """As choosing it in the box above the list does."""
    box, row = at.part(QueuePanel).order, list(Order).index(order)
    box.setCurrentIndex(row)
    box.activated.emit(row)


def _export(at: OpenProject) -> tuple[Start, Ended]:
    _order(at, Order.FILE)
    at.wait(lambda: at.order.summaries[0].id == TYPED)
    at.settle()
    path = at.made.folder.parent / "exported.jsonl"  # is there as a whole, or not at all
    return partial(at.part(Transfer).write_out, path, ExportOptions("jsonl", suggested=True)), path.exists


def _ask(action: str, at: OpenProject) -> tuple[Start, Ended]:
    at.settle()
    notice = at.window.pane.notice
    return at.trigger(action), lambda: notice.asks


def _yes(way: int, at: OpenProject) -> tuple[Start, Ended]:
    """``way``: whether there are more (1) or fewer (-1) suggestions then."""
    return at.window.pane.notice.button.click, partial(_has_moved, at, at.left(), way)


def _has_moved(at: OpenProject, before: list[int], way: int) -> bool:
    return all((now - then) * way > 0 for now, then in zip(at.left(), before, strict=True))


def _save(at: OpenProject) -> tuple[Start, Ended]:
    """What is behind its journal, the shown article included, which is edited again while it is being saved."""
    at.edit()
    stamp, others = at.record_stamp(), at.session.unsaved - {at.bench.document.id}
    return at.bridge.save_all, lambda: at.record_stamp() != stamp and others.isdisjoint(at.session.unsaved)


def _undo(at: OpenProject) -> tuple[Start, Ended]:
    """What was decided after the change over the corpus is taken back first, and its place is in view."""
    at.settle()
    while (step := at.session.peek_undo()) is not None and step.verb != "reject_same":
        assert at.bridge.undo()
    at.to_anchor()
    return at.trigger("undo"), partial(_has_moved, at, at.left(), 1)


def _find(words: str, hits: Callable[[Made], int], at: OpenProject) -> tuple[Start, Ended]:
    at.settle()
    wanted = hits(at.made)
    at.window.view.set_active(None)
    at.trigger("find_corpus")()
    panel = at.part(ConcordancePanel)
    panel.forget()
    at.to_anchor()
    return partial(panel.enter, words), lambda: panel.list.topLevelItemCount() == wanted


def _tooltip(at: OpenProject) -> tuple[Start, Ended]:
    """Of an article that was worked on: with its time stands what was done to it, a line each."""
    at.part(ConcordancePanel).forget()
    at.window.docks.hide(CONCORDANCE)
    at.settle()
    model = at.part(QueuePanel).model
    row = model.index(model.row_of(at.made.short[0]) or 0)

    def tip() -> str:
        return str(row.data(Qt.ItemDataRole.ToolTipRole))

    return tip, lambda: "\n" in tip()


def _open_large(at: OpenProject) -> tuple[Start, Ended]:
    at.settle()
    length = len(at.session.project.article(LARGE).text)
    return partial(at.window.show_article, LARGE), lambda: len(at.window.view.text) == length


def _suggest_all(at: OpenProject) -> tuple[Start, Ended]:
    at.settle()
    incoming, came = set(at.made.incoming_ids), set[str]()
    wanted = min(FIRST, len(incoming))

    def take(change: Change) -> None:
        came.update(incoming.intersection(edit.article for edit in change.edits))

    at.bridge.changed.connect(take)
    return at.trigger("suggest_all"), lambda: len(came) >= wanted


def _close(at: OpenProject) -> tuple[Start, Ended]:
    return at.window.close, lambda: at.bench.program.window is None


def _common_hits(made: Made) -> int:
    return min(MOST, len(made.short) + 2)


JOBS: dict[str, Adapter] = {
    "typing alone": _typing_alone,
    "import": _import,
    "order by doubt": _order_by_doubt,
    "export": _export,
    "corpus proposal, counted": partial(_ask, "propose_corpus"),
    "corpus proposal, its yes": partial(_yes, 1),
    "save after the proposal": _save,
    "corpus withdrawal, counted": partial(_ask, "withdraw_corpus"),
    "corpus withdrawal, its yes": partial(_yes, -1),
    "save after the withdrawal": _save,
    "undo of the withdrawal": _undo,
    "find in all, a common name": partial(_find, COMMON, _common_hits),
    "find in all, a rare name": partial(_find, RARE, lambda made: made.rare),
    "tooltip of the queue": _tooltip,
    "open the large article": _open_large,
    "save the large article": _save,
    "suggest for all, its start": _suggest_all,
    "close while suggesting": _close,
}
