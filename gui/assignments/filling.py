"""The workload panel is there at once and fills in: who has what, then each person's states and pace, then the gold."""

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QObject

from nhan.core.agreement.result import Figure
from nhan.core.messages import Message
from nhan.core.readable import Unreadable
from nhan.core.report.workload import Workload, agreement_with_gold, counted, given_to_people
from nhan.core.store.assignments_file import read_assignments
from nhan.gui.assignments.panel import WorkloadPanel
from nhan.gui.context import Context
from nhan.gui.jobs import STOPPED, Job, JobProgress


class Filling(QObject):
    """One job after the other, each of which shows what it has found; a new beginning stops them."""

    def __init__(self, context: Context, panel: WorkloadPanel) -> None:
        super().__init__(context.window)
        self._context, self._panel = context, panel
        self._job: Job | None = None
        self._asked: object = None
        self._named: list[Message] = []
        context.events.closing.connect(self.stop)

    def stop(self) -> None:
        self._asked = None
        if self._job is not None:
            self._job.stop()
            self._job = None

    def begin(self) -> None:
        """Count everything again; what was known stays until it is."""
        self.stop()
        self._asked, self._named = (asked := object()), []
        project = self._context.bridge.session.project

        def work(_: JobProgress) -> list[Workload] | None:
            found = read_assignments(project.disk, project.folder)
            return given_to_people(project, found) if found is not None else None

        def shown(loads: list[Workload] | None) -> None:
            if loads is None:
                self._panel.show_loads(())
                self._panel.say(self._context.language.say(Message("window.assign_first")))
            elif self._asked is asked:
                known = {each.person: each for each in self._panel.loads}
                self._panel.show_loads([replace(known.get(each.person, each), name=each.name) for each in loads])
                self._next(asked, loads)

        self._panel.say(self.tr("Counting…"))
        self._job = self._context.run(self.tr("Counting"), work, shown, refused=self._refused)

    def _refused(self, message: Message) -> None:
        """What is known stays."""
        if message != STOPPED:
            self._panel.say(self._context.language.say(message))

    def _next(self, asked: object, loads: Sequence[Workload]) -> None:
        """The first of these people, then the others; at last the gold."""
        if not loads:
            self._compare(asked)
            return
        load, *rest = loads
        project = self._context.bridge.session.project
        passed: list[Unreadable] = []
        gold = next((each.gold for each in self._panel.loads if each.person == load.person), None)

        def work(progress: JobProgress) -> Workload:
            return replace(counted(project, load, passed.append, progress.step), gold=gold)

        def shown(found: Workload) -> None:
            self._name(passed)
            if self._asked is asked:
                self._panel.show_load(found)
                self._next(asked, rest)

        self._job = self._context.run(self.tr("Counting"), work, shown, load.assigned, self._refused)

    def _name(self, passed: Sequence[Unreadable]) -> None:
        """Whose work cannot be read, once: their articles are counted, and then compared."""
        new = [each for each in passed if each.message not in self._named]
        self._named += [each.message for each in new]
        self._context.bridge.name_passed_over(new)

    def _compare(self, asked: object) -> None:
        snapshot, identity = self._context.bridge.session.snapshot(), self._context.identity
        viewer, passed = identity.annotator_in(snapshot.project).id, list[Unreadable]()

        def work(progress: JobProgress) -> dict[str, Figure]:
            return agreement_with_gold(snapshot, identity.person, viewer, passed.append, progress.step)

        def shown(gold: dict[str, Figure]) -> None:
            self._name(passed)
            if self._asked is asked:
                self._panel.show_loads([replace(each, gold=gold.get(each.person)) for each in self._panel.loads])
                self._panel.say(self.tr("Enter on a figure lists the articles that it counts."))

        title = self.tr("Comparing people's work")
        self._job = self._context.run(title, work, shown, len(snapshot.ids), self._refused)
