"""From probabilities of tags to the spans that save most corrections.

Not the most probable tags: a span is worth showing when it is right more often than there is nothing at all. Where
something is there but its edge or its label is wrong, mending costs one action, as adding it would.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

CAUTION = 1.4  # how many right spans a suggestion over nothing costs; above 1, because it also has to be read
_OPENS = 0.08  # a tag less probable than this opens no candidate
_GOES_ON = 0.05  # a candidate less probable to reach so far is not followed any further
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
    """The confidence is the probability of just this span: that it opens here, goes on so far, and then ends.

    A field of the first order is a chain of Markov, so the probabilities multiply. How likely a step goes on is known
    of all spans with this label together, of which nearly all open in the same place; where two fields are mixed, that
    holds about.
    """
    outside = column.get("O")
    found: list[Guess] = []
    for tag in column:
        if not tag.startswith("B-"):
            continue
        label, opens, inside = tag[2:], column[tag], column.get(f"I-{tag[2:]}")
        for first, row in enumerate(marginals):
            so_far, nothing, last = row[opens], 1.0, first
            if so_far < _OPENS:
                continue
            while so_far >= _GOES_ON:
                here = marginals[last]
                nothing = min(nothing, here[outside]) if outside is not None else 0.0
                last += 1
                on = 0.0
                if inside is not None and last < len(marginals):
                    on = min(1.0, marginals[last][inside] / (here[opens] + here[inside]))
                found.append(Guess(first, last, label, so_far * (1.0 - on), nothing))
                so_far *= on
    return found


def _runner_up(guess: Guess, marginals: Marginals, column: Mapping[str, int]) -> str | None:
    others: dict[str, float] = {}
    for tag, place in column.items():
        if tag != "O" and tag[2:] != guess.label:
            others[tag[2:]] = others.get(tag[2:], 0.0) + sum(row[place] for row in marginals[guess.first : guess.last])
    best = max(others, key=lambda label: others[label], default=None)
    return best if best is not None and others[best] / (guess.last - guess.first) > DOUBT else None
