"""What the journals have and the articles' files may lack: edits by article, and the history that they continue.

Nothing is written here. The edits are replayed over an article's file when it is opened.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from nhan.core.model import ArticleEdit
from nhan.core.store.journal import Entry
from nhan.core.store.journals import Journals


class NumberedEdit(msgspec.Struct, frozen=True, gc=False):
    """An edit with its place in a journal. Session "" stands for what is in memory only.

    ``saved``: it has been in the article's file, which somebody may have replaced since.
    """

    session: str
    seq: int
    edit: ArticleEdit
    saved: bool = False


class Pending(msgspec.Struct, frozen=True, gc=False):
    """One article's edits that its file may lack, in order. Frozen: other threads may read it."""

    base: str | None = None  # the run of suggestions they stand on ("" = none); None: the first found a file
    edits: tuple[NumberedEdit, ...] = ()
    applied: Mapping[str, int] = {}  # the last edit of each unsealed session, those included that a file has by now

    def plus(self, each: NumberedEdit, applied: Mapping[str, int]) -> "Pending":
        """With one edit more. ``applied``: of its session; shared where an edit reaches ten thousand articles."""
        if self.applied and self.applied.keys() - applied.keys():
            applied = {**self.applied, **applied}
        return Pending(self.base, (*self.edits, each), applied)

    def missing(self, applied: Mapping[str, int]) -> list[NumberedEdit]:
        """The edits that a file lacks which has ``applied`` in it."""
        return [each for each in self.edits if each.seq > applied.get(each.session, 0)]

    def after_save(self, applied: Mapping[str, int]) -> "Pending":
        """What is left once a file has ``applied`` in it."""
        return Pending(self.base, tuple(self.missing(applied)), self.applied)


class Recovered:
    """The live journals of one annotator as they were when the project was opened, and those that were beside them.

    ``sessions``: those whose programs are gone, to be sealed; ``running``: those that belong to running programs, or
    may: they are read, and stay.
    """

    def __init__(self, journals: Journals) -> None:
        self._journals = journals
        every = journals.all()
        newest = _after_sealed(list(every), journals.sealed().keys())
        self.earlier: Sequence[Sequence[Path]] = list(every.values())  # the files of every session before this one
        self._older = self.earlier[: len(every) - len(newest)]  # sealed, or kept for an article that cannot be read
        self.entries: list[Entry] = []  # of the sessions that are newer than every sealed one
        live = journals.live()
        self.sessions: tuple[str, ...] = tuple(each for each in live if journals.is_abandoned(each))
        self.running: tuple[str, ...] = tuple(each for each in live if each not in self.sessions)
        beside = journals.beside(live)
        self.known = frozenset({*every} - {*self.running})  # what is read here once and for all
        bases: dict[str, str | None] = {}
        edits: dict[str, list[NumberedEdit]] = {}
        for session in [each for each in every if each in live or each in beside]:
            taken = journals.taken(session)
            for entry in journals.entries(every[session]):
                if session in newest and session in self.sessions:
                    self.entries.append(entry)
                for article, run in entry.bases.items():
                    if entry.seq > taken.get(article, 0):
                        bases.setdefault(article, run)
                for edit in entry.change.edits:
                    if entry.seq > taken.get(edit.article, 0):
                        bases.setdefault(edit.article, None)
                        edits.setdefault(edit.article, []).append(NumberedEdit(session, entry.seq, edit))
        self.pending: dict[str, Pending] = {
            article: Pending(base, tuple(edits.get(article, ())), _last(edits.get(article, ())))
            for article, base in bases.items()
        }

    @property
    def articles(self) -> Sequence[str]:
        """The articles that were edited, by id."""
        return list(self.pending)

    def older(self) -> Sequence[Entry] | None:
        """The entries of the newest session not asked for yet; None when there is none left.

        NhanError where its journal cannot be read: then what is older is not to be had, either.
        """
        if not self._older:
            return None
        entries = self._journals.entries(self._older[-1])
        self._older = self._older[:-1]
        return entries


class Followed(Mapping[str, Pending]):
    """What the journals have by now of each article, for one who only reads while another program writes them.

    ``offered``: what is in memory of articles that have no edits.
    """

    def __init__(self, journals: Journals, offered: Mapping[str, Pending]) -> None:
        self._journals = journals
        self._offered = offered
        self._stats = journals.live_stats()
        self._pending: Mapping[str, Pending] = Recovered(journals).pending

    @property
    def edited(self) -> frozenset[str]:
        """The articles whose files may lack edits."""
        return frozenset(name for name, pending in self._pending.items() if pending.edits)

    def __getitem__(self, article_id: str) -> Pending:
        if (stats := self._journals.live_stats()) != self._stats:
            self._stats, self._pending = stats, Recovered(self._journals).pending
        return self._pending.get(article_id) or self._offered[article_id]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._offered, **self._pending})

    def __len__(self) -> int:
        return len({**self._offered, **self._pending})

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._pending or article_id in self._offered


def _after_sealed(sessions: Sequence[str], sealed: Collection[str]) -> Sequence[str]:
    """Those of the sessions, given in order, that are newer than every sealed one."""
    first = max((at + 1 for at, session in enumerate(sessions) if session in sealed), default=0)
    return sessions[first:]


def _last(edits: Iterable[NumberedEdit]) -> dict[str, int]:
    """The last edit of each session."""
    return {each.session: each.seq for each in edits}
