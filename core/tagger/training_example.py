"""Corrected articles, as they come from a project and as models learn from them."""

from collections.abc import Container

import msgspec

from nhan.core.document import Document
from nhan.core.iob import Run, tags_of
from nhan.core.operations.building import standing
from nhan.core.suggestion import Labelled, outermost
from nhan.core.tagger.tokenized import Tokenized, syllable_runs


class CorrectedArticle(msgspec.Struct, frozen=True):
    """An article that a person is done with: its text and the confirmed spans."""

    article: str
    text: str
    spans: list[Labelled]


class TrainingExample(msgspec.Struct, frozen=True):
    """A tokenized article with its confirmed spans as runs of syllables: the outermost, and those inside them."""

    article: str
    tokenized: Tokenized
    spans: list[Run]
    inner: list[Run] = []

    def tags(self) -> list[str]:
        """The IOB tag of every syllable."""
        return tags_of(len(self.tokenized), self.spans)


def corrected(document: Document, gone: Container[str] = ()) -> CorrectedArticle:
    """The article with the spans that a person has confirmed. ``gone``: the names of labels that were deleted."""
    return CorrectedArticle(document.id, document.text, [span.place for span in standing(document, gone)])


def training_example(article: CorrectedArticle, tokenized: Tokenized) -> TrainingExample:
    """The example that a corrected article makes: its outermost spans, and the widest inside them."""
    outer = outermost(article.spans)
    outer_set = set(outer)
    others = [span for span in article.spans if span not in outer_set]
    around = syllable_runs(tokenized, outer)
    inside = [
        (first, last, label)
        for first, last, label in syllable_runs(tokenized, others)
        if any(start <= first and last <= end and (start, end) != (first, last) for start, end, _ in around)
    ]
    return TrainingExample(article.article, tokenized, around, inside)
