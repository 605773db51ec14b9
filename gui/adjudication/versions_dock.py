"""The dock with the versions: made with the first stop that anybody looks at."""

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QKeySequence

from nhan.gui.adjudication.panel import VersionKeys, VersionsPanel
from nhan.gui.adjudication.stops import OpenStops
from nhan.gui.context import Context
from nhan.gui.layout import Dock
from nhan.gui.settings import SHOW_VOTERS

NAME = "adjudication"
_KEYS = ("accept", "next_reading", "accept_same", "reject", "propose_same", "propose_corpus")  # see ``VersionKeys``


class VersionsDock(QObject):
    """Says what the article shows, and what else there is."""

    def __init__(self, context: Context, stops: OpenStops) -> None:
        super().__init__(context.window)
        self._context, self._stops = context, stops
        self._panel: VersionsPanel | None = None
        self._told_here = True
        stops.changed.connect(self._tell)
        context.events.settled.connect(self._look)
        context.view.selection_changed.connect(self._look)

    @property
    def is_seen(self) -> bool:
        """Whether the versions are to be read: the dock is neither closed nor behind another."""
        return self._panel is not None and self._panel.isVisible() and not self._panel.visibleRegion().isEmpty()

    def open(self) -> None:
        """Bring it back where somebody has closed it."""
        if self._panel is not None:
            self._context.docks.show(NAME)

    def toggle_voters(self) -> None:
        """Names beside the versions, or how many people."""
        self._context.settings.set(SHOW_VOTERS, not self._context.settings.get(SHOW_VOTERS))
        self._tell()

    def _made(self) -> VersionsPanel:
        panel = VersionsPanel()
        title = QCoreApplication.translate("Docks", "Versions")
        self._context.docks.add_passing(Dock(NAME, title, panel, "bottom", panel))
        return panel

    def _look(self, _: object = None) -> None:
        """The ring has come to the stop or left it: what the keys do is another thing then."""
        if self._stops.stop is not None and self._told_here is not self._stops.draft.is_here:
            self._tell()

    def _tell(self) -> None:
        draft, state, document = self._stops.draft, self._stops.state, self._context.bridge.document
        if draft.stop is None or state is None or document is None:
            if self._panel is not None:
                self._panel.clear(self.tr("No place is open in this article") if self._stops.spans else "")
            return
        if self._panel is None:
            self._panel = self._made()
        words = self.tr("Place {at} of the {count} that are left, {decided} decided").format(
            at=self._stops.at + 1, count=len(state.open), decided=state.decided
        )
        hidden = not self._context.settings.get(SHOW_VOTERS)
        self._told_here = here = draft.is_here
        keys = VersionKeys(*map(self._key, _KEYS)) if here else VersionKeys()
        self._panel.show_stop(words, document.text, draft.versions, draft.at, self._stops.names, hidden, keys)

    def _key(self, action: str) -> str:
        """What the action's first key is called."""
        keys = self._context.actions()[action].shortcuts()
        return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
