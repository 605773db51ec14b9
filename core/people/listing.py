"""When someone comes into a project's list of people."""

from contextlib import suppress

from nhan.core.messages import NhanError
from nhan.core.project import Project


class Listing:
    """One annotator, who is listed with the first edit, and again after being called otherwise."""

    def __init__(self, project: Project, annotator: str, name: str) -> None:
        """``name`` "": not to be listed."""
        self._project, self._annotator, self._name = project, annotator, name

    def rename(self, name: str) -> None:
        """The list hears of it with the next edit."""
        self._name = name

    def write(self) -> None:
        """After an edit that is safe already: a list that cannot be written is no reason to refuse it."""
        if self._name:
            with suppress(OSError, NhanError):
                self._project.welcome(self._annotator, self._name)
                self._name = ""
