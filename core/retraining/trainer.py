"""Learning seen from the program: a child process per task, which can be ended at any time and blocks no window."""

import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from nhan.core.messages import NhanError
from nhan.core.retraining.messages import (
    Answer,
    Model,
    Refused,
    Replay,
    Replayed,
    Request,
    Step,
    Train,
    read_answer,
    write,
)
from nhan.core.simulation.result import Simulated
from nhan.core.store.disk import Disk
from nhan.core.tagger.model_file import ModelFile, decode
from nhan.core.tagger.model_store import model_path, readings_path
from nhan.core.tagger.training_example import CorrectedArticle

Seen = Callable[[int, int], None]  # done, of


class Trainer:
    """Runs one task at a time in a child process. Call from any thread but the window's; ``stop`` from any."""

    def __init__(self, disk: Disk, project: Path) -> None:
        self._disk = disk
        self._project = project
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def train(self, articles: list[CorrectedArticle], at: str, seen: Seen = lambda _, __: None) -> ModelFile:
        """Train on these, the newest last, and put the model in the place of the last one.

        NhanError, with the last model still there, when there is nothing to learn from, when the child dies or is
        stopped, and when the disk refuses the file.
        """
        request = Train(articles, at, str(readings_path(self._project)))
        answer = self._run(request, seen)
        if not isinstance(answer, Model):
            raise NhanError("learning.error", error=type(answer).__name__)
        path = model_path(self._project)
        model = decode(answer.data, path.name)
        try:
            self._disk.make_folders(path.parent)
            self._disk.write_atomic(path, answer.data)
        except OSError as error:
            raise NhanError("learning.not_saved", file=str(path), problem=error.strerror or str(error)) from error
        return model

    def simulate(self, request: Replay, seen: Seen = lambda _, __: None) -> Simulated:
        """Replay a corrected project. NhanError when the child dies or is stopped."""
        answer = self._run(request, seen)
        if not isinstance(answer, Replayed):
            raise NhanError("learning.error", error=type(answer).__name__)
        return answer.result

    def stop(self) -> None:
        """End what is under way; its caller gets a NhanError. Nothing is started any more."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    @property
    def pid(self) -> int | None:
        """The child's process id, while there is one."""
        process = self._process
        return process.pid if process is not None else None

    def _run(self, request: Request, seen: Seen) -> Answer:
        with self._lock:
            if self._stopped:
                raise NhanError("learning.stopped")
            self._process = process = subprocess.Popen(
                [sys.executable, "-P", "-m", "nhan.core.retraining.server"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        try:
            return self._ask(process, request, seen)
        finally:
            self._clear(process)

    def _ask(self, process: "subprocess.Popen[bytes]", request: Request, seen: Seen) -> Answer:
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):
            write(process.stdin, request)
        while (answer := read_answer(process.stdout)) is not None:
            if isinstance(answer, Step):
                seen(answer.done, answer.of)
            elif isinstance(answer, Refused):
                raise NhanError(answer.message.key, **answer.message.fields)
            else:
                return answer
        process.kill()
        if self._stopped:
            raise NhanError("learning.stopped")
        raise NhanError("learning.died", code=process.wait())

    def _clear(self, process: "subprocess.Popen[bytes]") -> None:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        with self._lock:
            self._process = None
