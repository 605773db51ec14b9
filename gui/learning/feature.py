"""Learning in the window: its dock, and the word that there is a better model."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from nhan.gui.context import Context, Feature
from nhan.gui.layout import Dock
from nhan.gui.learning.controller import Learning, connect_panel
from nhan.gui.learning.panel import LearningPanel
from nhan.gui.settings import CERTAIN


def attach(context: Context) -> Feature:
    learning, panel = Learning(context.bridge, context.settings, context.window), LearningPanel()
    connect_panel(learning, panel, context.language)
    panel.set_threshold(context.settings.get(CERTAIN))
    panel.threshold_changed.connect(partial(context.settings.set, CERTAIN))
    learning.trained.connect(context.events.model_exchanged)
    context.events.articles_added.connect(learning.look_again)
    context.events.closing.connect(learning.close)
    title = QCoreApplication.translate("Docks", "Learning")
    dock = Dock("learning", title, panel, "right", panel.train, "spans", waits=True)

    def offer() -> None:
        if learning.last is not None or learning.training or learning.results:
            context.docks.offer(dock.name)

    for changed in (learning.state_changed, learning.results_changed):
        changed.connect(offer)
    offer()
    return Feature(dock=dock)
