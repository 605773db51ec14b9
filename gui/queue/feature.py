"""The queue in the window: its dock, and the ways from one article to another."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from nhan.core.curation.article_filter import ArticleFilter
from nhan.core.document import Document
from nhan.core.messages import Message
from nhan.core.time_on_article import TimesOnArticles, read_times
from nhan.gui.context import Context, Feature
from nhan.gui.layout import Dock
from nhan.gui.queue.deletion import Deletion
from nhan.gui.queue.filtering import Filtering
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.queue.people_box import PeopleBox
from nhan.gui.queue.renaming import ArticleRenaming


class ArticleList(QObject):
    """Shows the next article, and which one is shown."""

    def __init__(self, context: Context, panel: QueuePanel) -> None:
        super().__init__(context.window)
        self._context, self._panel = context, panel
        self._reading_times = False
        self._reached = ""  # the article that was to be shown last; it may not be readable
        panel.chosen.connect(self._choose)
        panel.failed.connect(context.fail)
        context.events.shown.connect(self._shown)
        context.events.finished.connect(self.go_to_next)
        context.order.failed.connect(context.fail)
        panel.model.times_wanted.connect(self._read_times)

    def _read_times(self) -> None:
        """Read the journals; until then there is no tooltip. Where that is stopped, the next tooltip asks again."""
        if self._reading_times:
            return
        self._reading_times = True
        session = self._context.bridge.session
        journals, earlier = session.project.journal(session.annotator), session.earlier
        self._context.run(
            self.tr("Reading the journals"),
            lambda progress: read_times(journals, earlier, progress.step),
            self._take_times,
            len(earlier),
            self._have_no_times,
        )

    def _take_times(self, times: TimesOnArticles) -> None:
        self._reading_times = False
        self._context.bridge.session.take_times(times)

    def _have_no_times(self, _: Message) -> None:
        self._reading_times = False  # ``nhan check`` names what is damaged

    def _shown(self, document: Document) -> None:
        self._reached = document.id
        self._panel.mark(document.id)

    def _choose(self, article_id: str) -> None:
        if not self._context.show_article(article_id):
            self._panel.mark(self._here)

    @property
    def _here(self) -> str:
        document = self._context.bridge.document
        return document.id if document is not None else ""

    def go_beside(self, way: int) -> None:
        """The next (1) or previous (-1) article of the list."""
        name = self._panel.model.beside(self._reached, way) if self._reached else None
        if name is None:
            self._context.say(Message("window.no_article_beside"))
        else:
            self._reached = name  # from one that cannot be read the next key goes on, and not to it again
            self._context.show_article(name)

    def go_to_next(self) -> None:
        """The next article to do."""
        name = self._context.order.next_to_do(self._here)
        if name is None:
            self._context.say(Message("window.all_done"))
        else:
            self._context.show_article(name)


def list_these(context: Context, panel: QueuePanel, wanted: ArticleFilter, name: str) -> None:
    """What somebody has asked to see in the list."""
    context.docks.show("queue")
    panel.filter.use(wanted, name)
    panel.list.setFocus()


def popup(panel: QueuePanel, actions: list[QAction], at: QPoint) -> None:
    menu = QMenu(panel)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addActions(actions)
    menu.popup(at)


def attach(context: Context) -> Feature:
    people = PeopleBox(context.bridge, context.identity.annotator_in(context.bridge.session.project))
    people.chosen.connect(context.show_work)
    panel = QueuePanel(context.order, people, context.language.say)
    filtering = Filtering(context.bridge, context.jobs, panel.model, panel)
    panel.filter.changed.connect(filtering.use)
    filtering.found.connect(panel.mark_again)
    filtering.failed.connect(context.fail)
    queue, deletion = ArticleList(context, panel), Deletion(context)
    renaming, of_rows = ArticleRenaming(context), ("rename_article", "delete_articles")
    panel.menu_wanted.connect(lambda at: popup(panel, [context.actions()[name] for name in of_rows], at))
    context.events.listing_wanted.connect(partial(list_these, context, panel))
    return Feature(
        handlers={
            "next_article": partial(queue.go_beside, 1),
            "previous_article": partial(queue.go_beside, -1),
            "next_to_do": queue.go_to_next,
            "rename_article": lambda: renaming.ask(panel.selected[0]),
            "delete_articles": lambda: deletion.ask(panel.selected),
        },
        dock=Dock("queue", QCoreApplication.translate("Docks", "Articles"), panel, "left", panel.list),
    )
