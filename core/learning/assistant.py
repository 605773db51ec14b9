"""What an annotator sees while going down an article: suggestions that follow what was decided above, or do not."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol

from nhan.core.learning.decode import Guess
from nhan.core.learning.echo import echo
from nhan.core.learning.lesson import Labelled
from nhan.core.learning.reading import Reading, tagged, tags
from nhan.core.learning.rest import Rest
from nhan.core.suggest.protocol import Suggestion


class Assistant(Protocol):
    """Suggests for one article."""

    def suggestions(self) -> list[Suggestion]:
        """What is suggested below the last decision, in order."""
        ...

    def decided(self, old: Labelled | None, new: Labelled | None, end: int) -> None:
        """What was suggested, what is right, and the offset up to which the article is now settled."""
        ...


class Plain:
    """Suggestions that somebody made beforehand; ``memory``: with the string memory within the article."""

    def __init__(self, text: str, suggestions: Iterable[Suggestion], *, memory: bool) -> None:
        self._text = text
        self._memory = memory
        self._made = {(each.start, each.end, each.label): each for each in suggestions}
        self._below: list[Labelled] = sorted(self._made)

    def suggestions(self) -> list[Suggestion]:
        return [self._made.get(each) or Suggestion(*each) for each in self._below]

    def decided(self, old: Labelled | None, new: Labelled | None, end: int) -> None:
        below = [each for each in self._below if each[0] >= end]
        self._below = echo(self._text, below, old, new) if self._memory else below


def as_suggestions(reading: Reading, guesses: Iterable[Guess]) -> list[Suggestion]:
    """Guesses over syllables as suggestions over code points."""
    places = reading.places
    return [
        Suggestion(places[guess.first][0], places[guess.last - 1][1], guess.label, guess.confidence, guess.runner_up)
        for guess in guesses
    ]


class Following:
    """The learned model, asked again about the rest of the article after each decision."""

    def __init__(self, reading: Reading, rest: Rest) -> None:
        self._reading = reading
        self._rest = rest

    def suggestions(self) -> list[Suggestion]:
        return as_suggestions(self._reading, self._rest.guesses())

    def decided(self, old: Labelled | None, new: Labelled | None, end: int) -> None:  # noqa: ARG002
        settle(self._reading, self._rest, [new] if new else [], end)


def settle(reading: Reading, rest: Rest, confirmed: Sequence[Labelled], end: int) -> None:
    """Tell ``rest`` that everything before the offset ``end`` is decided: these spans are right, the others are not."""
    rest.decide(_decided(reading, rest.decided, confirmed, end))


def settle_anew(reading: Reading, rest: Rest, confirmed: Sequence[Labelled], end: int) -> None:
    """Likewise, whatever it was told before."""
    rest.decide_all(_decided(reading, 0, confirmed, end))


def _decided(reading: Reading, first: int, confirmed: Sequence[Labelled], end: int) -> list[str]:
    """The tags of the syllables from ``first`` to the offset ``end``."""
    last = bisect_left(reading.places, (end,), first)
    found = [(a - first, min(b, last) - first, label) for a, b, label in tagged(reading, confirmed)]
    return tags(last - first, [(max(0, a), b, label) for a, b, label in found if max(0, a) < b])
