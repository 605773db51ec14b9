"""The suggesting child process: reads requests from standard input, answers on what was standard output.

Started by ``worker.SuggestWorker`` as ``python -m nhan.core.suggest.child``.
"""

import os
import sys
from queue import SimpleQueue
from threading import Thread
from typing import IO

from nhan.core.suggest.messages import Request, decode_request, read_frame, write_frame
from nhan.core.suggest.server import SuggestServer
from nhan.core.workers.priority import behave


def main() -> int:
    behave()
    answers = _take_output()
    requests: SimpleQueue[Request] = SimpleQueue()
    # Reading has its own thread: when the parent goes, input ends, and the process with it, even amid a text.
    Thread(target=_read, args=(sys.stdin.buffer, requests), daemon=True).start()
    desk = SuggestServer()
    while True:
        write_frame(answers, desk.answer(requests.get()))


def _take_output() -> IO[bytes]:
    """The pipe to the parent. Whatever else anybody prints, Python or not, would break the frames: it goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return answers


def _read(pipe: IO[bytes], requests: "SimpleQueue[Request]") -> None:
    while (data := read_frame(pipe)) is not None:
        requests.put(decode_request(data))
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
