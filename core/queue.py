"""The queue: one short value per article, cheap to make for a whole project."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from nhan.core.document import Document
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleStatus, Span, SpanStatus
from nhan.core.store.layout import key
from nhan.core.store.runs import Runs
from nhan.core.store.texts import Tally, Texts, tally_of
from nhan.core.store.work import Head, Work


class Summary(msgspec.Struct, frozen=True):
    """An article as the queue shows it. ``length`` is in code points; ``problem``: its file cannot be read."""

    id: str
    title: str
    status: ArticleStatus
    note: str
    suggested: int
    confirmed: int
    rejected: int
    length: int
    problem: Message | None = None


def summary_of(document: Document) -> Summary:
    """Of an article that is open: no file is read."""
    return Summary(
        id=document.id,
        title=document.article.title,
        status=document.state.status,
        note=document.state.note,
        suggested=document.unreviewed,
        confirmed=document.count(status=SpanStatus.CONFIRMED),
        rejected=document.count(status=SpanStatus.REJECTED),
        length=len(document.text),
    )


class Queue:
    """The summaries of a project's articles, in the order of import."""

    def __init__(self, texts: Texts, runs: Runs, work: Work, start: Callable[[str], Iterable[Span]]) -> None:
        """``start``: the spans that an untouched article starts with."""
        self._start = start
        self._texts = texts
        self._runs = runs
        self._work = work

    def summaries(self, annotator: str) -> Iterator[Summary]:
        """Of every article. Only the files of touched articles are read."""
        touched = self._work.touched(annotator)
        for article_id in self._texts.ids:
            yield self.summary(article_id, annotator) if key(article_id) in touched else self._untouched(article_id)

    def summary(self, article_id: str, annotator: str) -> Summary:
        """Of one article."""
        try:
            head = self._work.head(annotator, article_id)
        except NhanError as error:
            return self._summary(article_id, None, Tally(), error.message)
        return self._summary(article_id, head, head.tally) if head else self._untouched(article_id)

    def _untouched(self, article_id: str) -> Summary:
        try:
            return self._summary(article_id, None, self._tally(article_id))
        except NhanError as error:
            return self._summary(article_id, None, Tally(), error.message)

    def _summary(self, article_id: str, head: Head | None, tally: Tally, problem: Message | None = None) -> Summary:
        entry = self._texts[article_id]
        return Summary(
            id=article_id,
            title=entry.title,
            status=head.state.status if head else ArticleStatus.NEW,
            note=head.state.note if head else "",
            suggested=tally.suggested,
            confirmed=tally.confirmed,
            rejected=tally.rejected,
            length=entry.length,
            problem=problem,
        )

    def _tally(self, article_id: str) -> Tally:
        imported = self._texts[article_id].spans
        run = self._runs.entry(article_id)
        if run is None:
            return imported
        if imported.confirmed or imported.rejected:
            return tally_of(self._start(article_id))  # a few of the run's may give way: they have to be looked at
        return Tally(run.count)
