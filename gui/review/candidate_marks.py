"""Where Tab stops besides spans stands faintly in the text before one gets there: what is in view, by setting."""

from PySide6.QtCore import QObject, QTimer

from nhan.gui.article_view.view import ArticleView
from nhan.gui.review.correction import Correction
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.settings import Affects, Setting, Settings


class CandidateMarks(QObject):
    """Looks again whenever all is settled, and where something else comes into view."""

    def __init__(
        self, bridge: SessionBridge, view: ArticleView, correction: Correction, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bridge, self._view, self._correction = bridge, view, correction
        self._soon = QTimer(self, singleShot=True, interval=0)  # not amidst painting
        self._soon.timeout.connect(self.mark)
        view.seen_changed.connect(self._soon.start)
        settings.changed.connect(self._setting_changed)

    def _setting_changed(self, setting: Setting[object]) -> None:
        if setting.affects is Affects.STOPS:
            self.mark()

    def mark(self, _: object = None) -> None:
        if self._bridge.document is not None:
            self._view.set_candidates(self._correction.candidates(self._view.seen))
