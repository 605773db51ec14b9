"""Who does which articles, in the window: a dialog gives them out, a panel shows how far everybody is."""

from PySide6.QtCore import QObject

from nhan.core.model import Change
from nhan.gui.assignments.assigning import Assigning
from nhan.gui.assignments.filling import Filling
from nhan.gui.assignments.panel import WorkloadPanel
from nhan.gui.context import Context, Feature
from nhan.gui.layout import Dock

NAME = "workload"


class WorkloadDock(QObject):
    """Makes the panel once it is asked for."""

    def __init__(self, context: Context, assigning: Assigning) -> None:
        super().__init__(context.window)
        self._context, self._assigning = context, assigning
        self._panel: WorkloadPanel | None = None
        self._filling: Filling | None = None
        context.bridge.changed.connect(self._changed)

    def open(self) -> None:
        """Show the panel; it fills in."""
        if self._panel is None or self._filling is None:
            self._panel = WorkloadPanel(self._context.language)
            self._filling = self._made(self._panel)
        self._context.docks.show(NAME)
        self._panel.table.setFocus()
        self._filling.begin()

    def _made(self, panel: WorkloadPanel) -> Filling:
        context = self._context
        filling = Filling(context, panel)
        panel.listed.connect(context.events.listing_wanted)
        panel.assign.clicked.connect(self._assigning.ask)
        panel.again.clicked.connect(filling.begin)
        context.docks.add_passing(Dock(NAME, self.tr("Who is how far"), panel, "bottom", panel.table))
        return filling

    def _changed(self, change: Change) -> None:
        given = change.project is not None and change.project.assigned is not None
        if given and self._filling is not None and self._context.docks.by_name[NAME].isVisible():
            self._filling.begin()


def attach(context: Context) -> Feature:
    assigning = Assigning(context)
    workload = WorkloadDock(context, assigning)
    return Feature(
        handlers={"assign": assigning.ask, "workload": workload.open, "give_back": assigning.give_back},
    )
