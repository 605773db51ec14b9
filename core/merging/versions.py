"""Merging whole versions of an article's record: those that a sync program or git left beside each other."""

from collections.abc import Iterable

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.merging.combine import Steps, combined, difference


def merge_versions(document: Document, labels: LabelSet, base: Document, others: Iterable[Document]) -> None:
    """Bring the other versions of the article into the document. ``base``: what all of them were made of."""
    steps = Steps()
    for version in (document, *others):
        steps.add(difference(base, version), base.state)
    document.apply(combined(document, labels, steps))
