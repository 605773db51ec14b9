"""A child process that is started when it is needed, replaced when it dies, and given up on when that does not help."""

import threading
from typing import Generic

from nhan.core.messages import Message, NhanError
from nhan.core.workers.channel import A, Channel, Q, Refused, Seen, encode
from nhan.core.workers.process import ChildProcess, NoAnswerError


class RestartedChild(Generic[Q, A]):
    """A server's process, started when it is needed and replaced when it dies. Ask from one thread; close from any."""

    def __init__(self, channel: Channel[Q, A]) -> None:
        self._channel = channel
        self._child: ChildProcess[Q, A] | None = None
        self._asking = False
        self._closed = False
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """The child's process id, while there is a child."""
        child = self._child
        return child.pid if child is not None else None

    def ask(self, request: Q, seen: Seen = lambda _, __: None) -> A | Refused:
        """The child's answer; ``seen`` is told the steps to it. Raises nothing but what ``seen`` raises.

        ``Refused``: the handler raised, the child died as often as the channel says or took too long, or it is closed.
        """
        try:
            frame = encode(request)
        except Exception as error:  # a text that cannot be sent: only this request suffers
            return self._channel.failed(error)
        why = Message(self._channel.sentences.closed)
        for _ in range(self._channel.tries):
            try:
                child = self._living()
            except OSError as error:  # no process to be had
                return self._channel.failed(error)
            if child is None:
                break
            kept = False
            try:
                answer = child.ask(frame, self._channel.patience(request), seen)
                kept = True
                return answer
            except NoAnswerError as ended:
                why = ended.message
                if ended.final:
                    break
            finally:
                self._asked(child, kept)
        return Refused(Message(self._channel.sentences.closed) if self._closed else why)

    def ask_once(self, request: Q, seen: Seen = lambda _, __: None) -> A:
        """Likewise, and then the child is ended, which gives its memory back. NhanError instead of ``Refused``."""
        try:
            answer = self.ask(request, seen)
        finally:
            self._end()
        if isinstance(answer, Refused):
            raise NhanError(answer.message.key, **answer.message.fields)
        return answer

    def close(self) -> None:
        """End the child at once, and start no other. The request under way is ``Refused``."""
        with self._lock:
            self._closed = True
            child, asking = self._child, self._asking
        if child is not None and asking:
            child.kill()  # the thread that asks clears away: waiting until a big process is gone takes time
        elif child is not None:
            self._end()

    def _living(self) -> "ChildProcess[Q, A] | None":
        with self._lock:
            if self._closed:
                return None
            if self._child is None:
                self._child = ChildProcess(self._channel)
            self._asking = True
            return self._child

    def _asked(self, child: "ChildProcess[Q, A]", kept: bool) -> None:
        with self._lock:
            self._asking = False
            over = self._closed or not kept
            if over:
                self._child = None
        if over:
            child.end()

    def _end(self) -> None:
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.end()
