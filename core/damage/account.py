"""The account of a rebuilt article: what it is made from, and what is not in it, in sentences."""

from collections.abc import Iterator
from typing import assert_never

from nhan.core.damage.rebuild import Rebuilt
from nhan.core.damage.survey import Fault
from nhan.core.messages import Message
from nhan.core.model import SpanStatus


def account(fault: Fault, rebuilt: Rebuilt) -> Iterator[Message]:
    """What would be written, where from, and what to look at afterwards."""
    document = rebuilt.document
    counts = {each.value: document.count(status=each) for each in SpanStatus}
    match fault:
        case Fault.DAMAGED:
            yield Message("damage.rebuilt", {"edits": rebuilt.edits, "salvaged": rebuilt.salvaged, **counts})
        case Fault.MISSING:
            yield Message("damage.rebuilt_missing", {"edits": rebuilt.edits, **counts})
        case Fault.BEHIND:
            yield Message("damage.put_in", counts)
        case _:
            assert_never(fault)
    if rebuilt.astray:
        yield Message("damage.astray", {"count": rebuilt.astray})
    if rebuilt.unused:
        yield Message("damage.unused", {"count": rebuilt.unused})
    for journal in rebuilt.unread:
        yield Message("damage.unread", {"journal": journal})
    if not rebuilt.suggestions:
        yield Message("damage.no_suggestions")
