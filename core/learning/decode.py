"""From probabilities of tags to the spans that save most corrections.

Not the most probable tags: a span is worth showing when it is right more often than there is nothing at all. Where
something is there but its edge or its label is wrong, mending costs one action, as adding it would.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

CAUTION = 1.4  # how many right spans a suggestion over nothing costs; above 1, because it also has to be read
_OPENS = 0.08  # a tag less probable than this opens no candidate
_GOES_ON = 0.05  # likewise for one that continues it
DOUBT = 0.05  # a second-best label less probable than this is not worth a key

Marginals = Sequence[Sequence[float]]


class Guess(NamedTuple):
    """A stretch of syllables ``[first, last)`` with a label. Probabilities: of exactly this, and of nothing there."""

    first: int
    last: int
    label: str
    confidence: float
    nothing: float
    runner_up: str | None = None


def decode(marginals: Marginals, tags: Sequence[str], caution: float = CAUTION) -> list[Guess]:
    """The best guesses for one sentence, in order, none overlapping. ``marginals[i][k]`` belongs to ``tags[k]``."""
    column = {tag: place for place, tag in enumerate(tags)}
    ending: dict[int, list[Guess]] = {}
    for guess in _candidates(marginals, column):
        ending.setdefault(guess.last, []).append(guess)
    best: list[tuple[float, Guess | None]] = [(0.0, None)]
    for last in range(1, len(marginals) + 1):
        choice: tuple[float, Guess | None] = (best[-1][0], None)
        for guess in ending.get(last, ()):
            gain = best[guess.first][0] + guess.confidence - caution * guess.nothing
            if gain > choice[0]:
                choice = gain, guess
        best.append(choice)
    found: list[Guess] = []
    place = len(marginals)
    while place:
        chosen = best[place][1]
        if chosen is None:
            place -= 1
        else:
            found.append(chosen._replace(runner_up=_runner_up(chosen, marginals, column)))
            place = chosen.first
    return found[::-1]


def _candidates(marginals: Marginals, column: Mapping[str, int]) -> list[Guess]:
    """The confidence is that of the least sure syllable, or of "it ends here" where that is less sure."""
    outside = column.get("O")
    found: list[Guess] = []
    for tag in column:
        if not tag.startswith("B-"):
            continue
        label, inside = tag[2:], column.get(f"I-{tag[2:]}")
        for first, row in enumerate(marginals):
            sure = row[column[tag]]
            if sure < _OPENS:
                continue
            nothing, last = 1.0, first
            while True:
                nothing = min(nothing, marginals[last][outside]) if outside is not None else 0.0
                last += 1
                on = marginals[last][inside] if last < len(marginals) and inside is not None else 0.0
                found.append(Guess(first, last, label, min(sure, 1.0 - on), nothing))
                if on < _GOES_ON:
                    break
                sure = min(sure, on)
    return found


def _runner_up(guess: Guess, marginals: Marginals, column: Mapping[str, int]) -> str | None:
    others: dict[str, float] = {}
    for tag, place in column.items():
        if tag != "O" and tag[2:] != guess.label:
            others[tag[2:]] = others.get(tag[2:], 0.0) + sum(row[place] for row in marginals[guess.first : guess.last])
    best = max(others, key=lambda label: others[label], default=None)
    return best if best is not None and others[best] / (guess.last - guess.first) > DOUBT else None
