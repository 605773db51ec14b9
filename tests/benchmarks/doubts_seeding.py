"""Errors put into labelled articles, in four equal kinds: as slips, each by itself, or running through an article."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import regex

from nhan.core.doubts.doubt import Doubt, DoubtKind
from nhan.core.suggestion import Labelled, outermost
from nhan.core.tagger.tokenized import SYLLABLE
from nhan.core.tagger.training_example import CorrectedArticle
from nhan.core.text.fold import fold

KINDS = ("label", "edge", "spurious", "missing")
MOST_SYLLABLES = 4  # of a span over what is no name

_CAPITALISED = regex.compile(r"\p{Lu}[\p{L}\p{M}\p{N}]*(?: \p{Lu}[\p{L}\p{M}\p{N}]*)*")

Range = tuple[int, int]


class SeededError(NamedTuple):
    """One wrong place. ``place``: the wrong span, or of a missing one the span that there was."""

    article: str
    kind: str
    place: Labelled

    def is_found_by(self, doubt: Doubt) -> bool:
        """Whether the stop shows this place."""
        start, end, label = self.place
        if doubt.article != self.article or (doubt.kind is DoubtKind.MISSING) != (self.kind == "missing"):
            return False
        if self.kind == "missing":
            return any(a < end and start < b for a, b in doubt.places)
        return doubt.label == label and (start, end) in doubt.places


class _Article:
    """One article with its spans as they are made wrong; spans never share text."""

    def __init__(self, article: CorrectedArticle) -> None:
        self.article, self.text, self.spans = article.article, article.text, set(outermost(article.spans))
        self.syllables = [match.span() for match in SYLLABLE.finditer(article.text)]
        self.touched: list[Range] = []  # where nothing is to be made wrong again

    def is_free(self, start: int, end: int, but: Labelled | None = None) -> bool:
        taken = [(a, b) for a, b, label in self.spans if (a, b, label) != but]
        return not any(a < end and start < b for a, b in [*taken, *self.touched])

    def words(self, span: Labelled) -> str:
        return fold(self.text[span[0] : span[1]])

    def same(self, span: Labelled) -> list[Labelled]:
        """All spans with the same words and label, in order."""
        return sorted(each for each in self.spans if each[2] == span[2] and self.words(each) == self.words(span))

    def moved(self, span: Labelled, at_end: bool, outwards: bool) -> Labelled | None:
        """With one edge a syllable further out or in; None where that is none, or another span's."""
        start, end, label = span
        inside = [each for each in self.syllables if each[0] < end and start < each[1]]
        if outwards:
            rest = [each for each in self.syllables if (each[0] >= end if at_end else each[1] <= start)]
            if not rest:
                return None
            start, end = (start, rest[0][1]) if at_end else (rest[-1][0], end)
        elif len(inside) < 2:
            return None
        else:
            start, end = (start, inside[-2][1]) if at_end else (inside[1][0], end)
        return (start, end, label) if "\n" not in self.text[start:end] and self.is_free(start, end, span) else None


def seeded(
    articles: Sequence[CorrectedArticle], share: float, *, systematic: bool, seed: int
) -> tuple[list[CorrectedArticle], list[SeededError]]:
    """The articles with ``share`` of their outermost spans' number made wrong, and where.

    ``systematic``: the same is done to all places of an article with the same words (and label).
    """
    chance = random.Random(seed)
    work = [_Article(each) for each in articles]
    labels = sorted({label for each in work for _, _, label in each.spans})
    wanted = round(share * sum(len(each.spans) for each in work) / len(KINDS))
    errors: list[SeededError] = []
    for kind in KINDS:
        make = _MAKERS[kind]
        made, tries = 0, 0
        while made < wanted and tries < 100 * wanted:
            tries += 1
            article = chance.choices(work, [len(each.spans) for each in work])[0]
            new = list(make(article, chance, labels, systematic))
            errors += [SeededError(article.article, kind, place) for place in new]
            made += len(new)
    changed = [CorrectedArticle(each.article, each.text, sorted(each.spans)) for each in work]
    return changed, errors


def _picked(article: _Article, chance: random.Random, systematic: bool) -> list[Labelled]:
    """A span that nothing was done to yet, or all of the same words and label."""
    spans = sorted(article.spans)
    if not spans:
        return []
    span = chance.choice(spans)
    its = article.same(span) if systematic else [span]
    return [each for each in its if not any(a < each[1] and each[0] < b for a, b in article.touched)]


def _label(article: _Article, chance: random.Random, labels: Sequence[str], systematic: bool) -> Iterator[Labelled]:
    picked = _picked(article, chance, systematic)
    other = chance.choice([each for each in labels if not picked or each != picked[0][2]])
    for span in picked:
        yield _exchanged(article, span, (span[0], span[1], other))


def _edge(article: _Article, chance: random.Random, labels: Sequence[str], systematic: bool) -> Iterator[Labelled]:
    at_end, outwards = chance.random() < 0.5, chance.random() < 0.5
    for span in _picked(article, chance, systematic):
        new = article.moved(span, at_end, outwards)
        if new is not None:
            yield _exchanged(article, span, new)


def _missing(article: _Article, chance: random.Random, labels: Sequence[str], systematic: bool) -> Iterator[Labelled]:
    for span in _picked(article, chance, systematic):
        article.spans.discard(span)
        article.touched.append(span[:2])
        yield span


def _spurious(article: _Article, chance: random.Random, labels: Sequence[str], systematic: bool) -> Iterator[Labelled]:
    """Capitalised words that nobody labelled, as somebody who reads fast takes them for a name."""
    free = [each.span() for each in _CAPITALISED.finditer(article.text) if article.is_free(*each.span())]
    free = [each for each in free if article.text[each[0] : each[1]].count(" ") < MOST_SYLLABLES]
    if not free:
        return
    start, end = chance.choice(free)
    words, label = fold(article.text[start:end]), chance.choice(labels)
    for place in free if systematic else [(start, end)]:
        if fold(article.text[place[0] : place[1]]) == words:
            article.spans.add((*place, label))
            article.touched.append(place)
            yield (*place, label)


def _exchanged(article: _Article, old: Labelled, new: Labelled) -> Labelled:
    article.spans.remove(old)
    article.spans.add(new)
    article.touched.append((min(old[0], new[0]), max(old[1], new[1])))
    return new


_Maker = Callable[[_Article, random.Random, Sequence[str], bool], Iterator[Labelled]]
_MAKERS: dict[str, _Maker] = {"label": _label, "edge": _edge, "spurious": _spurious, "missing": _missing}
