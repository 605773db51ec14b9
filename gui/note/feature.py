"""The note in the window: its dock, and the edit that what is written becomes."""

from PySide6.QtCore import QCoreApplication, QObject

from nhan.core.document import Document
from nhan.core.model import ArticleEdit
from nhan.core.operations import set_note
from nhan.gui.context import Context, Feature
from nhan.gui.layout import Dock
from nhan.gui.note.panel import NotePanel


class Note(QObject):
    """Keeps the field as the article's note is, and the note as the field is. What cannot be made the note now is kept
    for the article, and tried again: nothing that somebody has typed is thrown away."""

    def __init__(self, context: Context, panel: NotePanel) -> None:
        super().__init__(context.window)
        self._bridge, self._docks, self._panel = context.bridge, context.docks, panel
        self._kept: dict[str, str] = {}  # by article
        panel.written.connect(self._keep)
        context.events.leaving.connect(panel.flush)
        context.events.shown.connect(self._shown)
        context.events.edited.connect(self._edited)

    def _shown(self, document: Document) -> None:
        if document.state.note:
            self._docks.offer("note")
        self._panel.show_note(document.state.note, self._kept.get(document.id))

    def _edited(self, edit: ArticleEdit, _machine: bool) -> None:
        if edit.now is not None:
            self._panel.show_note(edit.now.note, self._kept.get(edit.article))

    def _keep(self, text: str) -> None:
        document = self._bridge.document
        if document is None or self._bridge.session.read_only is not None:
            return
        self._kept.pop(document.id, None)
        if text != document.state.note and not self._bridge.commit(set_note(document, text)):
            self._kept[document.id] = text

    def write(self) -> None:
        """Put the keyboard into the field."""
        self._docks.show("note")
        self._panel.field.setFocus()


def attach(context: Context) -> Feature:
    panel = NotePanel()
    note = Note(context, panel)
    title = QCoreApplication.translate("Docks", "Note")
    return Feature(
        handlers={"note": note.write}, dock=Dock("note", title, panel, "right", panel.field, "spans", waits=True)
    )
