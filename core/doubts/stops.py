"""From opinions on places to stops: one for each name, label and article, with a score that puts them in order.

Score: ``ln((q + e) / (p + e))`` of the most doubtful place, and the share of the same words that are labelled otherwise
in other articles, with full weight from four occurrences on. What is doubted in one article again and again (the same
kind, label and other label) is a way of labelling rather than a slip: each such stop counts a little less than the one
before it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from nhan.core.doubts.by_words import WordsElsewhere
from nhan.core.doubts.doubt import Doubt, DoubtKind
from nhan.core.doubts.opinion import PlaceOpinion
from nhan.core.iob import Run
from nhan.core.suggestion import Labelled
from nhan.core.tagger.tokenized import Tokenized, syllable_runs
from nhan.core.tagger.training_example import TrainingExample
from nhan.core.text.units import Range

EVEN = 0.02  # added to both probabilities, so that what is next to impossible does not decide alone
ENOUGH = 4  # occurrences of the same words elsewhere that speak with full weight
AGAIN = 0.1  # that a stop counts less for each more doubtful one of its kind and labels in the article

_Name = tuple[tuple[str, ...], str, bool]  # the words, folded; the label; whether it is given


class _Place(NamedTuple):
    """One place of a stop: where it is, what would stand there, and how doubtful it is."""

    at: Range
    other: Labelled | None
    opinion: PlaceOpinion
    elsewhere: dict[str, int]
    score: float


def stops(
    example: TrainingExample, spans: Sequence[Labelled], words: WordsElsewhere, found: Iterable[PlaceOpinion]
) -> Iterator[Doubt]:
    """The stops of one article, whose outermost spans are ``spans``, in code points."""
    tokenized, forms = example.tokenized, example.tokenized.forms
    where = {run: span for span in spans for run in syllable_runs(tokenized, [span])}
    names: dict[_Name, list[_Place]] = {}
    for opinion in found:
        run = opinion.run
        entry = tuple(forms[run[0] : run[1]])
        elsewhere = words.counts(entry, example.article)
        other = opinion.other and _offsets(tokenized, opinion.other)
        at = where[run][:2] if run in where else _offsets(tokenized, run)[:2]
        place = _Place(at, other, opinion, elsewhere, _score(opinion, elsewhere))
        names.setdefault((entry, run[2], opinion.given is not None), []).append(place)
    for (_, label, _), places in names.items():
        yield _doubt(example.article, label, places)


def _doubt(article: str, label: str, places: list[_Place]) -> Doubt:
    places.sort(key=lambda each: each.at)
    worst = max(places, key=lambda each: each.score)
    return Doubt(
        article,
        _kind(worst.opinion),
        label,
        tuple(each.at for each in places),
        tuple(_alternative(each, worst, label) for each in places),
        round(worst.score, 4),
        round(worst.opinion.p, 4),
        round(worst.opinion.q, 4),
        worst.elsewhere,
    )


def _alternative(place: _Place, worst: _Place, label: str) -> Labelled | None:
    """One answer is given to all places: what the most doubtful one says, with the place's own edges."""
    match _kind(worst.opinion):
        case DoubtKind.LABEL:
            return (*place.at, worst.other[2]) if worst.other else None
        case DoubtKind.SPURIOUS:
            return None
        case DoubtKind.EDGE:
            return place.other if _kind(place.opinion) is DoubtKind.EDGE else (*place.at, label)
        case DoubtKind.MISSING:
            return place.other


def _score(opinion: PlaceOpinion, elsewhere: Mapping[str, int]) -> float:
    label = opinion.given[2] if opinion.given else ""
    total = sum(elsewhere.values())
    otherwise = (total - elsewhere.get(label, 0)) / max(total, ENOUGH)
    return math.log((opinion.q + EVEN) / (opinion.p + EVEN)) + otherwise


def _kind(opinion: PlaceOpinion) -> DoubtKind:
    if opinion.given is None:
        return DoubtKind.MISSING
    if opinion.other is None:
        return DoubtKind.SPURIOUS
    return DoubtKind.LABEL if opinion.given[:2] == opinion.other[:2] else DoubtKind.EDGE


def _offsets(tokenized: Tokenized, run: Run) -> Labelled:
    return tokenized.places[run[0]][0], tokenized.places[run[1] - 1][1], run[2]


def in_order(doubts: Iterable[Doubt]) -> list[Doubt]:
    """The most doubtful first."""
    seen: Counter[tuple[str, DoubtKind, str, str]] = Counter()
    found: list[Doubt] = []
    for doubt in sorted(doubts, key=_order):
        other = next((each[2] for each in doubt.alternative if each is not None), "")
        way = doubt.article, doubt.kind, doubt.label, other
        found.append(replace(doubt, score=round(doubt.score - AGAIN * seen[way], 4)) if seen[way] else doubt)
        seen[way] += 1
    return sorted(found, key=_order)


def _order(doubt: Doubt) -> tuple[float, str, tuple[Range, ...], str]:
    return -doubt.score, doubt.article, doubt.places, doubt.label
