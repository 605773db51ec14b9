"""The files of one session's articles: what they lack is written, and what other programs wrote is taken in."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import assert_never

from msgspec.structs import replace

from nhan.core.ahead import Ahead
from nhan.core.journaling import Journaling
from nhan.core.loaded_article import Loaded
from nhan.core.messages import Message, NhanError
from nhan.core.model import Change
from nhan.core.open_articles import OpenArticles
from nhan.core.outside import Outside, exchange
from nhan.core.project import Project
from nhan.core.readable import Opened, Unreadable, reading_of
from nhan.core.snapshot import Saved, save_articles

MOST_LOOKS = 20  # at what another program does that goes on writing


class ArticleFiles:
    """``behind``: the articles whose files lack something, be it journaled or in memory only."""

    def __init__(
        self,
        project: Project,
        annotator: str,
        opened: OpenArticles,
        ahead: Ahead,
        outside: Outside,
        journal: Journaling,
        load: Callable[[str], Loaded],
    ) -> None:
        """``load`` reads an article that is not open."""
        self._project, self._annotator, self._journal, self._load = project, annotator, journal, load
        self._open, self._ahead, self._outside = opened, ahead, outside
        self.behind: set[str] = set()

    def save(self, wanted: Callable[[], frozenset[str]], article_ids: Iterable[str]) -> Message | None:
        """Write those of the articles that are still ``wanted``. Returns the first thing that went wrong, or None."""
        now = wanted().intersection(article_ids)
        for _ in range(MOST_LOOKS):
            saved = save_articles(self._project, self._annotator, sorted(now), self._to_save)
            self.take_saved(saved)
            now = wanted().intersection(saved.outside)
            if not now:
                break
        return saved.failure

    def save_to_the_end(self, wanted: Callable[[], frozenset[str]]) -> Message | None:
        """Write all that is ``wanted`` until no other program has overwritten anything, or done more.

        So of all that are at work, the last to write has seen every journal, whoever overwrites whom.
        """
        failure = self.save(wanted, wanted())
        for _ in range(MOST_LOOKS):
            self.look()
            if failure or not wanted():
                break
            failure = self.save(wanted, wanted())
        return failure

    def _to_save(self, article_id: str) -> Loaded:
        loaded = self._open.get(article_id) or self._load(article_id)
        return replace(loaded, applied=self._ahead.applied(article_id))

    def take_saved(self, saved: Saved) -> list[Change]:
        """See ``Session.take_saved``."""
        for name, applied in saved.applied.items():
            if self._ahead.save(name, applied):
                self.behind.discard(name)
            self._outside.written(name, saved.stats[name])
            if name in self._open:
                opened = self._open[name]
                opened.touched, opened.stat, opened.copies = True, saved.stats[name], ()
        return self.take_in(saved.outside)

    def look(self) -> list[Change]:
        """Take in what other programs have done since. Returns what has come into open articles."""
        return self.take_in(self._outside.changed(self._open))

    def take_in(self, article_ids: Iterable[str]) -> list[Change]:
        """Put these articles together again from all there is of them. Returns what has come into open articles.

        What their files lack is then to be saved, other versions of the files among it: by who has a journal. Without
        one nobody would know that this program was at work, and what it overwrote by chance would not be looked for.
        """
        changes: list[Change] = []
        for name in article_ids:
            with suppress(OSError, NhanError):  # it is said when the article is read or saved
                found, lacking = self._outside.put_together(name, self._ahead, self._open.get(name))
                if lacking and self._journal.session:
                    self.behind.add(name)
                change = exchange(self._open[name], found) if name in self._open else None
                changes += [change] if change else []
        return changes

    def take_over(self) -> set[str]:
        """What earlier sessions left unsealed is to be saved, too. Returns the sessions this is not possible for."""
        kept: set[str] = set()
        for name in self._ahead.unsure:
            match reading_of(name, lambda name: self._to_save(name).document):
                case Opened():
                    self.behind.add(name)
                case Unreadable():
                    kept |= self._ahead.applied(name).keys()
                case never:
                    assert_never(never)
        return kept
