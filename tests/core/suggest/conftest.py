"""A suggester of somebody else's that can be told to misbehave."""

import os
from pathlib import Path

import pytest

TOY = '''
"""Proposes every word in capitals as X. Words in the text make it break in different ways."""
import os

from nhan.core.suggestion import Suggestion


class Toy:
    name = "toy"
    version = "1"

    def __init__(self, parameters):
        if parameters.get("broken"):
            raise RuntimeError("cannot be made")

    def suggest(self, text):
        if "DIE" in text:
            os._exit(3)
        if "RAISE" in text:
            raise ValueError("no such text")
        while "HANG" in text:
            pass
        found, start = [], 0
        for word in text.split(" "):
            if word.isupper():
                found.append(Suggestion(start, start + len(word), "X", 0.5, "Y"))
            start += len(word) + 1
        return found
'''


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a suggester that another package brings, installed where child processes find it."""
    folder = tmp_path / "elsewhere"
    described = folder / "toysuggester-1.0.dist-info"
    described.mkdir(parents=True)
    (folder / "toysuggester.py").write_text(TOY)
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: toysuggester\nVersion: 1.0\n")
    (described / "entry_points.txt").write_text("[nhan.suggesters]\ntoy = toysuggester:Toy\n")
    paths = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    monkeypatch.syspath_prepend(str(folder))
    return "toy"
