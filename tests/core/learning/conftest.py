"""Readings by the real underthesea."""

from collections.abc import Callable

import pytest

from nhan.core.learning.lesson import Corrected, Lesson, lesson
from nhan.core.learning.reading import Reading, read
from nhan.core.suggest.underthesea_door import Underthesea

Reads = Callable[[str], Reading]


@pytest.fixture(scope="session")
def reads() -> Reads:
    door = Underthesea()
    return lambda text: read(text, door)


@pytest.fixture(scope="session")
def lesson_of(reads: Reads) -> Callable[..., Lesson]:
    """The lesson of a text and the strings in it that are labelled, each at its first place after the one before."""

    def make(text: str, *labelled: tuple[str, str], article: str = "a") -> Lesson:
        spans, place = [], 0
        for words, label in labelled:
            place = text.index(words, place)
            spans.append((place, place + len(words), label))
        return lesson(Corrected(article, text, spans), reads(text))

    return make
