"""Conditional random fields that are asked together, or under other names for their labels."""

from collections.abc import Mapping, Sequence

from nhan.core.tagger.crf.adapter import Field
from nhan.core.tagger.tokenized import Rows

OUTSIDE = "O"


class RenamedField:
    """A field under a project's names for its labels. Labels without a name there count as outside."""

    def __init__(self, field: Field, names: Mapping[str, str]) -> None:
        self._field = field
        self.tags = [OUTSIDE, *(f"{tag[:2]}{names[tag[2:]]}" for tag in field.tags if tag[2:] in names)]
        self._places = [at for at, tag in enumerate(field.tags) if tag[2:] in names]

    def marginals(self, rows: Rows) -> list[list[float]]:
        """The probability of each of ``tags`` for every syllable of one sentence."""
        found = []
        for row in self._field.marginals(rows):
            named = [row[place] for place in self._places]
            found.append([max(0.0, 1.0 - sum(named)), *named])
        return found


class Mixture:
    """Two fields that are asked together: each tag's probability is the mean of theirs, by weight.

    The first may know fewer labels. Its probability of "outside" is shared out among all the tags that it does not
    know, in the proportions of the second one: it cannot tell them apart.
    """

    def __init__(self, one: RenamedField, other: Field, weight: float) -> None:
        """``weight``: of the first one, 0..1."""
        self._one, self._other, self._weight = one, other, weight
        known = one.tags[1:]
        self.tags = sorted({*one.tags, *other.tags})
        place = {tag: at for at, tag in enumerate(self.tags)}
        self._known = [place[tag] for tag in known]
        self._own = [place[tag] for tag in other.tags]
        self._unknown = [at for tag, at in place.items() if tag not in known]
        self._outside = place[OUTSIDE]

    def marginals(self, rows: Rows) -> list[list[float]]:
        """The probability of each of ``tags`` for every syllable of one sentence."""
        return list(map(self._mean, self._one.marginals(rows), self._other.marginals(rows)))

    def _mean(self, one: Sequence[float], other: Sequence[float]) -> list[float]:
        weight, (nothing, *known) = self._weight, one
        found = [0.0] * len(self.tags)
        for place, its in zip(self._own, other, strict=True):
            found[place] = its
        unknown = sum(found[place] for place in self._unknown)
        share = 1.0 - weight + (weight * nothing / unknown if unknown else 0.0)
        for place in self._unknown:
            found[place] *= share
        if not unknown:
            found[self._outside] = weight * nothing
        for place, its in zip(self._known, known, strict=True):
            found[place] = (1.0 - weight) * found[place] + weight * its
        return found
