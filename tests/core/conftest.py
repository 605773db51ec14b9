"""Articles tokenized by the real underthesea, disks of other systems, and a suggester of somebody else's."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nhan.core.tagger.tokenized import Tokenized, tokenize
from nhan.core.tagger.training_example import CorrectedArticle, TrainingExample, training_example
from nhan.core.underthesea.adapter import Underthesea
from tests.core.windows import Windows

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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Modules that say so run on this system and on a disk that behaves like that of Windows."""
    if getattr(metafunc.module, "ON_WINDOWS_TOO", False):
        metafunc.parametrize("system", ["here", "windows"], indirect=True)


@pytest.fixture(autouse=True)
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Whose disk it is."""
    name: str = getattr(request, "param", "here")
    if name == "windows":
        Windows(monkeypatch)
    return name


Tokenizer = Callable[[str], Tokenized]


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    underthesea = Underthesea()
    return lambda text: tokenize(text, underthesea)


@pytest.fixture(scope="session")
def example_of(tokenizer: Tokenizer) -> Callable[..., TrainingExample]:
    """The example of a text and the strings in it that are labelled, each at its first place after the one before."""

    def make(text: str, *labelled: tuple[str, str], article: str = "a") -> TrainingExample:
        spans, place = [], 0
        for words, label in labelled:
            place = text.index(words, place)
            spans.append((place, place + len(words), label))
        return training_example(CorrectedArticle(article, text, spans), tokenizer(text))

    return make


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
