"""Who does the work of a batch: child processes on this machine, or the workers of a cluster."""

import importlib
import json
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import Any, Protocol

from nhan.core.messages import NhanError
from nhan.core.suggest.outcome import Outcome, SuggestFailed
from nhan.core.suggest.pool import WorkerPool, who_here, work_here
from nhan.core.suggest.protocol import Known
from nhan.core.workers.chunks import Chunk

PATIENCE = 10.0  # seconds that a scheduler has to answer in


class Backend(Protocol):
    """What a batch needs of its workers."""

    @property
    def jobs(self) -> int:
        """How many chunks can be worked on at once."""
        ...

    @property
    def work(self) -> Callable[[Chunk], list[Outcome]]: ...

    def who(self) -> Known:
        """The suggester, once it is ready. NhanError when it cannot be had."""
        ...

    def start(self) -> Executor: ...

    def close(self) -> None:
        """End the work under way at once."""
        ...


class Local:
    """Threads of this program, each with a child process of its own."""

    def __init__(self, suggester: str, parameters: dict[str, Any], jobs: int) -> None:
        self.jobs = jobs
        self.pool = WorkerPool(suggester, parameters)
        self.work: Callable[[Chunk], list[Outcome]] = self.pool.work
        # Kept from start to start: a thread pool does not break, and its threads' children are warm.
        self._executor = ThreadPoolExecutor(jobs, thread_name_prefix="suggest")

    def who(self) -> Known:
        return self._executor.submit(self.pool.who).result()

    def start(self) -> Executor:
        return self._executor

    def close(self) -> None:
        self.pool.close()
        self._executor.shutdown(wait=True, cancel_futures=True)


class Cluster:
    """The workers of a Dask scheduler (extra ``cluster``). Nhãn must be installed where they run."""

    def __init__(self, suggester: str, parameters: dict[str, Any], address: str, patience: float = PATIENCE) -> None:
        """``patience``: seconds to wait for the scheduler. NhanError when it does not answer."""
        try:
            distributed = importlib.import_module("distributed")
        except ImportError:
            raise NhanError("suggest.no_cluster") from None
        try:
            self._client = distributed.Client(address, timeout=patience, set_as_default=False)
        except (OSError, ValueError) as error:
            raise NhanError("suggest.no_scheduler", address=address, error=error) from None
        asked = json.dumps(parameters, sort_keys=True)
        self.work: Callable[[Chunk], list[Outcome]] = partial(work_here, suggester, asked)
        self._who = partial(who_here, suggester, asked)

    @property
    def jobs(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def who(self) -> Known:
        found: Known | SuggestFailed = self.start().submit(self._who).result()
        if isinstance(found, SuggestFailed):
            raise NhanError(found.message.key, **found.message.fields)
        return found

    def start(self) -> Executor:
        # Not pure: a chunk that is tried again must be worked on again.
        executor: Executor = self._client.get_executor(pure=False)
        return executor

    def close(self) -> None:
        self._client.close()
