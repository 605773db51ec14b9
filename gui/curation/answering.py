"""The curator's answer to what an annotator asks: a note on what the gold has there, which leads them to it."""

from nhan.core.adjudication.notes import answer_at
from nhan.core.model import Rejected
from nhan.core.operations.overlap import shown
from nhan.core.report.standing import OpenQuestion
from nhan.gui.context import Context
from nhan.gui.questions.asked import asked
from nhan.gui.questions.comment import CommentDialog


def answer_question(context: Context, question: OpenQuestion, said: str) -> None:
    """Ask for the words. ``said``: who asks what. Nothing is asked once another article is shown."""
    document = context.bridge.document
    if document is None or document.id != question.article:
        return
    place = question.start, question.end, question.label

    def keep(answer: str, _: bool) -> bool:
        """Whether it is kept."""
        if context.bridge.document is not document or not answer:
            return not answer
        change = answer_at(document, place, answer)
        return (isinstance(change, Rejected) and change.reason == "verbs.already") or context.bridge.commit(change)

    words = shown(document.text[question.start : question.end], 80)
    asked(CommentDialog(f"{words}” — {said}", "", True, keep, context.window))
