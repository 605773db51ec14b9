"""Who sits at the window: the user of this machine, or who was named at the start."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from nhan.core.messages import NhanError
from nhan.core.people.person import Person, new_person, person_file, read_person, system_name, write_person
from nhan.core.people.whose import stranger, writer
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Annotator
from nhan.gui.crash import LOG


class Identity(QObject):
    """``person`` None: nobody has said a name; then the project's only annotator goes on."""

    renamed = Signal(str)

    def __init__(self, person: Person | None = None, wanted: str = "") -> None:
        """``wanted``: the id or name given at the start; stronger than who the user is."""
        super().__init__()
        self.person, self.wanted = person, wanted
        self._newcomers: dict[Path, Annotator] = {}  # who was named and is not known in a project: one id for each

    @classmethod
    def of_user(cls, wanted: str = "") -> "Identity":
        """As the user's settings have it. A file that cannot be read is put aside, and the name asked for again."""
        try:
            return cls(read_person(Disk()), wanted)
        except NhanError as error:
            LOG.warning("person: %s", error.message.key)
            with suppress(OSError):
                person_file().replace(person_file().with_suffix(".damaged.json"))
            return cls(None, wanted)

    @property
    def named(self) -> bool:
        """Whether somebody has said who works here: only then is anyone put on a project's list."""
        return self.person is not None or bool(self.wanted)

    @property
    def is_new(self) -> bool:
        """Whether a name has to be asked for."""
        return self.person is None and not self.wanted

    def introduce(self, name: str) -> None:
        """Take a name for the first time; without one, the system's for its user."""
        self._keep(new_person(name.strip() or system_name()))

    def rename(self, name: str) -> None:
        """Be called otherwise. The id stays, and with it all work. An empty name changes nothing."""
        if self.person is not None and self.person.renamed(name) != self.person:
            self._keep(self.person.renamed(name))
            self.renamed.emit(self.person.name)

    def annotator_in(self, project: Project) -> Annotator:
        """Who writes in the project. NhanError where several have the name that was given."""
        found = writer(project, self.wanted, self.person)
        return self._newcomers.setdefault(project.folder, found) if self.wanted else found

    def asks_in(self, project: Project) -> Annotator | None:
        """Whose work may be this person's under another id: to be asked."""
        return None if self.person is None or self.wanted else stranger(project, self.person)

    def answer_in(self, project: Project, asked: Annotator, is_me: bool) -> None:
        """Keep the answer for this project. Nothing is written into it."""
        if self.person is not None:
            self._keep(self.person.known_in(project.folder, asked.id if is_me else self.person.id))

    def _keep(self, person: Person) -> None:
        self.person = person
        try:
            write_person(Disk(), person)
        except OSError as error:  # the name holds until the window is closed, and is asked for again
            LOG.warning("person: %s", type(error).__name__)
