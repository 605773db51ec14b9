"""The span list in the window: its dock, and where Tab stops when the list says so."""

from PySide6.QtCore import QCoreApplication, QObject

from nhan.core.model import ArticleEdit
from nhan.core.review.stops import Filter
from nhan.gui.context import Context, Feature
from nhan.gui.events import Settled
from nhan.gui.layout import Dock
from nhan.gui.span_list.panel import SpanPanel


class Spans(QObject):
    """Keeps the list as the article is."""

    def __init__(self, context: Context, panel: SpanPanel) -> None:
        super().__init__(context.window)
        self._events, self._view, self._panel = context.events, context.view, panel
        panel.set_labels(context.bridge.labels)
        panel.chosen.connect(self._go_to)
        panel.passed.connect(self._pass)
        panel.filter_changed.connect(self._tell_stops)
        context.events.shown.connect(panel.show_document)
        context.events.edited.connect(self._edited)
        context.events.settled.connect(self._mark)

    def _edited(self, edit: ArticleEdit, _machine: bool) -> None:
        self._panel.edited(edit)

    def _mark(self, settled: Settled) -> None:
        if settled.document is not None:
            self._panel.mark(settled.span)

    def _pass(self, span_id: str) -> None:
        if self._view.active != span_id:
            self._view.set_active(span_id)

    def _go_to(self, span_id: str) -> None:
        self._view.set_active(span_id)
        self._view.setFocus()

    def _tell_stops(self) -> None:
        self._events.stops_wanted.emit(self._panel.filter if self._panel.lead.isChecked() else Filter())


def attach(context: Context) -> Feature:
    panel = SpanPanel()
    Spans(context, panel)
    return Feature(dock=Dock("spans", QCoreApplication.translate("Docks", "Spans"), panel, "right", panel.list))
