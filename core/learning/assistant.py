"""What an annotator sees while going down an article: suggestions that follow what was decided above, or do not."""

from collections.abc import Iterable
from typing import Protocol

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


class Following:
    """The learned model, asked again about the rest of the article after each decision."""

    def __init__(self, reading: Reading, rest: Rest) -> None:
        self._reading = reading
        self._rest = rest
        self._confirmed: list[Labelled] = []

    def suggestions(self) -> list[Suggestion]:
        places = self._reading.places
        return [
            Suggestion(places[guess.first][0], places[guess.last - 1][1], guess.label, guess.confidence, guess.runner_up)
            for guess in self._rest.guesses()
        ]

    def decided(self, old: Labelled | None, new: Labelled | None, end: int) -> None:
        first = self._rest.decided
        places = self._reading.places
        last = first
        while last < len(places) and places[last][0] < end:
            last += 1
        found = [(a - first, b - first, label) for a, b, label in tagged(self._reading, [new])] if new else []
        inside = [(max(0, a), b, label) for a, b, label in found if b > 0]
        self._rest.decide(tags(last - first, inside))
