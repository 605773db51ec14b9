"""The child's side of a channel: reads requests from standard input, answers on what was standard output."""

import os
import signal
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import IO, NoReturn

from nhan.core.messages import NhanError
from nhan.core.workers.channel import A, Channel, Q, Refused, Seen, Step, encode, write_frame
from nhan.core.workers.priority import lower_priority

Handler = Callable[[Q, Seen], A]  # gives the answer to a request, and tells meanwhile how far it is; may raise


def serve(channel: Channel[Q, A], handler: "Handler[Q, A]") -> NoReturn:
    """Answer every request of the parent, one after the other, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is for the parent, which ends its children
    lower_priority()
    answers = _take_output()
    requests: SimpleQueue[Q] = SimpleQueue()
    # Reading has its own thread: when the parent goes, input ends, and the process with it, even amid a request.
    Thread(target=_read, args=(channel, requests), daemon=True).start()

    def seen(done: int, of: int) -> None:
        write_frame(answers, encode(Step(done, of)))

    while True:
        answer: A | Refused = _answer(channel, handler, requests.get(), seen)
        write_frame(answers, encode(answer))


def _answer(channel: Channel[Q, A], handler: "Handler[Q, A]", request: Q, seen: Seen) -> A | Refused:
    """Never raises: what goes wrong with one request must not end the process."""
    try:
        return handler(request, seen)
    except NhanError as error:
        return Refused(error.message)
    except Exception as error:  # a handler may run anybody's code
        return channel.failed(error)


def _take_output() -> IO[bytes]:
    """The pipe to the parent. Whatever else anybody prints, Python or not, would break the frames: it goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    return answers


def _read(channel: Channel[Q, A], requests: "SimpleQueue[Q]") -> None:
    try:
        with open(0, "rb", closefd=False) as pipe:  # ``sys.stdin`` is None in a bundle without a console
            while (request := channel.read_request(pipe)) is not None:
                requests.put(request)
    finally:
        os._exit(0)
