"""A child process that suggests and segments, as futures: killing it loses nothing, and no text can hold up the rest."""

import threading
from collections import deque
from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any, Self, assert_never

import msgspec

from nhan.core.messages import Message
from nhan.core.model import Span
from nhan.core.suggest.process import Child, Died
from nhan.core.suggest.protocol import to_spans
from nhan.core.suggest.table import DEFAULT
from nhan.core.suggest.wire import Answer, Broken, Cut, Found, Ready, Request, SuggestFor, WordsOf

TRIES = 2  # a text that kills two fresh children in a row is not tried again unasked


class Suggested(msgspec.Struct, frozen=True):
    """What was proposed for an article, and by whom."""

    article: str
    spans: tuple[Span, ...]
    name: str
    version: str


class SuggestFailed(msgspec.Struct, frozen=True):
    """Why there is no answer. Asking again is a retry. ``article`` is "" where none was asked about."""

    article: str
    message: Message


class _Job:
    """A request on its way, and the future that its answer (or failure) goes to."""

    def __init__(self, article: str, request: Request, future: "Future[Any]") -> None:
        self.article = article
        self.request = request
        self.future = future


class SuggestWorker:
    """One child process, started with the first request and replaced when it dies; one request at a time, in order.

    The futures never raise; a failure is a ``SuggestFailed``. They can be cancelled until their turn comes, and all that
    are left when the worker closes are cancelled. Callbacks run in the worker's thread.
    """

    def __init__(self, suggester: str = DEFAULT, parameters: Mapping[str, Any] | None = None) -> None:
        self._suggester = suggester
        self._parameters = dict(parameters or {})
        self._jobs: deque[_Job] = deque()
        self._news = threading.Condition()
        self._closed = False
        self._child: Child | None = None
        self._thread: threading.Thread | None = None

    def submit(self, article: str, text: str, *, first: bool = False) -> "Future[Suggested | SuggestFailed]":
        """Ask for suggestions; ``first`` goes before everything that waits (the article somebody looks at)."""
        return self._put(article, SuggestFor(self._suggester, self._parameters, text), first)

    def words(self, text: str, *, first: bool = False) -> "Future[tuple[tuple[int, int], ...] | SuggestFailed]":
        """Ask for the ranges of the words of a text (code points)."""
        return self._put("", WordsOf(text), first)

    def warm_up(self) -> "Future[None | SuggestFailed]":
        """Start the child now, so that the first article need not wait for it."""
        return self._put("", Ready(self._suggester, self._parameters), False)

    def close(self) -> None:
        """End the child at once, whatever it is doing, and cancel what waits. Closing twice is fine."""
        with self._news:
            self._closed = True
            jobs, self._jobs = self._jobs, deque()
            self._news.notify_all()
            if self._child is not None:
                self._child.kill()
        for job in jobs:
            job.future.cancel()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process id, while there is a child."""
        child = self._child
        return child.pid if child is not None else None

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
        if self._child is not None:
            self._child.end()

    def _next(self) -> _Job | None:
        with self._news:
            self._news.wait_for(lambda: self._jobs or self._closed)
            return None if self._closed else self._jobs.popleft()

    def _outcome(self, job: _Job) -> Suggested | tuple[tuple[int, int], ...] | SuggestFailed | None:
        answer = self._ask(job.request)
        match answer:
            case Found():
                spans = to_spans(job.article, answer.name, answer.version, answer.suggestions)
                return Suggested(job.article, spans, answer.name, answer.version)
            case Cut():
                return tuple(answer.words)
            case Ready():
                return None
            case Broken():
                return SuggestFailed(job.article, answer.message)
            case _:
                assert_never(answer)

    def _ask(self, request: Request) -> Answer:
        """The child's answer; a child that dies over it is replaced and asked once more."""
        why = Message("suggest.closed")
        for _ in range(TRIES):
            try:
                child = self._living()
                if child is None:
                    return Broken(Message("suggest.closed"))
                return child.ask(request)
            except Died as died:
                why = died.message
                self._drop()
                if died.final:
                    break
            except Exception as error:  # no process to be had, a text that cannot be sent: said, and the next one is tried
                self._drop()
                return Broken(Message("suggest.error", {"error": f"{type(error).__name__}: {error}"}))
        return Broken(why)

    def _living(self) -> Child | None:
        with self._news:
            if self._closed:
                return None
            if self._child is None:
                self._child = Child()
            return self._child

    def _drop(self) -> None:
        with self._news:
            child, self._child = self._child, None
        if child is not None:
            child.end()
