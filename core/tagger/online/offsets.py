"""Between the offsets of an article (code points) and the syllables of a model."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from nhan.core.iob import Run, tags_of
from nhan.core.suggestion import Labelled, Suggestion
from nhan.core.tagger.decoding import Prediction
from nhan.core.tagger.online.remainder import Remainder
from nhan.core.tagger.tokenized import Tokenized, syllable_runs


def as_suggestions(tokenized: Tokenized, predictions: Iterable[Prediction]) -> list[Suggestion]:
    """Predictions over syllables as suggestions over code points."""

    def labelled(run: Run) -> Labelled:
        first, last, label = run
        return tokenized.places[first][0], tokenized.places[last - 1][1], label

    return [
        Suggestion(*labelled(each[:3]), each.confidence, each.runner_up, tuple(map(labelled, each.readings)))
        for each in predictions
    ]


def decide(tokenized: Tokenized, remainder: Remainder, confirmed: Sequence[Labelled], end: int) -> None:
    """Pass on that everything before the offset ``end`` is decided: these spans are right, and there are no others."""
    remainder.decide(_decided(tokenized, remainder.decided, confirmed, end))


def decide_all(tokenized: Tokenized, remainder: Remainder, confirmed: Sequence[Labelled], end: int) -> None:
    """Pass on the same of the whole article, whatever was decided before."""
    remainder.decide_all(_decided(tokenized, 0, confirmed, end))


def _decided(tokenized: Tokenized, first: int, confirmed: Sequence[Labelled], end: int) -> list[str]:
    """The tags of the syllables from ``first`` to the offset ``end``."""
    last = bisect_left(tokenized.places, (end,), first)
    found = [(a - first, min(b, last) - first, label) for a, b, label in syllable_runs(tokenized, confirmed)]
    return tags_of(last - first, [(max(0, a), b, label) for a, b, label in found if max(0, a) < b])
