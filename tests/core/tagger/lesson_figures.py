"""How much of a text is names: what tells a lesson from news at first sight."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from nhan.core.suggestion import outermost
from nhan.core.tagger.training_example import CorrectedArticle

_WORD = re.compile(r"[^\W_]+")
_OPENER = re.compile(r"""(?:^|[.!?:…"“”'‘(•*/–-])\s*$""")  # what a capital after it says nothing about


class LessonFigures(NamedTuple):
    """Shares are 0..1."""

    words: int  # runs of letters and digits
    names_in_100_words: float  # outermost spans
    empty_paragraphs: float  # of the paragraphs, those that hold no span
    bare_capitals: float  # of the words with a capital inside a sentence, those in no span


def lesson_figures(articles: Iterable[CorrectedArticle]) -> LessonFigures:
    """The figures of all these articles together."""
    words = names = paragraphs = empty = capitals = bare = 0
    for article in articles:
        spans = outermost(article.spans)
        names += len(spans)
        labelled = {place for start, end, _ in spans for place in range(start, end)}
        start = 0
        for line in article.text.splitlines(keepends=True):
            found = list(_WORD.finditer(line))
            paragraphs += bool(found)
            empty += bool(found) and labelled.isdisjoint(range(start, start + len(line)))
            words += len(found)
            for word in found if not line.isupper() else ():
                if word[0][0].isupper() and not _OPENER.search(line[: word.start()]):
                    capitals += 1
                    bare += start + word.start() not in labelled
            start += len(line)
    return LessonFigures(words, 100 * names / words, empty / paragraphs, bare / capitals)
