"""Suggesting child processes for threads that ask: each thread has its own, so threads of one program use all cores."""

import json
import threading
from functools import cache
from typing import Any

from nhan.core.messages import NhanError
from nhan.core.suggest.outcome import Outcome, SuggestFailed, outcome
from nhan.core.suggest.protocol import SUGGESTING, Answer, Found, Known, Ready, Request, SuggestFor
from nhan.core.workers.channel import Refused
from nhan.core.workers.chunks import Chunk
from nhan.core.workers.restarted_child import RestartedChild


class WorkerPool:
    """Asks one suggester about articles. Any number of threads may call ``work`` at once."""

    def __init__(self, suggester: str, parameters: dict[str, Any]) -> None:
        self._suggester = suggester
        self._parameters = parameters
        self._children: dict[int, RestartedChild[Request, Answer]] = {}
        self._lock = threading.Lock()
        self._closed = False

    def who(self) -> Known:
        """The suggester, made ready in this thread's child. NhanError when it cannot be had."""
        answer = self._child().ask(Ready(self._suggester, self._parameters))
        if isinstance(answer, Refused):
            raise NhanError(answer.message.key, **answer.message.fields)
        assert isinstance(answer, Known)
        return answer

    def work(self, chunk: Chunk) -> list[Outcome]:
        """One outcome for each article; one that ends a child twice has failed, and only that one."""
        child = self._child()
        return [self._ask(child, article, text) for article, text in chunk]

    def _ask(self, child: RestartedChild[Request, Answer], article: str, text: str) -> Outcome:
        answer = child.ask(SuggestFor(self._suggester, self._parameters, text))
        assert isinstance(answer, Found | Refused)
        return outcome(article, answer)

    @property
    def pids(self) -> list[int]:
        """The process ids of the children that live."""
        with self._lock:
            return [pid for child in self._children.values() if (pid := child.pid) is not None]

    def close(self) -> None:
        """End all children at once; what is under way fails."""
        with self._lock:
            self._closed = True
            children = list(self._children.values())
        for child in children:
            child.close()

    def _child(self) -> RestartedChild[Request, Answer]:
        with self._lock:
            child = self._children.setdefault(threading.get_ident(), RestartedChild(SUGGESTING))
            if self._closed:
                child.close()
            return child


def work_here(suggester: str, parameters: str, chunk: Chunk) -> list[Outcome]:
    """``WorkerPool.work`` in whichever process an executor put it (``parameters``: JSON). The pool stays for more."""
    return _pool_here(suggester, parameters).work(chunk)


def who_here(suggester: str, parameters: str) -> Known | SuggestFailed:
    """``WorkerPool.who`` likewise; a failure is returned: not every executor hands exceptions over whole."""
    try:
        return _pool_here(suggester, parameters).who()
    except NhanError as error:
        return SuggestFailed("", error.message)


@cache
def _pool_here(suggester: str, parameters: str) -> WorkerPool:
    return WorkerPool(suggester, json.loads(parameters))
