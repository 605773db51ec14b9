"""Collects the corrected articles of an open project: at first all of them, then those that change."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from nhan.core.metrics.progress import Decisions
from nhan.core.model import Change
from nhan.core.queue import Summary
from nhan.core.readable import Opened, Unreadable
from nhan.core.retraining.corrections import is_corrected, may_be_corrected
from nhan.core.retraining.training_set import TrainingSet
from nhan.core.session import Session
from nhan.core.tagger.training_example import CorrectedArticle, corrected

PAUSE = 0.5  # seconds without an edit, after which a done article that was edited is read again


class Collector:
    """Keeps a training set in step with a session, in small steps between which the window has its turn."""

    def __init__(self, session: Session, training_set: TrainingSet, clock: Callable[[], float]) -> None:
        """``clock``: seconds that only grow."""
        self._session, self._training_set, self._clock = session, training_set, clock
        self.decisions: Decisions | None = None  # None until those of earlier sessions are read
        self.complete = False  # whether every article has been looked at
        self._others: dict[str, CorrectedArticle] = {}  # by article
        self._changes: deque[tuple[Change, str]] = deque()
        self._summaries: Iterator[Summary] = iter(())
        self._to_read: dict[str, None] = {}  # articles, in order
        self._edited: set[str] = set()  # done articles that are read in the next pause ...
        self._pause_at = 0.0  # ... which is then, unless they are edited again

    def start(self, decisions: Decisions, others: Iterable[CorrectedArticle] = ()) -> None:
        """Begin with all articles, after these decisions of earlier sessions. ``others``: what other people are done
        with, which counts where the annotator is not."""
        self.decisions = decisions
        self._others = {each.article: each for each in others}
        self.look_again()

    def look_again(self) -> None:
        """Look at every article of the project."""
        self.complete = False
        self._summaries = self._session.summaries()

    def changed(self, change: Change, at: str) -> None:
        """Take note of a change that was applied ``at`` (UTC, ISO 8601). Quick: it is worked on in ``step``."""
        self._changes.append((change, at))

    @property
    def pause(self) -> float | None:
        """Seconds until ``step`` has something to do again, if nothing changes. None: it depends on changes alone."""
        return max(0.0, self._pause_at - self._clock()) if self._edited else None

    def end_pause(self) -> None:
        """Read what was edited in done articles now."""
        self._to_read.update(dict.fromkeys(self._edited))
        self._edited.clear()

    def step(self) -> bool:
        """Do the next bit of the work: read one article at most. Returns False when nothing is left for now."""
        if self.decisions is None:
            return False
        if self._changes:
            self._note(self.decisions, *self._changes.popleft())
            return True
        if self.pause == 0:
            self.end_pause()
        if self._to_read:
            article_id = next(iter(self._to_read))
            del self._to_read[article_id]
            self._read(article_id)
        elif (summary := next(self._summaries, None)) is not None:
            if may_be_corrected(summary) or summary.id in self._others:
                self._to_read[summary.id] = None
        else:
            self.complete = True
            return False
        return True

    def _note(self, decisions: Decisions, change: Change, at: str) -> None:
        decisions.add(change, at)
        for edit in change.edits:
            if edit.now is not None:
                self._to_read[edit.article] = None
            elif edit.article in self._training_set:  # not read at once: each key would cost a walk through all spans
                self._edited.add(edit.article)
                self._pause_at = self._clock() + PAUSE
                self._training_set.unseen.edits += not change.machine

    def _read(self, article_id: str) -> None:
        match self._session.read(article_id):
            case Opened(document) if is_corrected(document):
                self._training_set.put(corrected(document))
            case Opened() if article_id in self._others:
                self._training_set.put(self._others[article_id])
            case Opened():
                self._training_set.drop(article_id)
            case Unreadable():
                return  # said when the article is shown
            case never:
                assert_never(never)
