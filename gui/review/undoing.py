"""Undo and redo at the article: a step is brought into view first, and said; what it brings back is active.

One that changes the project for everybody has no place to be shown at: it is named first, unless it is what has just
been said.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from nhan.core.messages import Message
from nhan.core.model import ArticleEdit, Change, ProjectEdit, Span
from nhan.core.operations.building import live
from nhan.core.operations.overlap import shown
from nhan.core.verb_words import verb_words
from nhan.gui.article_view.view import ArticleView
from nhan.gui.review.correction import Correction
from nhan.gui.session_bridge import SessionBridge


class Undoing(QObject):
    """Takes steps back, and makes them again."""

    said = Signal(object)  # Message
    taken_back = Signal()  # an undo or redo is about to be made

    def __init__(
        self,
        bridge: SessionBridge,
        view: ArticleView,
        correction: Correction,
        show_article: Callable[..., bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._view, self._correction = bridge, view, correction
        self._show_article = show_article
        self._known: ProjectEdit | None = None  # a step that would make this is one that the annotator knows of
        bridge.changed.connect(self._changed)

    def _changed(self, change: Change) -> None:
        if not change.machine:
            self._known = change.project.inverse() if change.project is not None else None

    def undo(self) -> None:
        change = self._bridge.session.peek_undo()
        # In the inverse what the person did comes last: before it stands what machines made of it since.
        edits = tuple(reversed(change.edits)) if change is not None else ()
        self._step(change, edits, self._bridge.undo, ("window.undo_here", "window.undone"))

    def redo(self) -> None:
        change = self._bridge.session.peek_redo()
        self._step(change, change.edits if change else (), self._bridge.redo, ("window.redo_here", "window.redone"))

    def _step(
        self,
        change: Change | None,
        edits: Sequence[ArticleEdit],
        do: Callable[[Callable[[], object]], bool],
        words: tuple[str, str],
    ) -> None:
        """Take the step if its place is on the screen; else bring it there, and the next press takes it."""
        document = self._bridge.document
        if change is not None and change.project is not None and change.project != self._known:
            self._known = change.project
            here = words[0] == "window.undo_here"
            key = "window.undo_for_everybody" if here else "window.redo_for_everybody"
            self.said.emit(Message(key, {"verb": verb_words(change.verb)}))
            return
        if change is None or change.project is not None or document is None:  # has no place that could be shown first
            if change is not None:
                self.taken_back.emit()
            do(_nothing)  # says where there is nothing left
            return
        edit = next((each for each in edits if each.article == document.id), edits[0])
        chief = _chief(change, edits, edit)
        seen = edit.article == document.id and (chief is None or self._view.is_in_view(chief.start))
        if not seen:
            self._show_article(edit.article, partial(self._bring_there, chief, words[0]))
            return
        self.taken_back.emit()
        do(partial(self._done, change, edits, edit, words[1]))

    def _done(self, change: Change, edits: Sequence[ArticleEdit], edit: ArticleEdit, word: str) -> None:
        """Make what came back active; where nothing did, what stood there is selected as before, or the next stop is
        active."""
        document, chief = self._bridge.document, _chief(change, edits, edit)
        if document is not None and document.id == edit.article and chief is not None:
            if self._view.span(chief.id) is not None:
                self._view.set_active(chief.id)
            elif word == "window.undone":
                self._correction.select(chief.start, chief.end)
            else:
                self._correction.go_after((chief.start, chief.end))
        here = document is not None and document.id == edit.article
        self.said.emit(Message(word, {"step": self._step_words(change, edits, chief if here else None)}))

    def _step_words(self, change: Change, edits: Sequence[ArticleEdit], chief: Span | None) -> Message:
        fields: dict[str, object] = {"verb": verb_words(change.verb)}
        document = self._bridge.document
        if chief is None or document is None:
            return Message("window.step", fields)
        fields |= {"text": shown(document.text[chief.start : chief.end]), "label": chief.label}
        # What machines have made of it since goes with it, and is nothing that anybody remembers having done.
        both = ((each.article, span) for each in edits for span in (*each.removed, *each.added))
        count = len({(article, span.id) for article, span in both if _is_somebodys(span)})
        if count <= 1:
            return Message("window.step_span", fields)
        return Message("window.step_spans", {**fields, "count": count})

    def _bring_there(self, chief: Span | None, word: str) -> None:
        if chief is not None:
            self._view.set_caret(chief.start, reveal=False)
            self._view.reveal(chief.start, steady=True)
        self.said.emit(Message(word))


def _is_somebodys(span: Span) -> bool:
    return span.decision is not None or span.source.kind == "human"


def _nothing() -> None:
    pass


def _chief(change: Change, edits: Sequence[ArticleEdit], edit: ArticleEdit) -> Span | None:
    """The span that the step is about in one article: the one that was to be active, else the first that comes back,
    else the first that goes."""
    here = [each for each in edits if each.article == edit.article]
    focused = (span for each in here for span in (*each.added, *each.removed) if span.id == change.focus)
    back = (span for span in edit.added if live(span))
    return next(focused, None) or next(back, None) or next(iter(edit.removed or edit.added), None)
