"""What a session shows, at one moment and for any thread: the articles' files with what they lack, and nothing shared.

An article that was edited and saved since may be read as it is by then: never as it was before the moment.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import assert_never

import msgspec
from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.loaded_article import Loaded
from nhan.core.merging.replay import replay
from nhan.core.messages import Message, NhanError
from nhan.core.project import Project
from nhan.core.queue import Summary, summary_of
from nhan.core.readable import Opened, Reading, Unreadable, document_of, or_unreadable, reading_of
from nhan.core.store.disk import Stat
from nhan.core.store.layout import TEXTS
from nhan.core.store.records import ChangedOutsideError
from nhan.core.store.recovery import Pending
from nhan.core.store.strict import Where
from nhan.core.system_reason import reason_of

LARGE = 5000  # spans of an open article that is copied, because to read its file again takes longer


def read_article(
    project: Project, annotator: str, article_id: str, pending_of: Callable[[str], Pending | None]
) -> Loaded:
    """An article's file with the edits that it lacks. NhanError where that cannot be read, or they do not fit.

    ``pending_of`` is asked again once the file is read: where another program writes, edits that have come into the
    file in between have come into its journal before.
    """
    if article_id not in project:
        raise Where(TEXTS).fault("store.unknown_article", "id", id=article_id)
    pending = None
    loaded = None
    while loaded is None or pending_of(article_id) != pending:
        pending = pending_of(article_id)
        loaded = project.load(article_id, annotator, pending.base if pending else None)
    if pending and (pending.applied or not loaded.touched):  # what is in memory only is for untouched articles
        replay(loaded.document, project.labels, pending, loaded.applied, annotator)
        loaded.touched = loaded.touched or bool(pending.applied)
    loaded.applied = dict(pending.applied) if pending else {}  # sealed sessions need no number any more
    return loaded


def read_to_tell(summary: Summary, read: Callable[[str], Reading]) -> Summary:
    """The summary of an article that has to be read to know it."""
    match read(summary.id):
        case Opened(document):
            return summary_of(document)
        case Unreadable(_, message):
            return replace(summary, problem=message)
        case never:
            assert_never(never)


class Snapshot:
    """See ``Session.snapshot``. Every question reads the disk; nothing is kept."""

    def __init__(
        self,
        project: Project,
        annotator: str,
        pending: Mapping[str, Pending],
        copies: Mapping[str, Loaded],
        unsure: Collection[str],
        stamp: int,
    ) -> None:
        """``pending``: by article, what is only in journals or in memory; ``copies``: large articles that are open;
        ``unsure``: articles of which it is not known whether the edits fit that an earlier session left."""
        self.project, self.annotator, self.stamp = project, annotator, stamp
        self.ids: Sequence[str] = project.ids
        self._pending, self._copies, self._unsure = pending, copies, unsure

    def is_ahead(self, article_id: str) -> bool:
        """Whether the article may be more than its file says."""
        return article_id in self._pending or article_id in self._copies

    def loaded(self, article_id: str) -> Loaded:
        """The article with the suggestions it stands on. Not to be changed. NhanError when its file is damaged."""
        copy = self._copies.get(article_id)
        return copy or read_article(self.project, self.annotator, article_id, self._pending.get)

    def read(self, article_id: str) -> Reading:
        """The article, or why it cannot be read."""
        return reading_of(article_id, lambda name: self.loaded(name).document)

    def readings(self) -> Iterator[Reading]:
        """Every article, in the order of import."""
        return map(self.read, self.ids)

    def document(self, article_id: str) -> Document:
        """The same for who can do nothing without it. Not to be changed. NhanError where it cannot be read."""
        return document_of(self.read(article_id))

    def text(self, article_id: str) -> str:
        """The article's text alone: a tenth of the time of its document."""
        copy = self._copies.get(article_id)
        return copy.document.text if copy else self.project.article(article_id).text

    def summaries(self) -> Iterator[Summary]:
        """Every article as the queue shows it, in the order of import."""
        for summary in self.project.summaries(self.annotator, self._pending):
            yield read_to_tell(summary, self.read) if summary.unsure or summary.id in self._unsure else summary


class Saved(msgspec.Struct):
    """What came of writing articles' files. ``applied``: by article, how far each session's journal is in its file."""

    applied: dict[str, Mapping[str, int]] = {}
    stats: dict[str, Stat] = {}  # of the files that were written
    outside: list[str] = []  # articles that another program has written meanwhile: their files stay as they are
    failure: Message | None = None  # the first thing that went wrong

    def parts(self, size: int) -> "Iterator[Saved]":
        """The same, so many articles at a time; at least one part."""
        items = list(self.applied.items())
        for at in range(0, max(1, len(items)), size):
            some = dict(items[at : at + size])
            stats = {name: self.stats[name] for name in some}
            yield Saved(some, stats, self.outside if at + size >= len(items) else [], self.failure)


def save_articles(
    project: Project,
    annotator: str,
    article_ids: Iterable[str],
    read: Callable[[str], Loaded],
    goes_on: Callable[[], bool] = lambda: True,
) -> Saved:
    """Rewrite the files of these articles with what ``read`` gives, as long as ``goes_on``.

    What cannot be written is passed over; its old file still stands.
    """
    saved = Saved()
    for article_id in article_ids:
        if not goes_on():
            break
        loaded = or_unreadable(article_id, read)
        if isinstance(loaded, Unreadable):
            saved.failure = saved.failure or loaded.message
            continue
        try:
            stat = project.save(loaded, annotator)
        except ChangedOutsideError:
            there = or_unreadable(article_id, partial(project.load, annotator=annotator, base=loaded.base))
            if isinstance(there, Unreadable):
                saved.failure = saved.failure or there.message  # what cannot be read is not written over, either
            else:
                saved.outside.append(article_id)
        except OSError as error:
            reason = reason_of(error)
            saved.failure = saved.failure or Message("session.not_written", {"article": article_id, "reason": reason})
        except NhanError as error:
            saved.failure = saved.failure or error.message
        else:
            saved.applied[article_id], saved.stats[article_id] = loaded.applied, stat
    return saved
