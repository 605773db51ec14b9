"""What an earlier session left unsealed: its edits, by article, and the history it continues.

Nothing is written here. The edits are replayed over the articles' files as these are opened.
"""

from collections.abc import Sequence

import msgspec

from nhan.core.model import ArticleEdit
from nhan.core.store.journal import Entry, Journals


class Pending(msgspec.Struct):
    """One article's edits that its file may not have yet, in order; ``base`` is the run they stand on ("" = none)."""

    base: str | None = None  # None: the first edit found a file of the article
    edits: list[tuple[str, int, ArticleEdit]] = msgspec.field(default_factory=list)  # session, number, edit


class Recovered:
    """The live journals of one annotator as they were when the project was opened."""

    def __init__(self, journals: Journals) -> None:
        self._journals = journals
        self._sealed = list(journals.sealed().items())
        self._pending: dict[str, Pending] = {}
        self.entries: list[Entry] = []
        self.sessions: tuple[str, ...] = ()
        for session, paths in journals.live().items():
            self.sessions += (session,)
            for entry in journals.entries(paths):
                self.entries.append(entry)
                self._sort(session, entry)

    def _sort(self, session: str, entry: Entry) -> None:
        for article, run in entry.bases.items():
            self._pending.setdefault(article, Pending(base=run))
        for edit in entry.change.edits:
            self._pending.setdefault(edit.article, Pending()).edits.append((session, entry.seq, edit))

    @property
    def articles(self) -> Sequence[str]:
        """The articles that were edited, by id."""
        return list(self._pending)

    def of(self, article_id: str) -> Pending | None:
        """The edits of one article, or None."""
        return self._pending.get(article_id)

    def applied(self, article_id: str) -> dict[str, int]:
        """The last edit of each session, once all of them are applied to the article."""
        pending = self._pending.get(article_id)
        return {session: seq for session, seq, _ in pending.edits} if pending else {}

    def older(self) -> Sequence[Entry] | None:
        """The entries of the newest sealed session not asked for yet; None when there is none left.

        NhanError where its journal cannot be read: then what is older is not to be had, either.
        """
        if not self._sealed:
            return None
        entries = self._journals.entries(self._sealed[-1][1])
        self._sealed.pop()
        return entries
