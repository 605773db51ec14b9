"""What the window says, and when that is no longer so: every word belongs to the moment it was said in."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject

from nhan.core.messages import Message
from nhan.gui.article_view.receipt import Receipt
from nhan.gui.i18n import Language
from nhan.gui.jobs import Jobs
from nhan.gui.status_line import StatusLine
from nhan.gui.widgets.notice import Notice

# What was done to the project or to files: it holds whatever is done in the article, and passes by itself.
OF_THE_PROJECT = frozenset(
    {
        "window.welcome",
        "window.merged",
        "window.merged_disputed",
        "window.imported",
        "window.imported_some",
        "window.took_work",
        "window.done_in_corpus",
        "window.exported",
        "window.copy_saved",
        "window.suggest_all",
        "window.recovered",
        "window.nothing_damaged",
        "window.articles_came",
        "window.articles_deleted",
        "window.articles_back",
        "window.renamed",
        "window.labels_are",
        "window.others_after_own",
        "window.others_always",
        "window.learn_from_all",
        "window.learn_from_own",
        "window.order_file",
        "window.order_interleaved",
        "window.order_doubtful",
        "window.order_random",
        "window.blind",
        "window.set_otherwise",
        "window.backed_up",
        "window.restored",
        "window.restored_without",
        "window.restored_here",
        "window.restored_here_without",
        "window.job_stopped",
    }
)

OF_MACHINES = frozenset({"window.arrived"})  # what was changed without being asked for


class Moment(NamedTuple):
    """What a word about the article may depend on: which it is, how often it was edited by the annotator, whether a
    span is active or words are selected, whether anything is left to review, whether there are conflicts."""

    article: str
    edits: int
    active: bool
    selected: bool
    left: bool
    disputed: bool


class Words(QObject):
    """Passing words in the status line, failures in the notice. The next state takes a word back; the next attempt at
    the same work takes back that it failed."""

    def __init__(
        self,
        status: StatusLine,
        notice: Notice,
        language: Language,
        jobs: Jobs,
        now: Callable[[], Moment],
        receipt: Receipt,
    ) -> None:
        super().__init__(status)
        self._status, self._notice, self._language, self._jobs = status, notice, language, jobs
        self._now, self._receipt = now, receipt
        self._said_at: Moment | None = None  # None: nothing that a moment takes back
        self._own = ""  # the last word about what the annotator has done
        self._failed: dict[str, str] = {}  # by the title of the job: the words of its failure
        jobs.begun.connect(self._begun)

    def say(self, message: Message) -> str:
        """A word in the status line: passes by itself, stands in nobody's way. Returns it as it stands there.

        What machines have changed takes no word from the annotator: it stands behind what their key has done.
        """
        words, now = self._language.say(message), self._now()
        if message.key in OF_MACHINES:
            words = f"{self._own} · {words}" if self._own and self._said_at == now else words
        else:
            self._own = words
        self._said_at = None if message.key in OF_THE_PROJECT else now
        self._status.say(words)
        return words

    def look(self, _: object = None) -> None:
        """Something has happened: take back what no longer holds."""
        if self._said_at is not None and self._said_at != self._now():
            self._said_at, self._own = None, ""
            self._status.clearMessage()
            self._receipt.drop()

    def fail(self, words: str) -> None:
        """A sentence that stays until it is dismissed, or until the job that failed is begun again."""
        self._notice.say(words)
        if self._jobs.handing is not None:
            self._failed[self._jobs.handing] = words

    def _begun(self, title: str) -> None:
        words = self._failed.pop(title, None)
        if words is not None:
            self._notice.dismiss_if(words)
