"""Whether people who are given articles see what others made of one before their own is done. The project says."""

from enum import Enum

from nhan.core.project import Project
from nhan.core.store.assignments_file import Assignments, read_assignments
from nhan.core.store.project_file import Role
from nhan.core.store.project_settings import one_of

OTHERS_WORK = "others_work"  # in the project's settings


class OthersWork(Enum):
    """When somebody who is given articles sees others' work on one."""

    AFTER_OWN = "after-own"
    ALWAYS = "always"


def others_work(project: Project) -> OthersWork:
    """What the project says; after their own where it says nothing that is known."""
    return one_of(project.settings, OTHERS_WORK, OthersWork.AFTER_OWN)


def kept_apart(project: Project, viewer: str) -> Assignments | None:
    """What is given out, where this person (id) is to see others' work on an article only once their own is done; None
    where they see all: curators, and who is given nothing. NhanError: what is given out cannot be read."""
    if not viewer or others_work(project) is OthersWork.ALWAYS:
        return None
    if any(each.id == viewer and each.role is Role.ADJUDICATOR for each in project.annotators):
        return None
    found = read_assignments(project.disk, project.folder)
    return found if found is not None and viewer in found.people else None
