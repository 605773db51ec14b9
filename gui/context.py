"""What a feature of the window is given, and what it gives back. Nothing else is known of the window."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar, assert_never

import msgspec
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from nhan.core.messages import Message, NhanError
from nhan.gui.action_spec import Handlers
from nhan.gui.article_order import ArticleOrder
from nhan.gui.article_view.view import ArticleView
from nhan.gui.events import Events
from nhan.gui.i18n import Language
from nhan.gui.identity import Identity
from nhan.gui.jobs import STOPPED, Err, Job, JobProgress, Jobs, Ok
from nhan.gui.layout import Dock, Docks
from nhan.gui.menus import Submenu
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.settings import Settings
from nhan.gui.widgets.notice import Notice

T = TypeVar("T")


class Context(msgspec.Struct, frozen=True):
    """The window as its features see it."""

    window: QWidget  # the parent of dialogs, and of what lives as long as the window
    bridge: SessionBridge
    settings: Settings
    identity: Identity
    language: Language
    events: Events
    order: ArticleOrder
    jobs: Jobs
    view: ArticleView
    notice: Notice
    banner: Notice  # what stays until its cause is gone
    add_strip: Callable[[QWidget], None]  # between the article's head line and its text
    docks: Docks
    say: Callable[[Message], None]  # a word in the status line: passes by itself, stands in nobody's way
    fail: Callable[[Message | NhanError | OSError], None]  # a sentence that stays until it is dismissed
    show_article: Callable[..., bool]  # see ``SessionBridge.show_article``
    open_project: Callable[[Path | None], None]  # in the place of this one; None = the start page
    show_work: Callable[[str], None]  # of another annotator, by id, to look at; "" = one's own, to change it
    exchange: Callable[[Callable[[], Message]], None]  # close the project, do this to its folder, open it again, say it
    rebuild: Callable[[Message | None], None]  # the window, at the same place; then say this word
    actions: Callable[[], Mapping[str, QAction]]  # by their ids in the table; there once all features are

    def run(
        self,
        title: str,
        work: Callable[[JobProgress], T],
        then: Callable[[T], object],
        total: int = 0,
        refused: Callable[[Message], object] | None = None,
        awaited: bool = False,
        stoppable: bool = True,
        stop: Callable[[], object] = lambda: None,
    ) -> Job:
        """Do ``work`` as a job (see ``Jobs.run``), and ``then`` with what it returns. That it fails is said, unless
        ``refused`` takes that; that somebody has stopped it is no failure."""

        def ended(result: Ok[T] | Err) -> None:
            match result:
                case Ok(value):
                    then(value)
                case Err(message) if refused is not None:
                    refused(message)
                case Err(message):
                    if message != STOPPED:
                        self.fail(message)
                case never:
                    assert_never(never)

        return self.jobs.run(title, work, ended, total, stoppable=stoppable, awaited=awaited, stop=stop)


class Feature(msgspec.Struct, frozen=True):
    """What a feature adds to the window. ``checked``: for its actions with a tick, whether that is on.

    ``asked_first``: by action, whether the feature does it in the place of the one that handles it.
    ``takes_label``: whether the feature gives what the ring shows the label of this name; the last one is asked first.
    ``may_close``: whether the window may be closed as far as the feature is concerned; it may ask.
    """

    handlers: Handlers = {}
    asked_first: Mapping[str, Callable[[], bool]] = {}
    takes_label: Callable[[str], bool] = lambda _: False
    checked: Mapping[str, Callable[[], bool]] = {}
    dock: Dock | None = None
    submenu: Submenu | None = None
    may_close: Callable[[], bool] = lambda: True


Attach = Callable[[Context], Feature]
