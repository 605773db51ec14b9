"""Asks one address whether a newer version is announced: by an action, or once a day by a setting that is off at first.

Nothing is downloaded, and nothing is sent but the request itself.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from nhan.core.messages import Message
from nhan.core.updates import Release, newest, told
from nhan.gui.context import Context, Feature
from nhan.gui.jobs import STOPPED, JobProgress
from nhan.gui.settings import LOOK_FOR_UPDATES, UPDATES_ADDRESS, UPDATES_LOOKED

FIRST = 30_000  # ms after the window has opened
AGAIN = 3_600_000  # ms between two looks at whether a day has passed: windows stay open for weeks
DAY = 86_400  # seconds


class Updates(QObject):
    """Belongs to one window."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self.timer = QTimer(self, interval=FIRST)
        self.timer.timeout.connect(self._look_later)
        self.timer.start()
        context.events.closing.connect(self.timer.stop)

    def look(self) -> None:
        """Ask now, and say what came of it, whatever it is."""
        self._ask(self._tell, self._context.fail)

    def _look_later(self) -> None:
        self.timer.setInterval(AGAIN)
        self.look_if_wanted()

    def look_if_wanted(self) -> None:
        """Ask where the person wants that and today nobody has; only a newer version is told."""
        settings, now = self._context.settings, time.time()
        if settings.get(LOOK_FOR_UPDATES) and not 0 <= now - settings.get(UPDATES_LOOKED) < DAY:
            settings.set(UPDATES_LOOKED, now)
            self._ask(self._tell_newer, lambda _: None)

    def _ask(self, then: Callable[[Release], object], refused: Callable[[Message], object]) -> None:
        setting = self._context.settings.get(UPDATES_ADDRESS)

        def work(progress: JobProgress) -> Release:
            return newest(setting, progress.step)

        def failed(message: Message) -> None:
            if message != STOPPED:
                refused(message)

        self._context.run(self.tr("Asking for a newer version"), work, then, refused=failed)

    def _tell_newer(self, release: Release) -> None:
        if told(release).key != "program.newest":
            self._tell(release)

    def _tell(self, release: Release) -> None:
        message = told(release)
        words = self._context.language.say(message)
        if message.key == "program.newer_at":
            page = release.page

            def open_it() -> object:
                return QDesktopServices.openUrl(QUrl(page))

            self._context.notice.say(words, self.tr("Open the page"), open_it, picture="done")
        else:
            self._context.notice.say(words, picture="done")


def attach(context: Context) -> Feature:
    return Feature(handlers={"look_for_update": Updates(context).look})
