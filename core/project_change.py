"""Changes of the project itself: in the journal first, then in project.json; what a crash has cut off is finished.

``WRITTEN`` is the verb of the entry that says that project.json has what the journal says. Where it is missing, the
change is made again, which does nothing where it had been made.
"""

from collections.abc import Callable
from contextlib import suppress

from nhan.core.messages import Message, NhanError
from nhan.core.model import Change, ProjectEdit
from nhan.core.project import Project
from nhan.core.store.journal import Kind
from nhan.core.system_reason import reason_of

WRITTEN = Change("project_written", (), machine=True)


class ProjectChanges:
    """What one session changes of its project, and what an earlier one did not come to. ``failure``: why project.json
    lacks something that the journal has."""

    def __init__(self, project: Project, annotator: str, writes: bool) -> None:
        """Before anything of the project is open. NhanError: a journal cannot be read."""
        self._project = project
        self._waiting = _unfinished(project, annotator) if writes else []  # in the order of the journal
        self._told = not self._waiting  # whether the journal says that project.json has all
        self.failure: Message | None = None
        if self._waiting:
            self._make()
            project.read_again()

    def fits(self, edit: ProjectEdit | None) -> bool:
        """Whether it can be made. OSError, NhanError: project.json cannot be read."""
        return edit is None or self._project.can_change(edit)

    def make(self, journal: Callable[[Kind, Change], object], edit: ProjectEdit | None = None) -> None:
        """Make this change, which is in the journal, or what waits; then have the journal say so. A disk that refuses
        is asked again when the session ends, and at the next opening."""
        if edit is not None:
            self._waiting, self._told = [*self._waiting, edit], False
        if self._waiting:
            self._make()
        if not self._waiting and not self._told:
            self._told = True
            with suppress(OSError, NhanError):
                journal("do", WRITTEN)

    def _make(self) -> None:
        self.failure = None
        try:
            while self._waiting:
                self._project.change(self._waiting[0])
                self._waiting = self._waiting[1:]
        except OSError as error:
            self.failure = Message("session.project_behind", {"reason": reason_of(error)})
        except NhanError as error:
            self.failure = error.message


def _unfinished(project: Project, annotator: str) -> list[ProjectEdit]:
    """The changes of the project in the annotator's unsealed journals that may not be in project.json, in order."""
    journals = project.journal(annotator)
    found: list[ProjectEdit] = []
    for paths in journals.live().values():
        for entry in journals.entries(paths):
            if entry.change.verb == WRITTEN.verb:
                found = []
            elif entry.change.project is not None:
                found.append(entry.change.project)
    return found
