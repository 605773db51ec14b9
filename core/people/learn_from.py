"""Whose work a project's models are made from: everybody's, or one's own alone. The project says."""

from enum import Enum

from nhan.core.messages import NhanError
from nhan.core.people.others_work import kept_apart
from nhan.core.project import Project
from nhan.core.store.project_settings import one_of

LEARN_FROM = "learn_from"  # in the project's settings


class LearnFrom(Enum):
    """Whose done articles count."""

    ALL = "all"
    OWN = "own"


def learn_from(project: Project) -> LearnFrom:
    """What the project says; everybody's where it says nothing that is known."""
    return one_of(project.settings, LEARN_FROM, LearnFrom.ALL)


def trained_by(project: Project, annotator: str) -> str:
    """Whose models serve this person, as ``newest_model`` wants it: "" = anybody's.

    Who is to do articles without seeing others' work on them is served by their own models: those of others may have
    learned from just these articles.
    """
    try:
        apart = kept_apart(project, annotator) is not None
    except NhanError:  # what is given out cannot be read, which is said where the project is opened
        apart = True
    return annotator if apart or learn_from(project) is LearnFrom.OWN else ""
