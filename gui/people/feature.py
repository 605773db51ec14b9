"""The people of the project in the window: a word for who is new in its list, and whose work is shown."""

from PySide6.QtCore import QObject

from nhan.core.messages import Message
from nhan.core.model import Change
from nhan.gui.context import Context, Feature


class People(QObject):
    """Watches the project's list, and keeps the session's name in step with the user's."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._listed = context.bridge.session.project.annotators
        context.bridge.changed.connect(self._look)
        context.identity.renamed.connect(self._renamed)

    def _look(self, _: Change) -> None:
        """After the first edit, the project may have one more on its list."""
        session = self._context.bridge.session
        before, self._listed = self._listed, session.project.annotators
        if before is not self._listed:
            known = {each.id for each in before}
            new = [each for each in self._listed if each.id not in known and each.id == session.annotator]
            for each in new:
                self._context.say(Message("window.welcome", {"name": each.name}))

    def _renamed(self, name: str) -> None:
        session = self._context.bridge.session
        if session.annotator == self._context.identity.annotator_in(session.project).id:
            session.listing.rename(name)


def attach(context: Context) -> Feature:
    People(context)
    return Feature(handlers={"own_work": lambda: context.show_work("")})
