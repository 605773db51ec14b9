"""What a small field says of labels that a large one beside it leaves bare or does not tell apart."""

from collections.abc import Mapping, Sequence

from nhan.core.iob import OUTSIDE
from nhan.core.tagger.crf.adapter import Field
from nhan.core.tagger.tokenized import Rows, Tokenized

_SAY = 0.7  # of the small field, where it sees a label of its own
_LEAST = 0.001  # probability, so that what it does not see is shared out all the same


class WidenedField:
    """A field with further tags, of which it knows nothing."""

    def __init__(self, field: Field, further: Sequence[str]) -> None:
        self._field = field
        self.tags = [*field.tags, *(tag for tag in further if tag not in field.tags)]
        self._zeros = [0.0] * (len(self.tags) - len(field.tags))

    def marginals(self, rows: Rows) -> list[list[float]]:
        """The probability of each of ``tags`` for every syllable of one sentence."""
        return [[*row, *self._zeros] for row in self._field.marginals(rows)]


class FurtherOpinion:
    """``field``: the small one. ``mixed``: by tag of the large one, the small one's that it cannot tell from it, the
    tag itself among them. ``tags``: the large one's, widened. ``weight``: 0..1."""

    def __init__(self, field: Field, mixed: Mapping[str, Sequence[str]], tags: Sequence[str], weight: float) -> None:
        column = {tag: place for place, tag in enumerate(tags)}
        its = {tag: place for place, tag in enumerate(field.tags)}
        self._field, self._weight = field, weight
        self._shared = [
            (column[tag], [(column[each], its[each]) for each in among if each in its]) for tag, among in mixed.items()
        ]
        self._own = [(column[tag], its[tag]) for tag in field.tags if tag not in mixed]

    def mean(
        self, _: Tokenized, __: int, rows: Rows, marginals: Sequence[Sequence[float]]
    ) -> Sequence[Sequence[float]]:
        """``marginals``: of the syllables with these features."""
        return list(map(self._mean, marginals, self._field.marginals(rows)))

    def _mean(self, row: Sequence[float], its: Sequence[float]) -> Sequence[float]:
        found = list(row)
        for place, among in self._shared:
            part = self._weight * row[place]
            total = sum(its[at] + _LEAST for _, at in among)
            found[place] -= part
            for to, at in among:
                found[to] += part * (its[at] + _LEAST) / total
        say = _SAY * self._weight
        left = 1.0 - say * sum(its[at] for _, at in self._own)
        found = [left * each for each in found]
        for to, at in self._own:
            found[to] += say * its[at]
        return found


def told_apart(tags: Sequence[str], general: str | None, kinds: Sequence[str]) -> dict[str, list[str]]:
    """What ``FurtherOpinion`` takes as mixed: outside takes in every further tag, and ``general``, a label of the large
    field, takes in those of ``kinds`` with the same prefix. ``tags``: the small field's."""
    names = {f"{prefix}-{general}" for prefix in "BI"} if general else set()
    found = {OUTSIDE: [tag for tag in tags if tag not in names]}
    for name in sorted(names & set(tags)):
        found[name] = [name, *(tag for tag in tags if tag[:2] == name[:2] and tag[2:] in kinds)]
    return found
