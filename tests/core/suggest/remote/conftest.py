"""Servers in processes of their own, each answering in its way."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture
def server() -> Iterator[Callable[[str], str]]:
    """Starts one that answers so; gives its address."""
    running: list[subprocess.Popen[str]] = []

    def start(how: str) -> str:
        command = [sys.executable, "-P", str(Path(__file__).with_name("answering.py")), how]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout is not None
        return f"http://127.0.0.1:{int(process.stdout.readline())}"

    yield start
    for process in running:
        process.kill()
        process.communicate()
