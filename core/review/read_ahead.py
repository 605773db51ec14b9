"""What an annotator who reads ahead may have read: where they are, and the stops that come next.

Machines change nothing there: a key is decided on some time before it is pressed, and acts on what was read.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.model import Span, SpanStatus
from nhan.core.review.stops import Candidates, Filter, Stop, next_stop
from nhan.core.text.units import Range

STOPS = 3  # the one to decide on, and the next two


def read_ahead(
    document: Document, active: Span | None, caret: int, wanted: Filter, gone: Range | None = None
) -> Sequence[Range]:
    """The ranges that stay as they are. ``wanted``: where the stops are; ``gone``: where the active span was that has
    just been taken out.

    With fewer stops left than one reads, that is the rest of an article under review: what came in there would make
    "done" a key that is refused. Not where a person puts spans in by hand, nor where nobody has begun: there is no
    plan yet that it could cross.
    """
    wanted = replace(wanted, candidates=Candidates.NONE)  # those that lie between spans only make the way shorter
    here = (active.start, active.end) if active is not None else gone or (caret - 1, caret)
    count = STOPS if active is None and gone is None else STOPS - 1
    ahead = list(_stops(document, here, wanted, count))
    reviewing = _is_reviewing(document, active)
    if not ahead and not reviewing:
        return [here] if active is not None else []
    last = max([here[1], *(stop.end for stop in ahead)])
    if len(ahead) == count:
        return [(here[0], last)]
    around = [stop for stop in _stops(document, (-1, -1), wanted, count - len(ahead)) if stop.start < here[0]]
    if reviewing and len(ahead) + len(around) < count:
        return [(0, len(document.text))]
    end = len(document.text) if reviewing else last
    return [*([(0, max(stop.end for stop in around))] if around else []), (here[0], end)]


def _stops(document: Document, after: Range, wanted: Filter, count: int) -> Iterator[Stop]:
    for _ in range(count):
        stop = next_stop(document, after, wanted)
        if stop is None:
            return
        yield stop
        after = stop.start, stop.end


def _is_reviewing(document: Document, active: Span | None) -> bool:
    """Whether the annotator goes from suggestion to suggestion, and has begun to."""
    by_hand = active is not None and active.source.kind == "human" and active.status is SpanStatus.CONFIRMED
    return not by_hand and document.unreviewed < len(document) and not _is_all_by_hand(document)


def _is_all_by_hand(document: Document) -> bool:
    """Whether nothing is to review and no machine has suggested anything that was: one key may have decided on all."""
    return not document.unreviewed and all(span.source.kind == "human" for span in document)
