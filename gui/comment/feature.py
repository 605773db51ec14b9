"""Notes on spans in the window: asked for with a key, for the active span."""

from nhan.core.document import Document
from nhan.core.messages import Message
from nhan.core.model import Rejected, Span
from nhan.core.operations import comment
from nhan.core.operations.building import live
from nhan.core.operations.overlap import shown
from nhan.gui.context import Context, Feature
from nhan.gui.questions.asked import asked
from nhan.gui.questions.comment import CommentDialog


class Comments:
    """Without an active span the key is for the article's note: it is never dead."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def write(self) -> None:
        bridge, view = self._context.bridge, self._context.view
        document, span = bridge.document, view.span(view.active) if view.active else None
        if document is None or span is None:
            self._context.actions()["note"].trigger()
            return
        if bridge.session.read_only is not None:
            self._context.say(bridge.session.read_only)
            return
        words = shown(document.text[span.start : span.end], 80)
        dialog = CommentDialog(
            words,
            span.note,
            span.question,
            lambda note, question: self._keep(document, span, note, question),
            self._context.window,
        )
        asked(dialog)

    def _keep(self, document: Document, span: Span, note: str, question: bool) -> bool:
        """Whether it is kept. A better suggestion may stand in the same place meanwhile: it is about that."""
        here = (each for each in document.overlapping(span.start, span.end) if live(each))
        there = document.get(span.id) or next((each for each in here if each.start == span.start), None)
        if there is None or not live(there):
            self._context.say(Message("verbs.no_span"))
            return False
        answer = comment(document, there.id, note, question)
        if isinstance(answer, Rejected) and answer.reason == "verbs.already":
            return True
        if not self._context.bridge.commit(answer):
            return False
        self._context.view.set_active(there.id, reveal=False)
        return True


def attach(context: Context) -> Feature:
    return Feature(handlers={"comment": Comments(context).write})
