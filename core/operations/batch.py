"""Many verbs as one step: rows of a concordance labelled, accepted or rejected together."""

from collections.abc import Callable, Iterable

from nhan.core.document import Document
from nhan.core.model import ArticleEdit, Change, Rejected

Verb = Callable[[Document], Change | Rejected]


def batch(verb: str, work: Iterable[tuple[Document, Verb]]) -> tuple[Change | Rejected, tuple[Rejected, ...]]:
    """One change that does all of the work in order, and the refusals of what could not be done.

    Each verb sees what those before it would have done; the documents themselves are not touched.
    """
    drafts: dict[str, Document] = {}
    edits: list[ArticleEdit] = []
    refused: list[Rejected] = []
    for document, act in work:
        draft = drafts.setdefault(document.id, Document(document.article, document, document.state))
        answer = act(draft)
        if isinstance(answer, Rejected):
            refused.append(answer)
            continue
        for edit in answer.edits:
            draft.apply(edit)
        edits += answer.edits
    if edits:
        return Change(verb, tuple(edits)), tuple(refused)
    return (refused[0] if refused else Rejected("verbs.already")), tuple(refused)
