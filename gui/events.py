"""What the features of a window tell each other. None of them knows who listens, or whether anybody does."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal, SignalInstance

from nhan.core.document import Document
from nhan.core.model import Span


class Settled(msgspec.Struct, frozen=True):
    """Where the annotator is once a key has done all it does, and which articles were edited meanwhile.

    ``edited`` holds article ids; ``span`` is the active span.
    """

    document: Document | None
    span: Span | None
    edited: frozenset[str]


class Events(QObject):
    """Belongs to one window."""

    leaving = Signal()  # another article is about to be shown, or the window to be closed: hand over what is written
    shown = Signal(object)  # Document: the view shows another article now
    edited = Signal(object, bool)  # ArticleEdit of the shown article, drawn already; whether a machine made it
    settled = Signal(object)  # Settled: once for all that a key has done, before it is painted
    closing = Signal()  # the session is let go after this

    label_wanted = Signal(str)  # a label's name: for the active span, else for what is selected
    stops_wanted = Signal(object)  # Filter: where Tab stops, apart from what the preferences say of it
    reach_changed = Signal(bool)  # whether there is something that a verb for a span would act on
    doubt_reached = Signal(bool)  # whether the ring is on a doubt that waits for an answer
    decided = Signal(object)  # Change: what the annotator has just done, and not taken back
    going_on = Signal()  # the place is left; the next stop is looked for after this
    taken_back = Signal()  # an undo or redo is about to be made
    finished = Signal()  # the article is done: the next one, please

    awaited = Signal(str, bool)  # article id, and whether suggestions for it are on their way
    working = Signal(bool)  # whether the shown article is being suggested for
    model_exchanged = Signal(object)  # ModelFile: it is on the disk
    articles_added = Signal()  # to the project, or taken out of it
    place_shown = Signal(int, int)  # words of the shown article, in code points, that a list has led to
    listing_wanted = Signal(object, str)  # ArticleFilter, and what it is called: the queue lists these articles
    labels_wanted = Signal(str)  # a label's name: what is to become of it?


def connect_all(pairs: Iterable[tuple[SignalInstance, SignalInstance | Callable[..., Any]]]) -> None:
    """Connect each signal with what is to hear of it, in order."""
    for told, hears in pairs:
        told.connect(hears)
