"""Between the code points of an article and the syllables that a model goes down."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from nhan.core.iob import tags_of
from nhan.core.suggestion import Labelled, Suggestion
from nhan.core.tagger.decoding import Guess
from nhan.core.tagger.online.remainder import Remainder
from nhan.core.tagger.tokenized import Tokenized, syllable_runs


def as_suggestions(reading: Tokenized, guesses: Iterable[Guess]) -> list[Suggestion]:
    """Guesses over syllables as suggestions over code points."""
    places = reading.places
    return [
        Suggestion(places[guess.first][0], places[guess.last - 1][1], guess.label, guess.confidence, guess.runner_up)
        for guess in guesses
    ]


def settle(reading: Tokenized, rest: Remainder, confirmed: Sequence[Labelled], end: int) -> None:
    """Tell ``rest`` that everything before the offset ``end`` is decided: these spans are right, the others are not."""
    rest.decide(_decided(reading, rest.decided, confirmed, end))


def settle_anew(reading: Tokenized, rest: Remainder, confirmed: Sequence[Labelled], end: int) -> None:
    """Likewise, whatever it was told before."""
    rest.decide_all(_decided(reading, 0, confirmed, end))


def _decided(reading: Tokenized, first: int, confirmed: Sequence[Labelled], end: int) -> list[str]:
    """The tags of the syllables from ``first`` to the offset ``end``."""
    last = bisect_left(reading.places, (end,), first)
    found = [(a - first, min(b, last) - first, label) for a, b, label in syllable_runs(reading, confirmed)]
    return tags_of(last - first, [(max(0, a), b, label) for a, b, label in found if max(0, a) < b])
