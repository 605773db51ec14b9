"""What the tests of doubts are built from: articles that are tokenized without any library, a line a sentence."""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from nhan.core.suggestion import Labelled
from nhan.core.tagger.tokenized import Tokenized, tokenize
from nhan.core.tagger.training_example import CorrectedArticle, TrainingExample, training_example


class PlainWord(NamedTuple):
    start: int
    end: int
    pos: str = "N"


class PlainAnalyser:
    """Every run of letters is a word."""

    def sentences(self, text: str) -> Iterator[list[PlainWord]]:
        for line in regex.finditer(r"[^\n]+", text):
            words = [
                PlainWord(*word.span()) for word in regex.finditer(r"\S+", text, pos=line.start(), endpos=line.end())
            ]
            if words:
                yield words

    def labels(self, words: list[PlainWord]) -> list[str]:
        return ["O"] * len(words)


def read(text: str) -> Tokenized:
    return tokenize(text, PlainAnalyser())


def labelled(name: str, marked: str) -> CorrectedArticle:
    """An article from a text like "ở [LOC Huế]."."""
    text, spans, place = "", list[Labelled](), 0
    for match in regex.finditer(r"\[(\w+) ([^\]]+)\]", marked):
        text += marked[place : match.start()]
        spans.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        place = match.end()
    return CorrectedArticle(name, text + marked[place:], spans)


def example(article: CorrectedArticle) -> TrainingExample:
    return training_example(article, read(article.text))
