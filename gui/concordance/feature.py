"""Finding in all articles in the window: a dock that comes up when it is asked for."""

from functools import partial

from PySide6.QtCore import QObject

from nhan.gui.article_pane.matching_kept import keep_matching
from nhan.gui.concordance.panel import ConcordancePanel
from nhan.gui.context import Context, Feature
from nhan.gui.layout import Dock

NAME = "concordance"


class Concordance(QObject):
    """Makes the panel once it is asked for, and goes where it points."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._panel: ConcordancePanel | None = None

    def find(self) -> None:
        """Show the panel, with the active span or the selection to begin with."""
        if self._panel is None:
            self._panel = self._made()
        self._context.docks.show(NAME)
        view = self._context.view
        span = view.span(view.active) if view.active else None
        chosen = view.selection or ((span.start, span.end) if span else None)
        self._panel.enter(view.text[slice(*chosen)] if chosen else "")

    def _made(self) -> ConcordancePanel:
        panel = ConcordancePanel(self._context.bridge, self._context.language)
        keep_matching(panel.toggles, self._context.settings)
        panel.chosen.connect(self._go_to)
        panel.said.connect(self._context.say)
        self._context.docks.add_passing(Dock(NAME, self.tr("Find in all articles"), panel, "bottom", panel.field))
        return panel

    def _go_to(self, article: str, start: int, end: int) -> None:
        self._context.show_article(article, partial(self._select, start, end))

    def _select(self, start: int, end: int) -> None:
        view, document = self._context.view, self._context.bridge.document
        view.set_selection(start, end)
        view.reveal(start, steady=True)
        exact = [s for s in document.overlapping(start, end) if (s.start, s.end) == (start, end)] if document else []
        if exact and view.span(exact[0].id):
            view.set_active(exact[0].id)
        self._context.events.place_shown.emit(start, end)


def attach(context: Context) -> Feature:
    return Feature(handlers={"find_corpus": Concordance(context).find})
