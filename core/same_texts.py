"""Articles of a project by their text: which have the same one."""

from nhan.core.project import Project


def ids_by_text(project: Project) -> dict[str, str]:
    """The articles by the hash of their text; of several with one text the last."""
    return {project.text_sha256(article_id): article_id for article_id in project.ids}


def repeats(project: Project) -> dict[str, str]:
    """The articles whose text another one has, too, each with the first of those that have it."""
    by_text: dict[str, list[str]] = {}
    for article_id in project.ids:
        by_text.setdefault(project.text_sha256(article_id), []).append(article_id)
    return {name: alike[0] for alike in by_text.values() if len(alike) > 1 for name in alike}
