"""An article called otherwise, for everybody: asked for, and seen in the list and above the text at once."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from nhan.core.messages import Message
from nhan.core.model import Change, Rejected
from nhan.core.operations import rename_article
from nhan.gui.context import Context
from nhan.gui.questions.asked import asked

WIDTH = 520


class TitleDialog(QDialog):
    """``title`` is what was typed. Enter agrees."""

    def __init__(self, title: str, imported: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Rename the article"))
        self.field = QLineEdit(title, placeholderText=imported)
        self.field.setAccessibleName(self.tr("Title"))
        self.field.selectAll()
        about = QLabel(self.tr("For everybody in the project. Without a title it has the one it was imported with."))
        about.setWordWrap(True)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        for widget in (self.field, about, self.buttons):
            box.addWidget(widget)
        self.resize(WIDTH, self.sizeHint().height())

    @property
    def title(self) -> str:
        return self.field.text()


class ArticleRenaming(QObject):
    """Asks, and says it; undo takes it back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        context.bridge.changed.connect(self._changed)

    def ask(self, article_id: str) -> None:
        """Ask for a title of this article, and give it."""
        session = self._context.bridge.session
        if session.read_only is not None:
            self._context.say(session.read_only)
            return
        project = session.project
        dialog = TitleDialog(project.title(article_id), project.imported_title(article_id), self._context.window)
        if asked(dialog):
            answer = rename_article(project, project.titles, project.imported_title, article_id, dialog.title)
            if not (isinstance(answer, Rejected) and answer.reason == "verbs.already"):
                self._context.bridge.commit(answer)
        self._context.view.setFocus()  # where undo is

    def _changed(self, change: Change) -> None:
        for each in change.project.retitled if change.project is not None else ():
            title = self._context.bridge.session.project.title(each.id) or each.id
            self._context.order.refresh([each.id])
            self._context.say(Message("window.renamed", {"title": title}))
