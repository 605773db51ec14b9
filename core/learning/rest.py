"""What a model suggests for the part of an article that lies below what has been decided."""

from collections.abc import Iterator, Sequence

from nhan.core.learning.agreed import Agreed
from nhan.core.learning.crf_door import Crf
from nhan.core.learning.decode import Guess, decode
from nhan.core.learning.history import History
from nhan.core.learning.reading import Reading


class Rest:
    """One article under one model. ``decide`` moves down; ``guesses`` answers for what lies below."""

    def __init__(self, reading: Reading, own: list[list[str]], remembered: list[tuple[str, ...]], crf: Crf) -> None:
        self._reading = reading
        self._own = own
        self._remembered = remembered
        self._crf = crf
        self._history = History(reading)
        self._agreed = Agreed(reading)
        self._from = 0
        self._known: dict[int, tuple[tuple[int, list[list[str]]], list[Guess]]] = {}  # by sentence

    def decide(self, tags: Sequence[str]) -> None:
        """The next syllables have these tags; whole spans only."""
        self._history.see(self._from, tags)
        self._agreed.see(self._from, tags)
        self._from += len(tags)

    def restart(self) -> None:
        """Nothing is decided any more; what was worked out stays known."""
        self._history = History(self._reading)
        self._agreed = Agreed(self._reading)
        self._from = 0

    @property
    def decided(self) -> int:
        """How many syllables have been decided."""
        return self._from

    def guesses(self) -> Iterator[Guess]:
        """In order, in syllables of the article. What no decision touches is not worked out again."""
        for number, (first, last) in enumerate(self._reading.sentences):
            if last > self._from:
                start = max(first, self._from)
                yield from self._agreed.apply(self._sentence(number, start, last), start, last)

    def _sentence(self, number: int, first: int, last: int) -> list[Guess]:
        above = self._history.features(first, last)
        known = self._known.get(number)
        if known and known[0] == (first, above):
            return known[1]
        rows = [[*self._own[i], *self._remembered[i], *above[i - first]] for i in range(first, last)]
        found = decode(self._crf.marginals(rows), self._crf.tags)
        guesses = [guess._replace(first=guess.first + first, last=guess.last + first) for guess in found]
        self._known[number] = (first, above), guesses
        return guesses
