"""Suggests for many articles of a project: resumable pack by pack, in bounded memory."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import msgspec

from nhan.core.labels import LabelSet
from nhan.core.messages import Message, NhanError
from nhan.core.model import Span
from nhan.core.operations import compatible
from nhan.core.suggest.backends import Backend
from nhan.core.suggest.outcome import Outcome, Suggested, SuggestFailed
from nhan.core.workers.chunks import Chunk, Runner

PACK = 1_000  # articles written together: never done again once they are
CHUNK_ARTICLES = 32  # articles a worker gets at once: a second or two of work
CHUNK_LENGTH = 100_000  # code points likewise
AHEAD = 3  # chunks waiting for each worker


class BatchProgress(msgspec.Struct, frozen=True):
    """How far a batch has come since it was started."""

    articles: int = 0  # done, failed ones among them
    failed: int = 0
    spans: int = 0
    length: int = 0  # code points of the articles done
    written: int = 0  # articles whose suggestions are on the disk


class Writer(Protocol):
    """Where suggestions go; ``Project.new_run`` gives one."""

    @property
    def next_pack(self) -> int: ...

    def write(self, number: int, spans: Mapping[str, Sequence[Span]]) -> None: ...


class Batch:
    """One run over many articles. ``failures`` grows as it goes; they have nothing written and can be tried again."""

    def __init__(self, backend: Backend, writer: Writer, labels: LabelSet, pack: int = PACK) -> None:
        self._backend = backend
        self._writer = writer
        self._labels = labels  # the project's: spans with other labels are left out
        self._pack = pack
        self._done: dict[str, tuple[Span, ...]] = {}
        self._texts: dict[str, str] = {}  # of the articles drawn and not done
        self.failures: list[SuggestFailed] = []
        self.progress = BatchProgress()

    def run(
        self, ids: Iterable[str], text: Callable[[str], str], stop: Callable[[], bool] = lambda: False
    ) -> Generator[BatchProgress, None, None]:
        """Suggest for these articles, whose texts ``text`` reads (an article that it raises NhanError for has failed).

        Stopped, by ``stop`` or by closing the iterator, it first writes what is done. Raises what ``write`` raises.
        """
        runner = Runner[Outcome](self._backend.start, self._backend.work, _lost, window=self._backend.jobs * AHEAD)
        results = runner.run(self._chunks(ids, text), stop)
        try:
            for outcomes in results:
                for found in outcomes:
                    self._take(found)
                if len(self._done) >= self._pack:
                    self._write()
                yield self.progress
        finally:
            results.close()
            self._write()
        yield self.progress

    def _chunks(self, ids: Iterable[str], text: Callable[[str], str]) -> Iterator[Chunk]:
        chunk: list[tuple[str, str]] = []
        length = 0
        for article in ids:
            try:
                its_text = text(article)
            except NhanError as error:
                self._take(SuggestFailed(article, error.message))
                continue
            if chunk and (len(chunk) == CHUNK_ARTICLES or length + len(its_text) > CHUNK_LENGTH):
                yield tuple(chunk)
                chunk, length = [], 0
            chunk.append((article, its_text))
            self._texts[article] = its_text
            length += len(its_text)
        if chunk:
            yield tuple(chunk)

    def _take(self, found: Outcome) -> None:
        before = self.progress
        spans: tuple[Span, ...] = ()
        its_text = self._texts.pop(found.article, "")
        if isinstance(found, Suggested):
            spans = tuple(compatible(self._labels, its_text, found.spans))
            self._done[found.article] = spans
        else:
            self.failures.append(found)
        self.progress = BatchProgress(
            before.articles + 1,
            len(self.failures),
            before.spans + len(spans),
            before.length + len(its_text),
            before.written,
        )

    def _write(self) -> None:
        if self._done:
            self._writer.write(self._writer.next_pack, self._done)
            written = self.progress.written + len(self._done)
            self.progress = msgspec.structs.replace(self.progress, written=written)
            self._done = {}


def _lost(article: str, error: BaseException) -> Outcome:
    return SuggestFailed(article, Message("suggest.ends_process", {"article": article, "error": str(error)}))
