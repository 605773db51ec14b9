"""What stands in a project and may not stand there under another policy: counted before the policy is changed."""

from collections import Counter
from collections.abc import Callable, Iterable

from nhan.core.curation.usage import Usage, documents_of_all
from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import Span, SpanStatus
from nhan.core.operations.overlap import clash
from nhan.core.snapshot import Snapshot
from nhan.core.store.project_file import Annotator


def policy_of(labels: LabelSet) -> tuple[object, ...]:
    """What of a label set says which spans may share text."""
    return labels.overlap, tuple((label.name, label.parents) for label in labels.labels if label.parents)


def breaches(snapshot: Snapshot, labels: LabelSet, seen: Callable[[], object] = lambda: None) -> list[Usage]:
    """Who has how many confirmed spans that share text with another one as these labels forbid. ``seen`` hears of
    every article that was looked at."""
    spans: Counter[Annotator | None] = Counter()
    articles: Counter[Annotator | None] = Counter()
    for person, document in documents_of_all(snapshot):
        seen()
        count = 0 if document is None else len(_crossing(document, labels))
        if count or document is None:
            spans[person] += count
            articles[person] += document is not None
    return [Usage(person, spans[person], articles[person]) for person in spans]


def _crossing(document: Document, labels: LabelSet) -> set[str]:
    """The ids of the spans that stand where they may not."""
    kept = sorted(_confirmed(document), key=lambda span: (span.start, -span.end))
    found: set[str] = set()
    open_spans: list[Span] = []
    for span in kept:
        open_spans = [other for other in open_spans if other.end > span.start]
        for other in open_spans:
            if clash(labels, span, other):
                found |= {span.id, other.id}
        open_spans.append(span)
    return found


def _confirmed(document: Document) -> Iterable[Span]:
    return (span for span in document if span.status is SpanStatus.CONFIRMED)
