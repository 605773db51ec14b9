"""Articles tokenized by the real underthesea."""

from collections.abc import Callable

import pytest

from nhan.core.tagger.tokenized import Tokenized, tokenize
from nhan.core.tagger.training_example import CorrectedArticle, TrainingExample, training_example
from nhan.core.underthesea.adapter import Underthesea

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
