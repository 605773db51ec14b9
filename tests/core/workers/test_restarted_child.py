"""A child process seen from the program: what dies is replaced, what is slow is given up, closing ends it at once."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from nhan.core.messages import NhanError, say
from nhan.core.workers.channel import Refused
from nhan.core.workers.restarted_child import RestartedChild
from tests.core.workers.toy_server import Do, Done, channel

LONG = 60  # seconds that no test should need
SHORT = 0.5  # seconds of patience


@pytest.fixture
def child() -> Iterator[RestartedChild[Do, Done]]:
    with closing(RestartedChild(channel())) as made:
        yield made


def reason(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return say(answer.message, "en")


def alive(pid: int) -> bool:
    """Not even a zombie is left."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_child_is_started_when_it_is_asked_and_kept(child: RestartedChild[Do, Done]) -> None:
    assert child.pid is None
    assert child.ask(Do("say", "xin chào 😀")) == Done("xin chào 😀")
    pid = child.pid
    assert child.ask(Do("say", "x" * 3_000_000)) == Done("x" * 3_000_000)
    assert pid is not None and child.pid == pid


def test_a_killed_child_is_replaced(child: RestartedChild[Do, Done]) -> None:
    child.ask(Do("say"))
    first = child.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert child.ask(Do("say", "again")) == Done("again")
    assert child.pid != first
    assert not alive(first)


def test_a_request_is_tried_as_often_as_the_channel_says(child: RestartedChild[Do, Done], tmp_path: Path) -> None:
    flag = str(tmp_path / "died")
    assert child.ask(Do("die once", flag)) == Done(flag)
    with closing(RestartedChild(channel(tries=1))) as once:
        other = Do("die once", str(tmp_path / "other"))
        assert reason(once.ask(other)) == "The suggesting process ended abruptly (code 4). You can try again."
        assert once.ask(other) == Done(other.argument)


def test_a_request_that_always_ends_the_child_is_given_up(child: RestartedChild[Do, Done]) -> None:
    assert reason(child.ask(Do("die"))) == "The suggesting process ended abruptly (code 3). You can try again."
    assert child.ask(Do("say", "still here")) == Done("still here")


def test_what_the_handler_raises_is_said_and_the_child_lives(child: RestartedChild[Do, Done]) -> None:
    child.ask(Do("say"))
    pid = child.pid
    assert "ValueError: no such thing" in reason(child.ask(Do("raise", "no such thing")))
    assert reason(child.ask(Do("refuse", "nobody"))).startswith("There is no suggester named “nobody”")
    assert reason(child.ask(Do("run out of memory"))) == "There is not enough memory to suggest for this article."
    assert "UnicodeEncodeError" in reason(child.ask(Do("say", "\ud800")))
    assert child.ask(Do("say", "fine")) == Done("fine")
    assert child.pid == pid


def test_what_is_printed_in_the_child_goes_nowhere(
    child: RestartedChild[Do, Done], capfd: pytest.CaptureFixture[str]
) -> None:
    assert child.ask(Do("print", "fine")) == Done("fine")
    assert capfd.readouterr() == ("", "")


def test_what_gives_no_sign_of_life_is_given_up_and_not_tried_again(child: RestartedChild[Do, Done]) -> None:
    child.ask(Do("say"))
    first = child.pid
    begun: list[int | None] = []
    answer = child.ask(Do("hang", patience=SHORT), lambda *_: begun.append(child.pid))
    assert reason(answer) == "This article took more than 0 seconds, so suggesting was stopped. You can try again."
    assert begun == [first]
    assert child.ask(Do("say", "fine")) == Done("fine")


def test_each_step_gives_it_more_time(child: RestartedChild[Do, Done]) -> None:
    child.ask(Do("say"))
    steps: list[tuple[int, int]] = []
    answer = child.ask(Do("work", "done", patience=2 * SHORT), lambda *step: steps.append(step))
    assert answer == Done("done")  # after twice its patience
    assert steps == [(number, 8) for number in range(8)]


def test_what_a_listener_raises_comes_through_and_the_child_goes(child: RestartedChild[Do, Done]) -> None:
    def seen(_: int, __: int) -> None:
        raise BrokenPipeError

    child.ask(Do("say"))  # starting a child on a busy machine takes longer than this patience
    with pytest.raises(BrokenPipeError):
        child.ask(Do("work", patience=SHORT), seen)
    assert child.pid is None
    assert child.ask(Do("say", "fine")) == Done("fine")


def test_closing_ends_a_child_that_is_at_work(child: RestartedChild[Do, Done]) -> None:
    closers: list[Thread] = []
    pids: list[int] = []

    def seen(_: int, __: int) -> None:
        assert child.pid is not None
        pids.append(child.pid)
        closers.append(Thread(target=child.close))
        closers[0].start()

    assert reason(child.ask(Do("hang"), seen)) == "The suggester is closed."
    closers[0].join(LONG)
    assert not alive(pids[0])
    assert reason(child.ask(Do("say"))) == "The suggester is closed."
    child.close()
    assert child.pid is None


def test_closing_ends_a_child_that_waits(child: RestartedChild[Do, Done]) -> None:
    child.ask(Do("say"))
    pid = child.pid
    child.close()
    assert pid is not None and not alive(pid)


def test_a_child_that_is_asked_once_ends_with_its_answer(child: RestartedChild[Do, Done]) -> None:
    pids: list[int | None] = []
    assert child.ask_once(Do("work", "done", patience=SHORT), lambda *_: pids.append(child.pid)) == Done("done")
    assert pids[0] is not None and not alive(pids[0])
    with pytest.raises(NhanError, match="no such thing"):
        child.ask_once(Do("raise", "no such thing"))
    assert child.pid is None


PARENT = """
import sys
from nhan.core.workers.restarted_child import RestartedChild
from tests.core.workers.toy_server import Do, channel
child = RestartedChild(channel())
child.ask(Do("say"))
print(child.pid, flush=True)
child.ask(Do("hang")) if sys.argv[1] == "busy" else sys.stdin.read()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="watches the process as Linux does")
@pytest.mark.parametrize("state", ["idle", "busy"])
def test_the_child_dies_with_its_parent_and_not_of_ctrl_c(state: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, state], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        watched = os.pidfd_open(pid)
        try:
            os.kill(pid, signal.SIGINT)
            assert not select.select([watched], [], [], 0.1)[0]
            parent.kill()
            assert select.select([watched], [], [], LONG)[0]
        finally:
            os.close(watched)


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="no priorities here")
def test_the_child_keeps_out_of_the_windows_way(child: RestartedChild[Do, Done]) -> None:
    child.ask(Do("say"))
    assert child.pid is not None
    assert os.getpriority(os.PRIO_PROCESS, child.pid) > os.getpriority(os.PRIO_PROCESS, os.getpid())
