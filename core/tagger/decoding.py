"""From probabilities of tags to the spans that save most corrections.

These are not the most probable tags: a span is worth showing when it is right more often than there is nothing at all.
Where there is a span but an edge or the label is wrong, correcting it costs one action, as adding it would.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from nhan.core.iob import Run

CAUTION = 1.4  # how many right spans a suggestion over nothing costs; above 1, because it also has to be read
STAYS = 0.2  # how much less likely what was shown may become before it goes: what comes and goes costs attention
_OPENS = 0.08  # a tag less probable than this opens no candidate
_GOES_ON = 0.05  # a candidate less probable to reach so far is not followed any further
_SHORT = 3  # syllables of a span that is not long; names have seldom more
_SURE = 0.85  # sure enough, however long the span
READINGS = 3  # others that a suggestion is shown with: each is a key further off
UNSURE = 0.3  # a span that is not shown and less probable than this is not worth a look
DOUBT = 0.05  # a reading, or a second-best label, less probable than this is not worth a key

Marginals = Sequence[Sequence[float]]


class Floor(NamedTuple):
    """How probable a span must be to be shown: the longer it is, the more. Probabilities of long spans are flattering,
    because a stretch is held to be empty by its emptiest-looking syllable alone."""

    least: float  # of a span of up to three syllables
    per_syllable: float  # more, for each further one

    def of(self, syllables: int) -> float:
        return min(_SURE, self.least + self.per_syllable * max(0, syllables - _SHORT))

    def mixed(self, other: "Floor", weight: float) -> "Floor":
        """Of two models that are asked together. ``weight``: of this one, 0..1."""
        return Floor(*(weight * mine + (1.0 - weight) * its for mine, its in zip(self, other, strict=True)))


NO_FLOOR = Floor(0.0, 0.0)


class Prediction(NamedTuple):
    """A span over the syllables ``[first, last)``."""

    first: int
    last: int
    label: str
    confidence: float  # the probability of exactly this span, 0..1
    nothing: float  # the probability that there is no span, 0..1
    runner_up: str | None = None
    readings: tuple[Run, ...] = ()  # what else may be there, the likeliest first

    def moved(self, by: int) -> "Prediction":
        """The same so many syllables further on."""
        readings = tuple((first + by, last + by, label) for first, last, label in self.readings)
        return self._replace(first=self.first + by, last=self.last + by, readings=readings)

    def without_pieces(self, heads: Sequence[bool]) -> "Prediction":
        """Without the readings that begin or end inside a word where this span does not. ``heads``: which syllables
        open a word."""
        edges = {self.first, self.last, len(heads)}
        whole = (each for each in self.readings if all(at in edges or heads[at] for at in each[:2]))
        return self._replace(readings=tuple(whole))


def decode(
    marginals: Marginals,
    tags: Sequence[str],
    floor: Floor = NO_FLOOR,
    caution: float = CAUTION,
    shown: Container[Run] = (),
) -> list[Prediction]:
    """The best predictions for one sentence, in order, none overlapping. ``marginals[i][k]`` belongs to ``tags[k]``.

    ``shown``: what was shown before; that goes only where it has become clearly less likely.
    """
    column = {tag: place for place, tag in enumerate(tags)}
    ending: dict[int, list[Prediction]] = {}
    possible = candidates(marginals, column)
    for prediction in possible:
        least = floor.of(prediction.last - prediction.first)
        if prediction.confidence < (least - STAYS if prediction[:3] in shown else least):
            continue
        ending.setdefault(prediction.last, []).append(prediction)
    best: list[tuple[float, Prediction | None]] = [(0.0, None)]
    for last in range(1, len(marginals) + 1):
        choice: tuple[float, Prediction | None] = (best[-1][0], None)
        for prediction in ending.get(last, ()):
            stays = STAYS if prediction[:3] in shown else 0.0
            gain = best[prediction.first][0] + prediction.confidence - caution * prediction.nothing + stays
            if gain > choice[0]:
                choice = gain, prediction
        best.append(choice)
    found: list[Prediction] = []
    place = len(marginals)
    while place:
        chosen = best[place][1]
        if chosen is None:
            place -= 1
        else:
            found.append(chosen._replace(runner_up=_runner_up(chosen, marginals, column)))
            place = chosen.first
    return [_with_readings(each, found, possible) for each in reversed(found)]


def unsure(marginals: Marginals, tags: Sequence[str], shown: Iterable[Run]) -> list[Prediction]:
    """What is probable enough to be looked at, in order, where nothing is shown; of those that overlap, the likeliest.

    ``shown``: the spans that are shown in the sentence.
    """
    column = {tag: place for place, tag in enumerate(tags)}
    likely = (each for each in candidates(marginals, column) if each.confidence >= UNSURE)
    taken = {place for first, last, _ in shown for place in range(first, last)}
    found: list[Prediction] = []
    for each in sorted(likely, key=_doubt):
        if taken.isdisjoint(range(each.first, each.last)):
            taken.update(range(each.first, each.last))
            found.append(each)
    return sorted(found)


def _with_readings(chosen: Prediction, found: Sequence[Prediction], possible: Sequence[Prediction]) -> Prediction:
    """With what else may well be there: what shares syllables with it and with none of the others that are shown."""
    others = [each for each in found if each is not chosen]
    likely = (each for each in possible if each.confidence >= DOUBT)  # the rest cuts names in pieces
    near = [each for each in likely if _meet(each, chosen) and each[:3] != chosen[:3]]
    free = sorted((each for each in near if not any(_meet(each, other) for other in others)), key=_doubt)
    readings = [each[:3] for each in free[:READINGS]]
    if chosen.runner_up and len(readings) < READINGS:
        by_label = chosen.first, chosen.last, chosen.runner_up
        readings += [by_label] if by_label not in readings else []
    return chosen._replace(readings=tuple(readings))


def _meet(one: Prediction, other: Prediction) -> bool:
    return one.first < other.last and other.first < one.last


def _doubt(prediction: Prediction) -> float:
    return -prediction.confidence


def candidates(marginals: Marginals, column: Mapping[str, int]) -> list[Prediction]:
    """Spans with the probability of just each: that it opens here, goes on so far, and then ends.

    A field of the first order is a chain of Markov, so the probabilities multiply. How likely a step goes on is known
    of all spans with this label together, of which nearly all open in the same place; where two fields are mixed, that
    holds about.
    """
    outside = column.get("O")
    found: list[Prediction] = []
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
                found.append(Prediction(first, last, label, so_far * (1.0 - on), nothing))
                so_far *= on
    return found


def likelihood(marginals: Marginals, column: Mapping[str, int], run: Run) -> float | None:
    """The probability of exactly this span of a sentence, as of a prediction: that it opens there, goes on, and ends.
    None: the label is not known."""
    first, last, label = run
    opens, inside = column.get(f"B-{label}"), column.get(f"I-{label}")
    if opens is None:
        return None
    so_far = marginals[first][opens]
    for place in range(first, last):
        on = 0.0
        if inside is not None and place + 1 < len(marginals):
            here = marginals[place][opens] + marginals[place][inside]
            on = min(1.0, marginals[place + 1][inside] / here) if here else 0.0
        so_far *= on if place + 1 < last else 1.0 - on
    return so_far


def _runner_up(prediction: Prediction, marginals: Marginals, column: Mapping[str, int]) -> str | None:
    rows = marginals[prediction.first : prediction.last]
    others: dict[str, float] = {}
    for tag, place in column.items():
        if tag != "O" and tag[2:] != prediction.label:
            others[tag[2:]] = others.get(tag[2:], 0.0) + sum(row[place] for row in rows)
    best = max(others, key=lambda label: others[label], default=None)
    return best if best is not None and others[best] / len(rows) > DOUBT else None
