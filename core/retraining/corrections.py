"""The articles of a project that a person is done with: what models learn from and are measured against."""

from collections.abc import Iterator

from nhan.core.document import Document
from nhan.core.messages import NhanError
from nhan.core.model import ArticleStatus, SpanStatus
from nhan.core.session import Session
from nhan.core.tagger.training_example import CorrectedArticle, corrected


def corrections(session: Session) -> Iterator[CorrectedArticle]:
    """In the order of the project. An article whose file is damaged is passed over: ``nhan check`` names it."""
    for article_id in session.project.ids:
        try:
            document = session.document(article_id)
        except NhanError:
            continue
        if is_corrected(document):
            yield corrected(document)


def is_corrected(document: Document) -> bool:
    """Done; or untouched and imported with confirmed spans and nothing to review."""
    if document.state.status is ArticleStatus.DONE:
        return True
    imported = document.state.status is ArticleStatus.NEW and not document.unreviewed
    return imported and document.count(status=SpanStatus.CONFIRMED) > 0
