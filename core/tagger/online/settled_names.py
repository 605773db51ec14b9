"""Names that are settled in an article so far: labelled alike wherever they stood above the last decision.

Decisions are features of the model among others, and their weights may be too small while it has seen few articles.
A name that was settled above, and never otherwise, is settled below.
"""

from collections.abc import Iterable, Sequence

from nhan.core.iob import Scheme, runs_of
from nhan.core.tagger.decoding import Prediction
from nhan.core.tagger.features.trie import Entry, SyllableTrie
from nhan.core.tagger.tokenized import Tokenized

TRUST = 0.9  # the confidence of what is only settled: about its share of right ones

_RECENT = 50  # places of a syllable above that are looked at, from the last one up

_MIXED = ""


class SettledNames:
    """The settled names of one article."""

    def __init__(self, tokenized: Tokenized) -> None:
        self._forms = tokenized.forms
        self._labels: SyllableTrie[str] = SyllableTrie()  # by name; _MIXED for one that was not labelled alike
        self._spans: dict[tuple[int, int], str] = {}
        self._labelled: set[int] = set()  # syllables in spans
        self._places: dict[str, list[int]] = {}  # where syllables with a capital have been seen

    def see(self, first: int, tags: Sequence[str]) -> None:
        """Take in the tags of the syllables from ``first`` on; whole spans only."""
        runs = runs_of(tags, Scheme.IOB2, orphans=False)
        spans = {(first + start, first + end): label for start, end, label in runs}
        self._spans |= spans
        self._labelled.update(first + at for at, tag in enumerate(tags) if tag != "O")
        for start in range(first, first + len(tags)):
            if self._forms[start][0].isupper():
                self._places.setdefault(self._forms[start], []).append(start)
            for end, label in self._labels.ends(self._forms, start, len(self._forms)):
                if spans.get((start, end)) != label:
                    self._labels.put(tuple(self._forms[start:end]), _MIXED)
        for (start, end), label in spans.items():
            entry = tuple(self._forms[start:end])
            if self._labels.get(entry) is None:
                self._labels.put(entry, label)

    def contradicts(self, entry: Entry, label: str) -> bool:
        """Whether the name stood above with another label or without a span; inside a longer span it does not count."""
        for start in self._places.get(entry[0], [])[-_RECENT:]:
            end = start + len(entry)
            if tuple(self._forms[start:end]) == entry:
                its = self._spans.get((start, end))
                if its != label and (its is not None or self._labelled.isdisjoint(range(start, end))):
                    return True
        return False

    def apply(self, predictions: Iterable[Prediction], first: int, last: int) -> list[Prediction]:
        """The predictions for the syllables ``[first, last)`` of one sentence, with the settled names in them."""
        found = list(predictions)
        for start, end, label in self._labels.matches(self._forms, first, last, counts=bool):
            found = _put(found, Prediction(start, end, label, TRUST, 0.0))
        return found


def _put(predictions: list[Prediction], plain: Prediction) -> list[Prediction]:
    """Instead of what overlaps; not where a prediction takes in more."""
    over = [each for each in predictions if each.first < plain.last and each.last > plain.first]
    if any(each.first <= plain.first and plain.last <= each.last for each in over if each[:2] != plain[:2]):
        return predictions
    same = next((each for each in over if each[:3] == plain[:3]), None)
    if same:
        return predictions
    runner_up = next((each.label for each in over if each.label != plain.label), None)
    kept = [each for each in predictions if each not in over]
    return sorted([*kept, plain._replace(runner_up=runner_up, readings=tuple(each[:3] for each in over))])
