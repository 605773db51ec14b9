"""Changes over the whole corpus: worked out, counted, shown in a few places, and made after a yes."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from nhan.core.document import Document
from nhan.core.messages import Message
from nhan.core.model import Change, Rejected, Span
from nhan.core.readable import Unreadable, readable
from nhan.gui.i18n import Language
from nhan.gui.review.correction import Correction
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.widgets.notice import MOST_DETAILS, Notice

_AROUND = 24  # code points of text on both sides of one


class CorpusChange(QObject):
    """Asks with the notice, which opens no dialog; the same key again says yes."""

    def __init__(self, bridge: SessionBridge, correction: Correction, notice: Notice, language: Language) -> None:
        super().__init__(notice)
        self._bridge, self._correction, self._notice, self._language = bridge, correction, notice, language
        self._question: object = None  # what is asked, while it is
        self._yes: Callable[[], object] | None = None  # what it asks for
        correction.to_confirm.connect(self._confirm)
        bridge.article_shown.connect(self.forget)

    def same(self, withdraw: bool) -> None:
        """Propose (or withdraw) the last decision, or the active span, for the same words in all articles."""
        self._correction.same_in_corpus(self._documents, withdraw)

    def _documents(self) -> list[Document]:
        """Every article that can be read; the others are named."""
        passed: list[Unreadable] = []
        found = list(readable(self._bridge.session.readings(), passed.append))
        self._bridge.name_passed_over(passed)
        return found

    def forget(self) -> None:
        """The annotator goes elsewhere: the question falls."""
        if self._is_asked():
            self._notice.dismiss()
        self._question = self._yes = None

    def _is_asked(self) -> bool:
        """Whether the notice shows the question, and not what has come up over it since."""
        return self._yes is not None and self._notice.asks_for(self._yes)

    def _confirm(self, change: Change, work_out: Callable[[], Change | Rejected], question: object) -> None:
        """Count and preview; nothing is done before the yes, and then to the articles as they are by that time.

        The same question again is the yes.
        """
        if self._question == question and self._is_asked():
            self._notice.act()
            return
        self._question, self._yes = question, lambda: self._bridge.commit(work_out())
        places = [(edit.article, span) for edit in change.edits for span in edit.added]
        session = self._bridge.session
        shown = [
            _around(document, span)
            for name, span in places[:MOST_DETAILS]
            for document in readable([session.read(name)], lambda _: None)
        ]
        key = "window.confirm_withdraw" if change.verb == "withdraw_same" else "window.confirm_propose"
        fields = {"count": len(places), "articles": len(change.edits), "label": places[0][1].label}
        words, yes = self._language.say(Message(key, fields)), QCoreApplication.translate("MainWindow", "Yes")
        self._notice.say(words, yes, self._yes, "find", shown)


def _around(document: Document, span: Span) -> str:
    """The span with the whole words around it."""
    text, start, end = document.text, max(0, span.start - _AROUND), min(len(document.text), span.end + _AROUND)
    before, after = text[start : span.start], text[span.end : end]
    if start and " " in before:
        before = before[before.index(" ") :]
    if end < len(text) and " " in after:
        after = after[: after.rindex(" ")]
    return f"… {' '.join((before + text[span.start : span.end] + after).split())} …"
