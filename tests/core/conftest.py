"""Articles tokenized by the real underthesea, and disks of other systems."""

from collections.abc import Callable

import pytest

from nhan.core.tagger.tokenized import Tokenized, tokenize
from nhan.core.tagger.training_example import CorrectedArticle, TrainingExample, training_example
from nhan.core.underthesea.adapter import Underthesea
from tests.core.windows import Windows


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
