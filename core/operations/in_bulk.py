"""Several suggestions confirmed by one key, unread but for the first; and how the record tells them from the others.

The mark is the verb of the decision, which a record has kept of each span from the first version on.
"""

from collections.abc import Sequence
from functools import partial

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import Change, Rejected, Span, SpanStatus
from nhan.core.operations.batch import batch
from nhan.core.operations.decisions import accept

BULK_VERBS = frozenset({"accept_rest", "accept_same", "accept_sure"})  # each confirms what nobody need have looked at
# Each decides on several by one key or one command; of rows, whoever chose them has seen a line each.
TOGETHER_VERBS = BULK_VERBS | {"accept_rows", "label_rows", "relabel_same"}


def accept_sure(document: Document, labels: LabelSet, span_ids: Sequence[str]) -> Change | Rejected:
    """Confirm these suggestions in one step: the one at hand and sure ones. Of two that may not stand together the
    first."""
    answer, _ = batch("accept_sure", [(document, partial(_accept, labels, name)) for name in span_ids])
    return answer if span_ids else Rejected("verbs.none_sure")


def _accept(labels: LabelSet, span_id: str, draft: Document) -> Change | Rejected:
    return accept(draft, labels, span_id)


def is_bulk(span: Span) -> bool:
    """Whether it was confirmed together with others, and nobody has decided on it by itself since."""
    decided = span.decision is not None and span.decision.verb in BULK_VERBS
    return decided and span.status is SpanStatus.CONFIRMED
