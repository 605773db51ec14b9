"""What articles have beyond their files: journaled edits, and suggestions that are in memory only."""

from collections.abc import Iterable, Mapping, Sequence

from nhan.core.loaded_article import Loaded
from nhan.core.model import ArticleEdit, Change
from nhan.core.store.journals import Journals
from nhan.core.store.recovery import Followed, NumberedEdit, Pending


class Ahead:
    """By article. ``stamp`` counts what was applied, journaled or not."""

    def __init__(self, recovered: Mapping[str, Pending], reading: Journals | None = None) -> None:
        """``recovered``: what earlier sessions left behind; ``reading``: the journals, where another program writes
        them and this one only reads."""
        self.journaled = dict(recovered)
        self.offered: dict[str, Pending] = {}  # of articles nobody has touched
        self.stamp = 0
        self._edited: dict[str, int] = {}  # the count at each article's last
        self._recovered = tuple(recovered)
        self._replaced: set[str] = set()  # articles whose files another program has replaced
        self._followed = Followed(reading, self.offered) if reading else None

    def of(self, article_id: str) -> Pending | None:
        """What the article's file may lack."""
        if self._followed is not None:
            return self._followed.get(article_id)
        return self.journaled.get(article_id) or self.offered.get(article_id)

    def all(self) -> Mapping[str, Pending]:
        """The same of every article."""
        return {**self.offered, **self.journaled} if self._followed is None else self._followed

    @property
    def unsure(self) -> frozenset[str]:
        """The articles that earlier sessions left behind, or other programs have written: what their files lack may
        not fit any more."""
        if self._followed is not None:
            return self._followed.edited
        return frozenset(name for name in (*self._recovered, *self._replaced) if self.journaled[name].edits)

    def edited_since(self, stamp: int) -> list[str]:
        """The articles that something was applied to since."""
        return [name for name, at in self._edited.items() if at > stamp]

    def bases(self, articles: Iterable[str], opened: Mapping[str, Loaded], known: Mapping[str, str]) -> dict[str, str]:
        """The runs of suggestions that those of the articles stand on which nobody has touched. ``known``: the runs of
        articles that are not open."""
        bases: dict[str, str] = {}
        for name in [name for name in articles if name not in self.journaled]:
            loaded = opened.get(name)
            if name in self.offered:
                bases[name] = self.offered[name].base or ""
            elif loaded is not None and not loaded.touched:
                bases[name] = loaded.base
            elif loaded is None and name in known:
                bases[name] = known[name]
        return bases

    def applied(self, article_id: str) -> dict[str, int]:
        """What the article's file may say of the journals once everything is in it."""
        return dict(self.journaled[article_id].applied) if article_id in self.journaled else {}

    def taken(self, session: str) -> dict[str, int]:
        """By article, how far an earlier session is in its file, of those that lack nothing."""
        saved = (name for name in self._recovered if not self.journaled[name].edits)
        return {name: seq for name in saved if (seq := self.journaled[name].applied.get(session))}

    def offer(self, article_id: str, base: str, edit: ArticleEdit) -> None:
        """A suggestion is shown; ``base``: the run that the article stands on."""
        offered = self.offered.get(article_id) or Pending(base)
        self.offered[article_id] = offered.plus(NumberedEdit("", 1, edit), {})
        self._count([article_id])

    def journal(self, session: str, seq: int, change: Change, bases: Mapping[str, str]) -> None:
        """A change is in the journal of ``session``; ``bases``: of articles that it touches first.

        In articles with suggestions in memory it is these that are journaled, which makes no other article of them.
        """
        journaled, applied = self.journaled, {session: seq}
        for edit in change.edits:
            name, each = edit.article, NumberedEdit(session, seq, edit)
            before = journaled.get(name)
            journaled[name] = before.plus(each, applied) if before else Pending(bases.get(name), (each,), applied)
        self._count([edit.article for edit in change.edits if edit.article not in self.offered])

    def save(self, article_id: str, applied: Mapping[str, int]) -> bool:
        """The article's file was written with ``applied`` in it. Returns whether it lacks nothing now."""
        self.journaled[article_id] = left = self.journaled[article_id].after_save(applied)
        return not left.edits

    def fall_behind(self, article_id: str, edits: Sequence[NumberedEdit], base: str) -> None:
        """The article's file was replaced by another program: it lacks some of these edits."""
        before = self.journaled.get(article_id)
        applied = {**(before.applied if before else {}), **{each.session: each.seq for each in edits}}
        self.journaled[article_id] = Pending(before.base if before else base, tuple(edits), applied)
        self.offered.pop(article_id, None)
        self._replaced.add(article_id)
        self._count([article_id])

    def _count(self, article_ids: Iterable[str]) -> None:
        self.stamp += 1
        self._edited.update(dict.fromkeys(article_ids, self.stamp))
