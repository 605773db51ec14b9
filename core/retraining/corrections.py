"""The articles of a project that a person is done with: what models learn from and are measured against."""

from collections.abc import Callable, Iterator

from nhan.core.document import Document
from nhan.core.model import ArticleStatus, SpanStatus
from nhan.core.queue import Summary
from nhan.core.readable import Unreadable, readable
from nhan.core.session import Session
from nhan.core.tagger.training_example import CorrectedArticle, corrected


def corrections(session: Session, passed_over: Callable[[Unreadable], object]) -> Iterator[CorrectedArticle]:
    """In the order of the project; ``passed_over`` hears of every article that cannot be read."""
    for document in readable(session.readings(), passed_over):
        if is_corrected(document):
            yield corrected(document, session.project.labels.gone)


def is_corrected(document: Document) -> bool:
    """Done; or untouched and imported with confirmed spans and nothing to review."""
    if document.state.status is ArticleStatus.DONE:
        return True
    imported = document.state.status is ArticleStatus.NEW and not document.unreviewed
    return imported and document.count(status=SpanStatus.CONFIRMED) > 0


def may_be_corrected(summary: Summary) -> bool:
    """Whether ``is_corrected`` may hold, as far as the queue knows: what is worth reading the article for."""
    if summary.problem is not None:
        return False
    imported_whole = summary.status is ArticleStatus.NEW and not summary.suggested and summary.confirmed > 0
    return summary.status is ArticleStatus.DONE or imported_whole
