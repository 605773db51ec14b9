"""Strings that were labelled before: how often they were confirmed, and how often the same string was left alone.

Strings are compared folded (NFC, one place for tone marks), case kept. Counts are kept by article, so that an article
that is learned from sees what the others say, as a new article will.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nhan.core.tagger.features.trie import Entry, SyllableTrie
from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training_example import TrainingExample

Said = tuple[str, str, str]  # the commonest label, how firmly it was given, on how much evidence

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
    """What a set of training examples says of every string that is labelled in any of them."""

    def __init__(self, lessons: Sequence[TrainingExample]) -> None:
        self._counts: dict[Entry, _Counts] = {}
        for lesson in lessons:
            for entry, label in _entries(lesson):
                self._counts.setdefault(entry, _Counts()).add(lesson.article, label)
        self._trie = SyllableTrie(self._counts.items())
        for lesson in lessons:
            self._count_refusals(lesson)

    @classmethod
    def of(cls, counts: Mapping[Entry, Mapping[str, int]]) -> "SeenStrings":
        """A memory from its counts: enough to suggest from, not to learn from (no article can be left out)."""
        memory = cls(())
        memory._counts = {entry: _Counts(its) for entry, its in counts.items()}
        memory._trie = SyllableTrie(memory._counts.items())
        return memory

    def all_counts(self) -> Iterator[tuple[Entry, Mapping[str, int]]]:
        """Every string with its counts, in a fixed order."""
        return ((entry, dict(sorted(self._counts[entry].total.items()))) for entry in sorted(self._counts))

    def _count_refusals(self, lesson: TrainingExample) -> None:
        forms = lesson.reading.forms
        confirmed = {(first, last) for first, last, _ in lesson.spans}
        owner = [-1] * len(forms)
        for place, (first, last, _) in enumerate(lesson.spans):
            owner[first:last] = [place] * (last - first)
        for start in range(len(forms)):
            for end, counts in self._trie.ends(forms, start, len(forms)):
                if (start, end) not in confirmed:
                    inside = owner[start] >= 0 and owner[start] == owner[end - 1]
                    counts.add(lesson.article, INSIDE if inside else REFUSED)

    def counts(self, entry: Entry, without: str = "") -> Counter[str]:
        """Times each label was given to the string, ``REFUSED`` and ``INSIDE`` among them; one article left out."""
        counts = self._counts.get(entry)
        return counts.without(without) if counts else Counter()

    def matches(self, reading: Tokenized) -> Iterator[tuple[int, int, Counter[str]]]:
        """The longest labelled strings of an article, left to right: first, one past the last, counts."""
        return ((first, last, counts) for first, last, counts, _ in self._longest(reading, ""))

    def features(self, reading: Tokenized, without: str = "") -> list[tuple[str, ...]]:
        """For each syllable, what the longest known string over it says."""
        found: list[tuple[str, ...]] = [()] * len(reading)
        for first, last, _, said in self._longest(reading, without):
            found[first:last] = [_features(step, last - first, said) for step in range(last - first)]
        return found

    def _longest(self, reading: Tokenized, without: str) -> Iterator[tuple[int, int, Counter[str], Said]]:
        """Of the longest strings that somebody has labelled in another article: counts, and what they say."""
        for sentence in reading.sentences:
            matches = self._trie.matches(reading.forms, *sentence, counts=lambda its: _said(its.without(without)))
            for first, last, its in matches:
                counts = its.without(without)
                said = _said(counts)
                assert said is not None
                yield first, last, counts, said


def _entries(lesson: TrainingExample) -> Iterable[tuple[Entry, str]]:
    return ((tuple(lesson.reading.forms[first:last]), label) for first, last, label in lesson.spans)


def _said(counts: Counter[str]) -> Said | None:
    """The commonest label, how firmly, and on how much evidence; None where nobody has labelled the string."""
    labelled = {label: count for label, count in counts.items() if label not in (REFUSED, INSIDE) and count > 0}
    if not labelled:
        return None
    label = max(sorted(labelled), key=lambda each: labelled[each])
    share = labelled[label] / sum(count for count in counts.values() if count > 0)
    firm = "h" if share > _FIRM else "m" if share > _MIXED else "s" if share > _RARE else "z"
    times = sum(labelled.values())
    return label, firm, "1" if times == 1 else "2" if times < 4 else "4"


def _features(step: int, length: int, said: Said) -> tuple[str, ...]:
    label, firm, times = said
    part = "I" if step else "B"
    end = "E" if step == length - 1 else ""
    alone = "1" if length == 1 else ""
    return f"m={part}{label}{firm}", f"mn={part}{label}{firm}{times}", f"me={part}{end}{label}{alone}"
