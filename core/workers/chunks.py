"""Runs chunks of articles on an Executor: a bounded window, and what kills workers is found down to the article."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from typing import Generic, TypeVar

Chunk = tuple[tuple[str, str], ...]  # (article id, text)
R = TypeVar("R")

PATIENCE = 0.2  # seconds between two looks at whether to stop


class Runner(Generic[R]):
    """Maps ``work`` over chunks. Works with any Executor whose workers can import what ``work`` needs.

    A future that fails (its worker died; the text could not be sent) makes its chunk a suspect, and so does every
    chunk under way when an executor breaks as a whole. Suspects run one at a time; the one that fails alone is halved,
    down to the article. ``start`` gives an executor: at first, and again when one is broken for good. The last one is
    not shut down.
    """

    def __init__(
        self,
        start: Callable[[], Executor],
        work: Callable[[Chunk], list[R]],
        lost: Callable[[str, BaseException], R],
        window: int,
    ) -> None:
        self._start = start
        self._work = work
        self._lost = lost  # what an article's result is when it fails alone
        self._window = window
        self._running: dict[Future[list[R]], Chunk] = {}
        self._suspects: deque[Chunk] = deque()

    def run(self, chunks: Iterable[Chunk], stop: Callable[[], bool] = lambda: False) -> Generator[list[R], None, None]:
        """The results chunk by chunk, in the order they get done. At most ``window`` chunks are drawn and not done.

        When ``stop`` says so, or the iterator is closed, nothing more is begun and what is under way is dropped.
        """
        waiting = iter(chunks)
        executor = self._start()
        try:
            while not stop():
                broken = self._fill(executor, waiting)
                if not self._running and not broken:
                    return
                done, _ = wait(self._running, PATIENCE, FIRST_COMPLETED)
                alone = len(self._running) == 1
                for future in done:
                    chunk = self._running.pop(future)
                    try:
                        yield future.result()
                    except BrokenExecutor as error:
                        broken = True
                        yield from self._failed(chunk, alone, error)
                    except (CancelledError, Exception) as error:
                        yield from self._failed(chunk, alone, error)
                if broken:
                    self._suspects.extend(self._running.values())
                    self._running.clear()
                    executor.shutdown(wait=False)
                    executor = self._start()
        finally:
            for future in self._running:
                future.cancel()
            self._running.clear()

    def _fill(self, executor: Executor, waiting: Iterator[Chunk]) -> bool:
        """Begin what may be begun. True: the executor takes nothing any more."""
        while len(self._running) < (1 if self._suspects else self._window):
            chunk = self._suspects.popleft() if self._suspects else next(waiting, None)
            if chunk is None:
                return False
            try:
                self._running[executor.submit(self._work, chunk)] = chunk
            except BrokenExecutor:
                self._suspects.appendleft(chunk)
                return True
        return False

    def _failed(self, chunk: Chunk, alone: bool, error: BaseException) -> Iterator[list[R]]:
        if not alone:
            self._suspects.append(chunk)
        elif len(chunk) > 1:
            middle = len(chunk) // 2
            self._suspects.extendleft((chunk[middle:], chunk[:middle]))
        else:
            yield [self._lost(chunk[0][0], error)]
