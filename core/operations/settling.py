"""Settle: the verb that ends a dispute, by what stands in the article or by what else was made of it."""

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import ArticleEdit, Change, Dispute, Rejected, SpanStatus
from nhan.core.operations.building import live
from nhan.core.operations.overlap import clash

SETTLE = "settle"


def settle(document: Document, labels: LabelSet, dispute: Dispute, other: bool) -> Change | Rejected:
    """End the dispute. ``other``: by what stands in it; else what stands in the article is right.

    The other span takes the place of those that it may not stand beside: a person has seen them side by side. What a
    machine proposed of them stays as rejected.
    """
    if dispute not in document.disputes:
        return Rejected("verbs.no_dispute")
    here = document.get(dispute.span)
    stands = (here,) if here else ()
    edit = ArticleEdit(document.id, settled=(dispute,))
    if not other:  # what stands is in the edit, too: so it says what was chosen
        return Change(SETTLE, (replace(edit, removed=stands, added=stands),), dispute.span)
    if not dispute.span:
        states = {} if dispute.state in (None, document.state) else {"was": document.state, "now": dispute.state}
        return Change(SETTLE, (replace(edit, **states),))
    span = dispute.other
    if span is not None and labels.find(span.label) is None:
        return Rejected("verbs.unknown_label", {"label": span.label})
    rivals = [
        each
        for each in (document.overlapping(span.start, span.end) if span is not None and live(span) else ())
        if each != here and live(each) and span is not None and clash(labels, span, each)
    ]
    kept = [replace(each, status=SpanStatus.REJECTED) for each in rivals if each.source.kind == "machine"]
    removed = (*stands, *rivals)
    return Change(SETTLE, (replace(edit, removed=removed, added=(*([span] if span else ()), *kept)),), dispute.span)
