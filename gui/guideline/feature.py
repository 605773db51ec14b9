"""The guideline in the window: a dock that follows the active span."""

from PySide6.QtCore import QCoreApplication

from nhan.gui.context import Context, Feature
from nhan.gui.events import Settled
from nhan.gui.guideline.panel import GuidelinePanel
from nhan.gui.layout import Dock


def attach(context: Context) -> Feature:
    panel, labels = GuidelinePanel(context.language.name), context.bridge.labels

    def follow(settled: Settled) -> None:
        if settled.document is not None and settled.span is not None:  # while nothing is, what was read last stays
            label = labels.find(settled.span.label)
            panel.show_label(label)
            if label is not None and (label.guideline or label.examples):
                context.docks.offer("guideline")

    context.events.settled.connect(follow)
    title = QCoreApplication.translate("Docks", "Guideline")
    return Feature(dock=Dock("guideline", title, panel, "right", panel.text, waits=True))
