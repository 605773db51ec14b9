"""A curator at the window: the shown version of a stop is drawn in the article, and one key decides it."""

from collections.abc import Callable
from functools import partial

from nhan.core import operations as op
from nhan.core.operations import Edge
from nhan.gui.actions import DIGITS
from nhan.gui.adjudication.agreed import AgreedArticles
from nhan.gui.adjudication.deciding import DecidingKeys
from nhan.gui.adjudication.draft import StopDraft
from nhan.gui.adjudication.noting import NoteKey
from nhan.gui.adjudication.same import SameStops
from nhan.gui.adjudication.starting import StartOfAdjudication
from nhan.gui.adjudication.stops import OpenStops
from nhan.gui.adjudication.versions_dock import VersionsDock
from nhan.gui.context import Context, Feature
from nhan.gui.settings import SHOW_VOTERS

# What acts on many of the article's own spans, of which the ring shows none.
_NOT_HERE = ("withdraw_same", "withdraw_corpus", "accept_corpus", *(f"label_same_{digit}" for digit in DIGITS))


def attach(context: Context) -> Feature:
    stops = OpenStops(context)
    dock = VersionsDock(context, stops)
    agreed = AgreedArticles(context, stops)
    deciding = DecidingKeys(context, stops, lambda: dock.is_seen, agreed.end)
    same = SameStops(context, stops, deciding)
    starting = StartOfAdjudication(context, stops, agreed)
    context.view.edge_dragged.connect(stops.draft.drag_edge)

    def start() -> None:
        dock.open()
        starting.start()

    return Feature(
        handlers={"adjudicate": start, "voters": dock.toggle_voters},
        takes_label=deciding.take_label,
        asked_first={
            **drawing(context, stops.draft),
            **{f"label_{digit}": partial(deciding.take_key, digit) for digit in DIGITS},
            **dict.fromkeys(("accept", "accept_down", "accept_copies"), deciding.take_shown),
            **dict.fromkeys(("finish", "finish_bulk"), deciding.finish),
            **dict.fromkeys(_NOT_HERE, deciding.refuse),
            "next_reading": deciding.take_second,
            "reject": deciding.take_none,
            "accept_same": deciding.take_both,
            "propose_same": same.in_article,
            "propose_corpus": same.everywhere,
            "comment": NoteKey(context, stops).write,
            "release": same.forget,
            "next_conflict": partial(stops.show_version, 1),
            "previous_conflict": partial(stops.show_version, -1),
            "next_stop": partial(stops.step, 1),
            "previous_stop": partial(stops.step, -1),
        },
        checked={"voters": lambda: context.settings.get(SHOW_VOTERS)},
    )


def drawing(context: Context, draft: StopDraft) -> dict[str, Callable[[], bool]]:
    """What changes what is drawn, and decides nothing."""
    labels, view = context.bridge.labels, context.view
    edges = {
        f"{edge.value}_{way}{ending}": partial(draft.edge, edge, way == "out", bool(ending))
        for edge in Edge
        for way in ("out", "in")
        for ending in ("", "_char")
    }
    return {
        **edges,
        "merge": partial(draft.change, lambda spans, span: op.merge(spans, labels, span.id)),
        "split": partial(draft.change, lambda spans, span: op.split(spans, labels, span.id, view.caret)),
        "trim": partial(draft.change, lambda spans, span: op.trim(spans, labels, span.id)),
    }
