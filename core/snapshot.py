"""What a session shows, at one moment and for any thread: the articles' files with what they lack, and nothing shared.

An article that was edited and saved since may be read as it is by then: never as it was before the moment.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from nhan.core.document import Document
from nhan.core.messages import Message, NhanError
from nhan.core.project import Loaded, Project
from nhan.core.queue import Summary
from nhan.core.store.recovery import Pending

LARGE = 5000  # spans of an open article that is copied, because to read its file again takes longer


def read_article(project: Project, annotator: str, article_id: str, pending: Pending | None) -> Loaded:
    """An article's file with the edits that it lacks. KeyError, NhanError as ``Project.load``."""
    loaded = project.load(article_id, annotator, pending.base if pending else None)
    if pending:
        for each in pending.missing(loaded.applied):
            loaded.document.apply(each.edit)
        loaded.touched = loaded.touched or bool(pending.applied)
    loaded.applied = dict(pending.applied) if pending else {}  # sealed sessions need no number any more
    return loaded


class Snapshot:
    """See ``Session.snapshot``. Every question reads the disk; nothing is kept."""

    def __init__(
        self, project: Project, annotator: str, pending: Mapping[str, Pending], copies: Mapping[str, Loaded], stamp: int
    ) -> None:
        """``pending``: by article, what is only in journals or in memory; ``copies``: large articles that are open."""
        self.project, self.annotator, self.stamp = project, annotator, stamp
        self.ids: Sequence[str] = project.ids
        self._pending, self._copies = pending, copies

    def loaded(self, article_id: str) -> Loaded:
        """The article with the suggestions it stands on. Not to be changed. NhanError when its file is damaged."""
        copy = self._copies.get(article_id)
        return copy or read_article(self.project, self.annotator, article_id, self._pending.get(article_id))

    def document(self, article_id: str) -> Document:
        """The article. Not to be changed. NhanError when its file is damaged."""
        return self.loaded(article_id).document

    def text(self, article_id: str) -> str:
        """The article's text alone: a tenth of the time of its document."""
        copy = self._copies.get(article_id)
        return copy.document.text if copy else self.project.article(article_id).text

    def summaries(self) -> Iterator[Summary]:
        """Every article as the queue shows it, in the order of import."""
        return self.project.summaries(self.annotator, self._pending)


class Saved(msgspec.Struct):
    """What came of writing articles' files. ``applied``: by article, how far each session's journal is in its file."""

    applied: dict[str, Mapping[str, int]] = {}
    failure: Message | None = None  # the first thing that went wrong


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
        try:
            loaded = read(article_id)
            project.save(loaded.document, annotator, loaded.base, loaded.applied)
        except OSError as error:
            reason = error.strerror or str(error)
            saved.failure = saved.failure or Message("session.not_written", {"article": article_id, "reason": reason})
        except NhanError as error:
            saved.failure = saved.failure or error.message
        else:
            saved.applied[article_id] = loaded.applied
    return saved
