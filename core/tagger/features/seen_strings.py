"""Strings that were labelled before: how often they were confirmed, and how often the same string was left alone.

Strings are compared folded (see ``core/text/fold.py``). Counts are kept by article, so that an article that is learned
from gets its features from the others, as a new article will.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nhan.core.tagger.features.trie import Entry, SyllableTrie
from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training_example import TrainingExample

Summary = tuple[str, str, str]  # the commonest label, how firmly it was given, on how much evidence

REFUSED = ""  # the "label" of an occurrence that nobody labelled
INSIDE = "+"  # ... of one that is part of a longer span
_FIRM, _MIXED, _RARE = 0.9, 0.5, 0.15


class _Counts:
    """How often one string was given each label, ``REFUSED`` and ``INSIDE`` among them."""

    __slots__ = ("_by_article", "total")

    def __init__(self, total: Mapping[str, int] | None = None) -> None:
        self.total = Counter(total)
        self._by_article: dict[str, Counter[str]] = {}

    def add(self, article: str, label: str) -> None:
        self.total[label] += 1
        self._by_article.setdefault(article, Counter())[label] += 1

    def without(self, article: str) -> Counter[str]:
        """The counts, those of one article left out ("" = none)."""
        own = self._by_article.get(article)
        return self.total - own if own else self.total


class SeenStrings:
    """The counts of every string that is labelled in any of a set of training examples."""

    def __init__(self, examples: Sequence[TrainingExample]) -> None:
        self._counts: dict[Entry, _Counts] = {}
        for example in examples:
            for entry, label in _entries(example):
                self._counts.setdefault(entry, _Counts()).add(example.article, label)
        self._trie = SyllableTrie(self._counts.items())
        for example in examples:
            self._count_refusals(example)

    @classmethod
    def of(cls, counts: Mapping[Entry, Mapping[str, int]]) -> "SeenStrings":
        """Seen strings from their counts: enough to suggest from, not to learn from (no article can be left out)."""
        seen = cls(())
        seen._counts = {entry: _Counts(its) for entry, its in counts.items()}
        seen._trie = SyllableTrie(seen._counts.items())
        return seen

    def all_counts(self) -> Iterator[tuple[Entry, Mapping[str, int]]]:
        """Every string with its counts, in a fixed order."""
        return ((entry, dict(sorted(self._counts[entry].total.items()))) for entry in sorted(self._counts))

    def _count_refusals(self, example: TrainingExample) -> None:
        forms = example.tokenized.forms
        confirmed = {(first, last) for first, last, _ in example.spans}
        owner = [-1] * len(forms)
        for place, (first, last, _) in enumerate(example.spans):
            owner[first:last] = [place] * (last - first)
        for start in range(len(forms)):
            for end, counts in self._trie.ends(forms, start, len(forms)):
                if (start, end) not in confirmed:
                    inside = owner[start] >= 0 and owner[start] == owner[end - 1]
                    counts.add(example.article, INSIDE if inside else REFUSED)

    def counts(self, entry: Entry, without: str = "") -> Counter[str]:
        """How often each label was given to the string, ``REFUSED`` and ``INSIDE`` among them; one article left out."""
        counts = self._counts.get(entry)
        return counts.without(without) if counts else Counter()

    def matches(self, tokenized: Tokenized) -> Iterator[tuple[int, int, Counter[str]]]:
        """The longest labelled strings of an article, left to right: first, one past the last, counts."""
        return ((first, last, counts) for first, last, counts, _ in self._longest(tokenized, ""))

    def features(self, tokenized: Tokenized, without: str = "") -> list[tuple[str, ...]]:
        """The features of each syllable from the longest seen string over it."""
        found: list[tuple[str, ...]] = [()] * len(tokenized)
        for first, last, _, summary in self._longest(tokenized, without):
            found[first:last] = [_features(step, last - first, summary) for step in range(last - first)]
        return found

    def _longest(self, tokenized: Tokenized, without: str) -> Iterator[tuple[int, int, Counter[str], Summary]]:
        """The longest strings that somebody has labelled in another article, with their counts and the summary."""
        for sentence in tokenized.sentences:
            matches = self._trie.matches(tokenized.forms, *sentence, counts=lambda its: _summary(its.without(without)))
            for first, last, its in matches:
                counts = its.without(without)
                summary = _summary(counts)
                assert summary is not None
                yield first, last, counts, summary


def _entries(example: TrainingExample) -> Iterable[tuple[Entry, str]]:
    return ((tuple(example.tokenized.forms[first:last]), label) for first, last, label in example.spans)


def _summary(counts: Counter[str]) -> Summary | None:
    """The commonest label, how firmly, and on how much evidence; None where nobody has labelled the string."""
    labelled = {label: count for label, count in counts.items() if label not in (REFUSED, INSIDE) and count > 0}
    if not labelled:
        return None
    label = max(sorted(labelled), key=lambda each: labelled[each])
    share = labelled[label] / sum(count for count in counts.values() if count > 0)
    firm = "h" if share > _FIRM else "m" if share > _MIXED else "s" if share > _RARE else "z"
    times = sum(labelled.values())
    return label, firm, "1" if times == 1 else "2" if times < 4 else "4"


def _features(step: int, length: int, summary: Summary) -> tuple[str, ...]:
    label, firm, times = summary
    part = "I" if step else "B"
    end = "E" if step == length - 1 else ""
    alone = "1" if length == 1 else ""
    return f"m={part}{label}{firm}", f"mn={part}{label}{firm}{times}", f"me={part}{end}{label}{alone}"
