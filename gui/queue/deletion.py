"""Articles taken out of everybody's work: counted, asked, made; undo brings them back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from nhan.core.curation.usage import Usage, article_usage, in_words
from nhan.core.messages import Message
from nhan.core.model import Change
from nhan.core.operations import delete_articles
from nhan.gui.context import Context
from nhan.gui.questions.confirm import confirm

MOST_TITLES = 5  # that are named in the question


class Deletion(QObject):
    """Also shows another article where the shown one has gone, and one that has come back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._closed = False
        context.bridge.changed.connect(self._changed)
        context.events.closing.connect(self._close)

    def _close(self) -> None:
        self._closed = True

    def ask(self, article_ids: Sequence[str]) -> None:
        """Count who has worked on these articles, and delete them after a yes."""
        session = self._context.bridge.session
        if session.read_only is not None:
            self._context.say(session.read_only)
            return
        snapshot = session.snapshot()

        def counted(usages: list[Usage]) -> None:
            QTimer.singleShot(0, self, partial(self._confirm, article_ids, usages))  # once the job has ended

        title = self.tr("Counting spans")
        self._context.run(title, lambda progress: article_usage(snapshot, article_ids, progress.step), counted)

    def _confirm(self, article_ids: Sequence[str], usages: Sequence[Usage]) -> None:
        if not self._closed and self._agreed(article_ids, usages):
            project = self._context.bridge.session.project
            self._context.bridge.commit(delete_articles(project, project.deleted, article_ids))

    def _agreed(self, article_ids: Sequence[str], usages: Sequence[Usage]) -> bool:
        project = self._context.bridge.session.project
        titles = [project.title(name) or name for name in article_ids]
        question = self.tr("Delete %n articles for everybody?", "", len(titles))
        lines = [f"“{title}”" for title in titles[:MOST_TITLES]]
        if len(titles) > MOST_TITLES:
            lines.append(self.tr("and %n more", "", len(titles) - MOST_TITLES))
        usage = self.tr("Work on them: {usage}.").format(usage=in_words(usages, self._context.language.name))
        stays = self.tr(
            "They are in no list, count, export or training any more. Their files stay, with all that anybody has "
            "made of them: undo brings them back. Nothing can be imported under their ids."
        )
        more = "\n".join((*lines, "", usage, "", stays))
        return confirm(question, more, self.tr("Delete"), self._context.window)

    def _changed(self, change: Change) -> None:
        edit = change.project
        if edit is None or not (edit.deleted or edit.restored):
            return
        if edit.restored:
            self._context.say(Message("window.articles_back", {"count": len(edit.restored)}))
            self._context.show_article(edit.restored[0])
        else:
            self._context.say(Message("window.articles_deleted", {"count": len(edit.deleted)}))
            self._leave(frozenset(edit.deleted))
        self._context.events.articles_added.emit()
        self._context.view.setFocus()  # where undo is

    def _leave(self, gone: frozenset[str]) -> None:
        """Go on to the next article, as the list was, where the shown one has gone."""
        document, order = self._context.bridge.document, self._context.order
        if document is None or document.id not in gone:
            return
        names = order.after(document.id, len(order.summaries))
        names += [summary.id for summary in order.summaries[: order.place(document.id)]]
        left = [name for name in names if name not in gone]
        if not any(self._context.show_article(name) for name in left[:1]):
            self._context.rebuild(None)  # a window without an article
