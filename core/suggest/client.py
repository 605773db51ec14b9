"""A child process that suggests and segments, as futures: killing it loses nothing, no text holds up the rest."""

import threading
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from typing import Any, Self, assert_never

from nhan.core.suggest.outcome import Suggested, SuggestFailed, outcome
from nhan.core.suggest.protocol import (
    SUGGESTING,
    CandidatesIn,
    Cut,
    FollowOn,
    Found,
    HowLikely,
    Known,
    Likely,
    MayBe,
    Ready,
    Request,
    SuggestFor,
    WordsOf,
)
from nhan.core.suggest.registry import UNDERTHESEA
from nhan.core.suggestion import Labelled
from nhan.core.workers.channel import Refused
from nhan.core.workers.restarted_child import RestartedChild


class _Job:
    """A request on its way, and the future that its answer (or failure) goes to."""

    def __init__(self, article: str, request: Request, future: "Future[Any]") -> None:
        self.article = article
        self.request = request
        self.future = future


class SuggestClient:
    """One child process, started with the first request and replaced when it dies; one request at a time, in order.

    The futures never raise; a failure is a ``SuggestFailed``. They can be cancelled until their turn comes, and all
    that are left when the worker closes are cancelled. Callbacks run in the worker's thread.
    """

    def __init__(self, suggester: str = UNDERTHESEA, parameters: Mapping[str, Any] | None = None) -> None:
        self._suggester = suggester
        self._parameters = dict(parameters or {})
        self._jobs: deque[_Job] = deque()
        self._news = threading.Condition()
        self._closed = False
        self._child = RestartedChild(SUGGESTING)
        self._thread: threading.Thread | None = None

    def submit(self, article: str, text: str, *, first: bool = False) -> "Future[Suggested | SuggestFailed]":
        """Ask for suggestions; ``first`` goes before everything that waits (the article somebody looks at)."""
        return self._put(article, SuggestFor(self._suggester, self._parameters, text), first)

    def follow(
        self, article: str, text: str, confirmed: Sequence[tuple[int, int, str]], end: int
    ) -> "Future[Suggested | SuggestFailed]":
        """Ask again, before everything that waits, for what starts at the offset ``end`` or after it.

        What starts before ``end`` is decided: ``confirmed`` (start, end, label; code points) is right, nothing else is.
        """
        request = FollowOn(self._suggester, self._parameters, text, list(confirmed), end)
        return self._put(article, request, True)

    def words(self, text: str, *, first: bool = False) -> "Future[tuple[tuple[int, int], ...] | SuggestFailed]":
        """Ask for the ranges of the words of a text (code points)."""
        return self._put("", WordsOf(text), first)

    def likelihoods(
        self, article: str, text: str, places: Sequence[Labelled]
    ) -> "Future[tuple[float | None, ...] | SuggestFailed]":
        """Ask how probable exactly each of these places is, told nothing else of the article."""
        return self._put(article, HowLikely(self._suggester, self._parameters, text, list(places)), True)

    def candidates(self, article: str, text: str) -> "Future[tuple[Labelled, ...] | SuggestFailed]":
        """Ask where there may be a span although none is suggested, nothing of the article being decided."""
        return self._put(article, CandidatesIn(self._suggester, self._parameters, text), False)

    def warm_up(self) -> "Future[Known | SuggestFailed]":
        """Start the child now, so that the first article need not wait for it; says who will suggest."""
        return self._put("", Ready(self._suggester, self._parameters), False)

    def close(self) -> None:
        """End the child at once, whatever it is doing, and cancel what waits. Closing twice is fine."""
        with self._news:
            self._closed = True
            jobs, self._jobs = self._jobs, deque()
            self._news.notify_all()
        self._child.close()
        for job in jobs:
            if job.future.cancel():
                job.future.set_running_or_notify_cancel()  # wakes those who wait for it
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process id, while there is a child."""
        return self._child.pid

    def _put(self, article: str, request: Request, first: bool) -> "Future[Any]":
        job = _Job(article, request, Future())
        with self._news:
            if self._closed:
                raise RuntimeError("the worker is closed")
            self._jobs.appendleft(job) if first else self._jobs.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="suggest", daemon=True)
                self._thread.start()
            self._news.notify_all()
        return job.future

    def _run(self) -> None:
        while (job := self._next()) is not None:
            if job.future.set_running_or_notify_cancel():
                job.future.set_result(self._outcome(job))

    def _next(self) -> _Job | None:
        with self._news:
            self._news.wait_for(lambda: self._jobs or self._closed)
            return None if self._closed else self._jobs.popleft()

    def _outcome(self, job: _Job) -> Suggested | tuple[Any, ...] | Known | SuggestFailed:
        answer = self._child.ask(job.request)
        match answer:
            case Found() | Refused():
                return outcome(job.article, answer)
            case Likely():
                return tuple(answer.values)
            case MayBe():
                return tuple(answer.places)
            case Cut():
                return tuple(answer.words)
            case Known():
                return answer
            case _:
                assert_never(answer)
