"""The learning child process: one request on standard input, answers on what was standard output, then it ends.

Started by ``learner.Learner`` as ``python -m nhan.core.retraining.server``.
"""

import gc
import os
import sys
from pathlib import Path
from threading import Thread
from typing import IO, assert_never

from nhan.core.messages import Message, NhanError
from nhan.core.retraining.messages import (
    Answer,
    Model,
    Refused,
    Replay,
    Replayed,
    Request,
    Step,
    Train,
    read_request,
    write,
)
from nhan.core.simulation.replay import Simulation
from nhan.core.store.disk import Disk
from nhan.core.tagger.training import TokenizedArticles, train_model
from nhan.core.workers.priority import behave


def main() -> int:
    behave()
    gc.disable()  # features are millions of strings in lists and no circles: looking for some takes a third of the time
    answers = _take_output()  # the trainer prints as it goes
    request = read_request(sys.stdin.buffer)
    if request is None:
        return 1
    # The parent keeps its end open until it has the answer: when input ends before, nobody waits for it any more.
    Thread(target=_end_with_input, args=(sys.stdin.buffer,), daemon=True).start()
    try:
        answer = _answer(request, answers)
    except NhanError as error:
        answer = Refused(error.message)
    except MemoryError:
        answer = Refused(Message("learning.memory"))
    except Exception as error:
        answer = Refused(Message("learning.error", {"error": f"{type(error).__name__}: {error}"}))
    write(answers, answer)
    return 0


def _answer(request: Request, answers: IO[bytes]) -> Answer:
    readings = TokenizedArticles(Disk(), Path(request.kept) if request.kept else None)

    def seen(done: int, of: int) -> None:
        write(answers, Step(done, of))

    match request:
        case Train():
            return Model(train_model(request.articles, readings, request.at, seen))
        case Replay():
            simulation = Simulation(request.labels, request.gold, readings, request.options)
            return Replayed(simulation.run(seen))
        case _:
            assert_never(request)


def _take_output() -> IO[bytes]:
    """The pipe to the parent. Whatever the trainer prints would break the frames: it goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return answers


def _end_with_input(pipe: IO[bytes]) -> None:
    pipe.read()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
