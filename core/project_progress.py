"""How far a project is, for a list of projects: a few numbers of a folder that nobody has open."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec

from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleStatus
from nhan.core.people.person import Person
from nhan.core.people.whose import writer
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.store.layout import PROJECT


class ProjectProgress(msgspec.Struct, frozen=True):
    """``problem``: why nothing can be said of it; then the counts are 0."""

    folder: Path
    name: str
    articles: int = 0
    done: int = 0
    problem: Message | None = None


def project_progress(
    disk: Disk, folder: Path, person: Person | None, seen: Callable[[], object] = lambda: None
) -> ProjectProgress:
    """Of this person's work, as the records have it. Reads the heads of touched articles, takes no lock.

    ``seen`` hears of every article.
    """
    try:
        if not disk.exists(folder / PROJECT):
            key = "start.no_project" if disk.exists(folder) else "start.no_folder"
            return ProjectProgress(folder, folder.name, problem=Message(key, {"folder": str(folder)}))
        project = Project.open(disk, folder)
        statuses: Counter[ArticleStatus] = Counter()
        for summary in project.summaries(writer(project, "", person).id):
            seen()
            statuses[summary.status] += 1
    except NhanError as error:
        return ProjectProgress(folder, folder.name, problem=error.message)
    except (OSError, ValueError) as error:  # ValueError: no path of this system
        return ProjectProgress(folder, folder.name, problem=Message("start.unreadable", {"reason": str(error)}))
    return ProjectProgress(folder, project.name, statuses.total(), statuses[ArticleStatus.DONE])
