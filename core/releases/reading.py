"""The spans of a release, or of a project as one would be made of it now: what ``diff`` compares."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from nhan.core.agreement.sides import person_snapshot
from nhan.core.messages import NhanError
from nhan.core.model import ArticleStatus
from nhan.core.operations.building import standing
from nhan.core.people.person import Person
from nhan.core.people.whose import gold_of, reader
from nhan.core.project import Project
from nhan.core.releases.diff import Spans
from nhan.core.releases.manifest import NAME, read_manifest
from nhan.core.store.disk import Disk
from nhan.core.store.layout import PROJECT, sha256
from nhan.core.withheld import withhold


class SpanContent(msgspec.Struct, frozen=True):
    """By article, its spans and the hash of its text."""

    spans: dict[str, Spans]
    texts: dict[str, str]


def read_content(
    disk: Disk, folder: Path, by: str = "", user: Person | None = None, seen: Callable[[], object] = lambda: None
) -> SpanContent:
    """Of a release's folder or a project's. NhanError: it is neither, or cannot be read."""
    if disk.exists(folder / NAME):
        articles = read_manifest(disk, folder).articles
        return SpanContent(
            {each.id: frozenset(each.spans) for each in articles}, {each.id: each.text_sha256 for each in articles}
        )
    if not disk.exists(folder / PROJECT):
        raise NhanError("diff.neither", folder=str(folder))
    return _of_project(Project.open(disk, folder), by, user, seen)


def _of_project(project: Project, by: str, user: Person | None, seen: Callable[[], object]) -> SpanContent:
    gold = gold_of(project, reader(project, by, user) if by else None)
    withhold(project, user.id_in(project.folder) if user is not None else "", gold.id)
    snapshot, found = person_snapshot(project, gold.id), SpanContent({}, {})
    for article_id in project.ids:
        seen()
        document = snapshot.document(article_id)
        if document.state.status is ArticleStatus.DONE:
            found.spans[article_id] = frozenset(span.place for span in standing(document, project.labels.gone))
            found.texts[article_id] = sha256(document.text)
    return found
