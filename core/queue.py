"""The queue: one short value per article, cheap to make for a whole project."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleEdit, ArticleStatus, Span, SpanStatus
from nhan.core.readable import unreadable
from nhan.core.store.layout import key
from nhan.core.store.records import Head, Records
from nhan.core.store.recovery import Pending
from nhan.core.store.runs import Runs
from nhan.core.store.texts import Tally, Texts, tally_of


class Summary(msgspec.Struct, frozen=True):
    """An article as the queue shows it. ``length`` is in code points; ``problem``: its file cannot be read.

    ``disputes``: how many are to be settled; ``unsure``: it has to be read to know it (see ``read_to_tell``);
    ``questions``: spans whose notes ask something of whoever curates, and answers that do.
    """

    id: str
    title: str
    status: ArticleStatus
    note: str
    suggested: int
    confirmed: int
    rejected: int
    length: int
    problem: Message | None = None
    disputes: int = 0
    unsure: bool = False
    flagged: bool = False
    questions: int = 0

    @property
    def spans(self) -> int:
        """How many there are, whatever their state."""
        return self.suggested + self.confirmed + self.rejected


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
        disputes=len(document.disputes),
        flagged=document.state.flagged,
        questions=document.questions + document.state.questions,
    )


def summary_after(summary: Summary, edits: Iterable[ArticleEdit]) -> Summary:
    """What the queue shows once these edits are applied, without opening the article."""
    counts = dict.fromkeys(SpanStatus, 0)
    status, note, flagged = summary.status, summary.note, summary.flagged
    disputes, questions = summary.disputes, summary.questions
    for edit in edits:
        disputes += len(edit.raised) - len(edit.settled)
        for span in edit.removed:
            counts[span.status] -= 1
            questions -= span.asks
        for span in edit.added:
            counts[span.status] += 1
            questions += span.asks
        if edit.now is not None:
            status, note, flagged = edit.now.status, edit.now.note, edit.now.flagged
            questions += edit.now.questions - (edit.was.questions if edit.was is not None else 0)
    return replace(
        summary,
        status=status,
        note=note,
        suggested=summary.suggested + counts[SpanStatus.SUGGESTED],
        confirmed=summary.confirmed + counts[SpanStatus.CONFIRMED],
        rejected=summary.rejected + counts[SpanStatus.REJECTED],
        disputes=max(0, disputes),
        flagged=flagged,
        questions=max(0, questions),
    )


class Queue:
    """The summaries of a project's articles, in the order of import."""

    def __init__(
        self,
        texts: Texts,
        runs: Runs,
        work: Records,
        start: Callable[[str, str | None], Iterable[Span]],
        title: Callable[[str], str],
    ) -> None:
        """``start``: the spans that an untouched article starts with, on which run (see ``Project.load``); ``title``:
        what an article is called."""
        self._start, self._title = start, title
        self._texts = texts
        self._runs = runs
        self._work = work

    def summaries(
        self, annotator: str, pending: Mapping[str, Pending], article_ids: Sequence[str]
    ) -> Iterator[Summary]:
        """Of these articles, with what their files lack. Only the files of touched articles are read."""
        try:
            touched = self._work.touched(annotator)
        except OSError:  # each article says for itself whether its file can be read
            touched = {key(article_id): False for article_id in article_ids}
        for article_id in article_ids:
            if article_id in pending or key(article_id) in touched:
                copied = touched.get(key(article_id), False)
                yield self._with_pending(article_id, annotator, pending.get(article_id), copied)
            else:
                yield self._untouched(article_id)

    def summary(self, article_id: str, annotator: str, pending: Pending | None = None) -> Summary:
        """Of one article, with what its file lacks."""
        try:
            return self._with_pending(article_id, annotator, pending, self._work.has_copies(annotator, article_id))
        except OSError as error:
            return self._summary(article_id, None, Tally(), unreadable(article_id, error).message)

    def _with_pending(self, article_id: str, annotator: str, pending: Pending | None, copied: bool) -> Summary:
        base = pending.base if pending else None
        try:
            head = self._work.head(annotator, article_id)
        except (NhanError, OSError) as error:
            return self._summary(article_id, None, Tally(), unreadable(article_id, error).message)
        summary = self._summary(article_id, head, head.tally) if head else self._untouched(article_id, base)
        if head and (head.unsure or copied):
            return replace(summary, unsure=True)
        missing = pending.missing(head.applied if head else {}) if pending else ()
        return summary_after(summary, (each.edit for each in missing)) if missing else summary

    def _untouched(self, article_id: str, base: str | None = None) -> Summary:
        try:
            return self._summary(article_id, None, self._tally(article_id, base))
        except (NhanError, OSError) as error:
            return self._summary(article_id, None, Tally(), unreadable(article_id, error).message)

    def _summary(self, article_id: str, head: Head | None, tally: Tally, problem: Message | None = None) -> Summary:
        entry = self._texts[article_id]
        return Summary(
            id=article_id,
            title=self._title(article_id),
            status=head.state.status if head else ArticleStatus.NEW,
            note=head.state.note if head else "",
            suggested=tally.suggested,
            confirmed=tally.confirmed,
            rejected=tally.rejected,
            length=entry.length,
            problem=problem,
            disputes=head.disputes if head else 0,
            flagged=head.state.flagged if head else False,
            questions=head.questions if head else 0,
        )

    def _tally(self, article_id: str, base: str | None) -> Tally:
        imported = self._texts[article_id].spans
        run = None if base == "" else self._runs.entry(article_id, base)
        if run is None:
            return imported
        if imported.confirmed or imported.rejected:
            return tally_of(self._start(article_id, base))  # a few of the run's may give way: they have to be looked at
        return Tally(run.count)
