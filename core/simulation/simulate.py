"""Simulating seen from the program: a child process per simulation."""

from nhan.core.simulation.protocol import SIMULATING, Replay
from nhan.core.simulation.result import Simulated
from nhan.core.workers.channel import Seen
from nhan.core.workers.restarted_child import RestartedChild


def simulate(request: Replay, seen: Seen = lambda _, __: None) -> Simulated:
    """Replay a corrected project; ``seen`` is told how many articles are done, of how many. NhanError: it failed."""
    return RestartedChild(SIMULATING).ask_once(request, seen).result
