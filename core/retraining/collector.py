"""Collects the corrected articles of an open project: at first all of them, then those that change."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

import msgspec

from nhan.core.metrics.progress import Decisions
from nhan.core.model import Change
from nhan.core.project import Project
from nhan.core.queue import Summary
from nhan.core.readable import Opened, Reading, Unreadable
from nhan.core.retraining.corrections import is_corrected, may_be_corrected
from nhan.core.retraining.training_set import TrainingSet
from nhan.core.session import Session
from nhan.core.snapshot import Snapshot
from nhan.core.tagger.training_example import CorrectedArticle, corrected

PAUSE = 0.5  # seconds without an edit, after which a done article that was edited is read again
LONG = 1000  # spans, from where on an article is not read in a step: that takes 10 ms and more


class ReadBeside(msgspec.Struct, frozen=True):
    """What came of a long article. ``corrected``: None where it is not, or cannot be read (``readable``)."""

    article: str
    stamp: int  # of the snapshot that was read
    corrected: CorrectedArticle | None
    readable: bool


class LongArticle(msgspec.Struct, frozen=True):
    """An article to be read in another thread: two seconds at 200,000 spans."""

    id: str
    snapshot: Snapshot

    def read(self) -> ReadBeside:
        """For any thread; the collector takes what comes of it."""
        reading = self.snapshot.read(self.id)
        found = _corrected(reading, self.snapshot.project)
        return ReadBeside(self.id, self.snapshot.stamp, found, isinstance(reading, Opened))


class Collector:
    """Keeps a training set in step with a session, in small steps between which the window has its turn.

    Long articles are not read in a step: whoever calls ``step`` asks for ``begin_long`` when nothing else is left.
    """

    def __init__(self, session: Session, training_set: TrainingSet, clock: Callable[[], float]) -> None:
        """``clock``: seconds that only grow."""
        self._session, self._training_set, self._clock = session, training_set, clock
        self.decisions: Decisions | None = None  # None until those of earlier sessions are read
        self._seen_all = False  # whether every article has been looked at
        self._others: dict[str, CorrectedArticle] = {}  # by article
        self._changes: deque[tuple[Change, str]] = deque()
        self._summaries: Iterator[Summary] = iter(())
        self._to_read: dict[str, None] = {}  # articles, in order
        self._long: dict[str, None] = {}  # the long ones of them
        self._beside = ""  # the one that is being read elsewhere
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
        self._seen_all = False
        self._summaries = self._session.summaries()

    @property
    def complete(self) -> bool:
        """Whether every article has been looked at, and nothing is to be read before the next pause."""
        return self._seen_all and not self._long and not self._beside

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
            self._seen_all = True
            return False
        return True

    def begin_long(self) -> LongArticle | None:
        """The next long article to be read in another thread; None where there is none, or one is being read. What
        comes of it is for ``take``."""
        if self._beside or not self._long:
            return None
        self._beside = next(iter(self._long))
        del self._long[self._beside]
        return LongArticle(self._beside, self._session.snapshot())

    def take(self, found: ReadBeside) -> None:
        """A long article was read. One that was edited meanwhile is read again."""
        self._beside = ""
        if found.readable:
            self._put(found.article, found.corrected)
        if found.article in self._session.edited_since(found.stamp):
            self._to_read[found.article] = None

    def give_up(self) -> None:
        """The long article could not be read after all."""
        self._beside = ""

    def _note(self, decisions: Decisions, change: Change, at: str) -> None:
        decisions.add(change, at)
        if change.project is not None:
            for article_id in change.project.deleted:
                self._training_set.drop(article_id)
            self._to_read.update(dict.fromkeys(change.project.restored))
        for edit in change.edits:
            if edit.now is not None:
                self._to_read[edit.article] = None
            elif edit.article in self._training_set:  # not read at once: each key would cost a walk through all spans
                self._edited.add(edit.article)
                self._pause_at = self._clock() + PAUSE
                self._training_set.unseen.edits += not change.machine

    def _read(self, article_id: str) -> None:
        if self._session.summary(article_id).spans > LONG:
            self._long[article_id] = None
            return
        reading = self._session.read(article_id)
        if isinstance(reading, Opened):
            self._put(article_id, _corrected(reading, self._session.project))

    def _put(self, article_id: str, article: CorrectedArticle | None) -> None:
        article = article or self._others.get(article_id)
        if article is not None and article_id not in self._session.project.deleted:
            self._training_set.put(article)
        else:
            self._training_set.drop(article_id)


def _corrected(reading: Reading, project: Project) -> CorrectedArticle | None:
    match reading:
        case Opened(document):
            return corrected(document, project.labels.gone) if is_corrected(document) else None
        case Unreadable():
            return None  # said when the article is shown
        case never:
            assert_never(never)
