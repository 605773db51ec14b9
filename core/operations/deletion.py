"""Articles taken out of everybody's work, and brought back: their files stay where they are."""

from collections.abc import Container, Sequence

from nhan.core.model import Change, ProjectEdit, Rejected


def delete_articles(known: Container[str], deleted: Container[str], article_ids: Sequence[str]) -> Change | Rejected:
    """Take articles out of the queue, the counts, the exports and the trainings of everybody. ``known``: every id of
    the project; ``deleted``: those of the articles that are deleted already."""
    unknown = [name for name in article_ids if name not in known]
    if unknown:
        return Rejected("articles.unknown", {"id": unknown[0]})
    wanted = tuple(name for name in dict.fromkeys(article_ids) if name not in deleted)
    return Change("delete_articles", (), project=ProjectEdit(deleted=wanted)) if wanted else Rejected("verbs.already")


def restore_articles(deleted: Container[str], article_ids: Sequence[str]) -> Change | Rejected:
    """Bring deleted articles back, with all that anybody made of them."""
    others = [name for name in article_ids if name not in deleted]
    if others:
        return Rejected("articles.not_deleted", {"id": others[0]})
    return Change("restore_articles", (), project=ProjectEdit(restored=tuple(dict.fromkeys(article_ids))))
