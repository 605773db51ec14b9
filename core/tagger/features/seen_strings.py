"""Strings that were labelled before: how often they were confirmed, and how often the same string was left alone.

Strings are compared folded (NFC, one place for tone marks), case kept. Counts are kept by article, so that an article
that is learned from sees what the others say, as a new article will.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training_example import TrainingExample

Entry = tuple[str, ...]

REFUSED = ""  # the "label" of an occurrence that nobody labelled
INSIDE = "+"  # ... of one that is part of a longer span
_FIRM, _MIXED, _RARE = 0.9, 0.5, 0.15


class SeenStrings:
    """What a set of lessons says of every string that is labelled in any of them."""

    def __init__(self, lessons: Sequence[TrainingExample]) -> None:
        self._total: dict[Entry, Counter[str]] = {}
        self._by_article: dict[str, dict[Entry, Counter[str]]] = {}
        for lesson in lessons:
            for entry, label in _entries(lesson):
                self._total.setdefault(entry, Counter())
                self._note(lesson.article, entry, label)
        self._lengths = _lengths(self._total)
        for lesson in lessons:
            self._count_refusals(lesson)

    @classmethod
    def of(cls, counts: Mapping[Entry, Mapping[str, int]]) -> "SeenStrings":
        """A memory from its counts: enough to suggest from, not to learn from (no article can be left out)."""
        memory = cls(())
        memory._total = {entry: Counter(its) for entry, its in counts.items()}
        memory._lengths = _lengths(memory._total)
        return memory

    def all_counts(self) -> Iterator[tuple[Entry, Mapping[str, int]]]:
        """Every string with its counts, in a fixed order."""
        return ((entry, dict(sorted(self._total[entry].items()))) for entry in sorted(self._total))

    def _note(self, article: str, entry: Entry, label: str) -> None:
        self._total[entry][label] += 1
        self._by_article.setdefault(article, {}).setdefault(entry, Counter())[label] += 1

    def _count_refusals(self, lesson: TrainingExample) -> None:
        forms = lesson.reading.forms
        confirmed = {(first, last) for first, last, _ in lesson.spans}
        owner = [-1] * len(forms)
        for place, (first, last, _) in enumerate(lesson.spans):
            owner[first:last] = [place] * (last - first)
        for start, form in enumerate(forms):
            for length in self._lengths.get(form, ()):
                end = start + length
                entry = tuple(forms[start:end])
                if end <= len(forms) and entry in self._total and (start, end) not in confirmed:
                    inside = owner[start] >= 0 and owner[start] == owner[end - 1]
                    self._note(lesson.article, entry, INSIDE if inside else REFUSED)

    def counts(self, entry: Entry, without: str = "") -> Counter[str]:
        """Times each label was given to the string, ``REFUSED`` and ``INSIDE`` among them; one article left out."""
        total = self._total.get(entry)
        if total is None:
            return Counter()
        own = self._by_article.get(without, {}).get(entry)
        return total - own if own else total

    def matches(self, reading: Tokenized) -> Iterator[tuple[int, int, Counter[str]]]:
        """The longest labelled strings of an article, left to right: first, one past the last, counts."""
        for first, last in reading.sentences:
            place = first
            while place < last:
                length, _ = self._longest(reading.forms, place, last, "")
                if length:
                    yield place, place + length, self.counts(tuple(reading.forms[place : place + length]))
                place += max(1, length)

    def features(self, reading: Tokenized, without: str = "") -> list[tuple[str, ...]]:
        """For each syllable, what the longest known string over it says."""
        found: list[tuple[str, ...]] = [()] * len(reading)
        for first, last in reading.sentences:
            place = first
            while place < last:
                length, said = self._longest(reading.forms, place, last, without)
                for step in range(length):
                    found[place + step] = _features(step, length, said)
                place += max(1, length)
        return found

    def _longest(self, forms: Sequence[str], start: int, limit: int, without: str) -> tuple[int, tuple[str, str, str]]:
        for length in self._lengths.get(forms[start], ()):
            if start + length <= limit:
                said = _said(self.counts(tuple(forms[start : start + length]), without))
                if said:
                    return length, said
        return 0, ("", "", "")


def _lengths(entries: Iterable[Entry]) -> dict[str, list[int]]:
    """By the syllable that opens a string, how long such strings are, the longest first."""
    found: dict[str, set[int]] = {}
    for entry in entries:
        found.setdefault(entry[0], set()).add(len(entry))
    return {form: sorted(lengths, reverse=True) for form, lengths in found.items()}


def _entries(lesson: TrainingExample) -> Iterable[tuple[Entry, str]]:
    return ((tuple(lesson.reading.forms[first:last]), label) for first, last, label in lesson.spans)


def _said(counts: Counter[str]) -> tuple[str, str, str] | None:
    """The commonest label, how firmly, and on how much evidence; None where nobody has labelled the string."""
    labelled = {label: count for label, count in counts.items() if label not in (REFUSED, INSIDE) and count > 0}
    if not labelled:
        return None
    label = max(sorted(labelled), key=lambda each: labelled[each])
    share = labelled[label] / sum(count for count in counts.values() if count > 0)
    firm = "h" if share > _FIRM else "m" if share > _MIXED else "s" if share > _RARE else "z"
    times = sum(labelled.values())
    return label, firm, "1" if times == 1 else "2" if times < 4 else "4"


def _features(step: int, length: int, said: tuple[str, str, str]) -> tuple[str, ...]:
    label, firm, times = said
    part = "I" if step else "B"
    end = "E" if step == length - 1 else ""
    alone = "1" if length == 1 else ""
    return f"m={part}{label}{firm}", f"mn={part}{label}{firm}{times}", f"me={part}{end}{label}{alone}"
