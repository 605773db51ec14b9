"""Changes over the whole corpus: worked out once beside the window, counted, and made after a yes."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, assert_never

from PySide6.QtCore import QCoreApplication, QObject, Signal

from nhan.core.corpus_change import WorkedOut, work_out
from nhan.core.labels import LabelSet
from nhan.core.messages import Message
from nhan.core.model import Change, Rejected, Span
from nhan.core.operations.overlap import shown
from nhan.core.outcome import Outcome
from nhan.core.readable import Unreadable, or_unreadable
from nhan.core.snapshot import Snapshot
from nhan.core.text.occurrences import spellings
from nhan.core.verb_words import verb_words
from nhan.gui.i18n import Language
from nhan.gui.jobs import STOPPED, Err, Job, JobProgress, Ok
from nhan.gui.review.same import AllTheSame, Question, SameVerb, count_of, in_corpus
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.widgets.notice import MOST_DETAILS, Notice

_AROUND = 24  # code points of text on both sides of one


ASKS = {
    SameVerb.PROPOSE: "window.confirm_propose",
    SameVerb.ACCEPT: "window.confirm_accept",
    SameVerb.RELABEL: "window.confirm_relabel",
    SameVerb.REJECT: "window.confirm_withdraw",
}


class Counted(NamedTuple):
    """What is to be done, and its first places as people see them."""

    worked_out: WorkedOut
    places: list[str]


class CorpusChange(QObject):
    """Asks with the notice, which opens no dialog; the same key again says yes."""

    said = Signal(object)  # Message

    def __init__(self, bridge: SessionBridge, same: AllTheSame, notice: Notice, language: Language) -> None:
        super().__init__(notice)
        self._bridge, self._notice, self._language = bridge, notice, language
        self._question: Question | None = None  # what is counted or asked
        self._counting: Job | None = None
        self._yes: Callable[[], object] | None = None  # what the question asks for
        same.corpus_wanted.connect(self._wanted)
        bridge.article_shown.connect(self.forget)

    def forget(self) -> None:
        """The annotator goes elsewhere: the question falls."""
        if self._counting is not None:
            self._counting.stop()
            self._notice.dismiss_if(self._counting_words())
        if self._is_asked():
            self._notice.dismiss()
        self._question = self._yes = self._counting = None

    def _is_asked(self) -> bool:
        """Whether the notice shows the question, and not what has come up over it since."""
        return self._yes is not None and self._notice.asks_for(self._yes)

    def _counting_words(self) -> str:
        words = shown(self._question.words) if self._question else ""
        return self._language.say(Message("window.counting", {"text": words}))

    def _wanted(self, question: Question) -> None:
        """Count; nothing is done before the yes. The same question again is the yes, once it is asked."""
        if self._question == question and self._is_asked():
            self._notice.act()
        elif self._question != question or self._counting is None:
            self.forget()
            self._count(question)

    def _count(self, question: Question) -> None:
        self._question = question
        snapshot, labels = self._bridge.session.snapshot(), self._bridge.labels
        job: Job | None = None
        passed: list[Unreadable] = []

        def counted(result: Ok[Counted | Rejected] | Err) -> None:
            if self._question is question and (self._counting is job or job is None):
                self._counting = None
                self._bridge.name_passed_over(passed)
                self._counted(result)

        self._notice.say(self._counting_words(), picture="find")
        title = QCoreApplication.translate("Jobs", "Looking through all articles")
        work = partial(count, snapshot, labels, question, passed.append)
        job = self._bridge.jobs.run(title, work, counted, len(snapshot.ids))
        if self._question is question and self._yes is None and job in self._bridge.jobs.running:
            self._counting = job

    def _counted(self, result: Ok[Counted | Rejected] | Err) -> None:
        self._notice.dismiss_if(self._counting_words())
        match result:
            case Ok(Rejected() as refused):
                self._question = None
                self._bridge.commit(refused)
            case Ok(found):
                assert isinstance(found, Counted)
                self._ask(found)
            case Err(message):
                self._question = None
                if message != STOPPED:
                    self._notice.say(self._language.say(message))
            case _:
                assert_never(result)

    def _ask(self, found: Counted) -> None:
        question = self._question
        assert question is not None, "who asked is still there, or nothing was counted"
        self._yes = partial(self._make, question, found.worked_out)
        key = "window.confirm_reject" if question.decided else ASKS[question.what]
        message = Message(key, _fields(question, found.worked_out.change))
        words, yes = self._language.say(message), QCoreApplication.translate("MainWindow", "Yes")
        self._notice.say(words, yes, self._yes, "find", found.places)

    def _make(self, question: Question, worked_out: WorkedOut) -> None:
        self._bridge.commit_worked_out(worked_out, partial(self._tell, question))

    def _tell(self, question: Question, outcome: Outcome) -> None:
        """What was agreed to is made. What refused it has said so."""
        if isinstance(outcome, Change):
            fields = {"verb": verb_words(outcome.verb), **_fields(question, outcome)}
            self.said.emit(Message("window.done_in_corpus", fields))


def count(
    snapshot: Snapshot,
    labels: LabelSet,
    question: Question,
    passed_over: Callable[[Unreadable], object],
    progress: JobProgress,
) -> Counted | Rejected:
    """Work out the answer to a question, in a thread of its own."""

    def where(text: str) -> bool:
        return next(iter(spellings(text, question.words)), None) is not None

    found = work_out(
        snapshot,
        snapshot.ids,
        lambda document: in_corpus(document, labels, question),
        where,
        passed_over,
        progress.step,
    )
    return found if isinstance(found, Rejected) else Counted(found, first_places(snapshot, found))


def _fields(question: Question, change: Change) -> dict[str, object]:
    """What is said of a change over the corpus: its spans, articles, words and label."""
    articles = len({edit.article for edit in change.edits})
    words, label = shown(question.words), question.to or question.label
    return {"count": count_of(change), "articles": articles, "text": words, "label": label}


def first_places(snapshot: Snapshot, found: WorkedOut) -> list[str]:
    """The first spans that a change adds, as people see them."""
    places: list[str] = []
    for edit in found.change.edits:
        text = or_unreadable(edit.article, snapshot.text)
        if isinstance(text, Unreadable):  # damaged in the last few seconds
            continue
        places += [_around(text, span) for span in (edit.added or edit.removed)[: MOST_DETAILS - len(places)]]
        if len(places) == MOST_DETAILS:
            break
    return places


def _around(text: str, span: Span) -> str:
    """The span with the whole words around it."""
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    before, after = text[start : span.start], text[span.end : end]
    if start and " " in before:
        before = before[before.index(" ") :]
    if end < len(text) and " " in after:
        after = after[: after.rindex(" ")]
    return f"… {' '.join((before + text[span.start : span.end] + after).split())} …"
