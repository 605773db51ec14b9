"""Strings that a person labelled anywhere in the project, and where else they stand: candidates for missing spans.

Strings are compared folded (see ``core/text/fold.py``), as whole syllables. Counted are decisions only: confirmed
spans, and those that were rejected with a label.

They are not looked for by the tagger's trie: strings come and go with each decision here, what stands between their
syllables counts, and only what may have changed is looked at again.

Proposed is a string with its most frequent label, unless it would be noise:

- it was rejected with that label more often than confirmed;
- it is a single syllable that does not begin with a capital (a number, too) or is one letter long;
- it begins or ends with punctuation, has no letter, or is longer than ``LONGEST``.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path

import msgspec

from nhan.core.document import Document
from nhan.core.model import ArticleEdit, Source, Span, SpanStatus
from nhan.core.operations.building import live
from nhan.core.operations.decisions import NOWHERE, refuses
from nhan.core.store.disk import Disk
from nhan.core.text.fold import fold, fold_words, visible
from nhan.core.text.units import syllables

LONGEST = 160  # code points of an occurrence; longer strings hardly come again
_SLICE = 64  # spans counted between two rests of ``filling`` and ``applying``
_CUT = 1024  # code points looked back for white space
_MANY = 64  # changes after which a stretch is looked at again rather than compared with each

Said = tuple[str, str, SpanStatus]  # a span's text, label and status
Occurrence = tuple[int, int, str]  # start, end, label
Start = tuple[int, list[tuple[int, str]]]  # where strings begin, with ends and labels, the shortest first


class _Entry:
    """How often one string was confirmed and rejected, by label. Below zero while an article is still being counted."""

    __slots__ = ("confirmed", "rejected")

    def __init__(self) -> None:
        self.confirmed: dict[str, int] = {}
        self.rejected: dict[str, int] = {}

    def count(self, label: str, status: SpanStatus, by: int) -> None:
        table = self.confirmed if status is SpanStatus.CONFIRMED else self.rejected
        table[label] = table.get(label, 0) + by
        if not table[label]:
            del table[label]

    @property
    def label(self) -> str:
        """The most frequent label; "" where nothing is confirmed."""
        counts = self.confirmed
        best = max(sorted(counts), key=lambda label: counts[label], default="")
        return best if counts.get(best, 0) > 0 else ""

    @property
    def proposal(self) -> str:
        """The most frequent label, unless it was rejected more often than confirmed."""
        best = self.label
        return best if best and self.rejected.get(best, 0) <= self.confirmed[best] else ""


class Lexicon:
    """The labelled strings of a project's articles, kept up to date edit by edit."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._proposed: dict[str, str] = {}  # the label by the string
        self._heads: dict[str, int] = {}  # how many proposed strings begin with these syllables, or are just these
        self._articles: set[str] = set()
        self._changed: list[str] = []  # the first syllables of strings that came, went, or changed their label
        self._text = ""  # the article that was looked at last, and what stands where in it
        self._looked_at: dict[tuple[int, int], _Look] = {}

    def __contains__(self, article_id: object) -> bool:
        """Whether the article's spans are in, so that its edits count."""
        return article_id in self._articles

    def __len__(self) -> int:
        """How many strings are proposed where they stand."""
        return len(self._proposed)

    # -- counting -------------------------------------------------------------------------------------------------

    def fill(self, document: Document) -> None:
        """Count an article's spans, once: after that only its edits."""
        for _ in self.filling(document.id, said(document.text, document)):
            pass

    def filling(self, article_id: str, decided: Iterable[Said]) -> Iterator[None]:
        """The same, resting now and then. Edits of the article count from the first step on: sums do not mind the
        order. ``decided`` is as the article was at that step; what nobody decided on is passed over."""
        if self.expect(article_id):
            yield from self.counting(decided)

    def expect(self, article_id: str) -> bool:
        """From now on edits of the article count; what was decided before is for ``counting``, whenever it is known.
        Returns False where the article is in already."""
        if article_id in self._articles:
            return False
        self._articles.add(article_id)
        return True

    def forget(self, article_id: str, edits: Iterable[ArticleEdit], text: str) -> None:
        """Expect the article no more, for it is to be read again: take back these edits, which have counted."""
        for edit in edits:
            self.apply(edit.inverse(), text)
        self._articles.discard(article_id)

    def counting(self, decided: Iterable[Said]) -> Iterator[None]:
        """Count what was decided in an expected article, resting now and then."""
        for place, (words, label, status) in enumerate(decided, 1):
            if status is not SpanStatus.SUGGESTED:
                self._count(words, label, status, 1)
            if place % _SLICE == 0:
                yield

    def apply(self, edit: ArticleEdit, text: str) -> None:
        """Take in an edit of an article that was filled (see ``in``); the others hold it when they are."""
        for _ in self.applying(edit, text):
            pass

    def applying(self, edit: ArticleEdit, text: str) -> Iterator[None]:
        """The same, resting now and then."""
        if edit.article not in self._articles:
            return
        both = chain(((span, -1) for span in edit.removed), ((span, 1) for span in edit.added))
        for place, (span, by) in enumerate(both, 1):
            if _counts(span):
                self._count(text[span.start : span.end], span.label, span.status, by)
            if place % _SLICE == 0:
                yield

    def _count(self, words: str, label: str, status: SpanStatus, by: int) -> None:
        string = " ".join(fold_words(words))
        entry = self._entries.get(string)
        if entry is None:
            entry = self._entries[string] = _Entry()
        entry.count(label, status, by)
        if not entry.confirmed and not entry.rejected:
            del self._entries[string]
        self._propose(string, entry.proposal)

    def _propose(self, string: str, label: str) -> None:
        before = self._proposed.get(string, "")
        if label == before or (label and not before and not _telling(string)):
            return
        if label:
            self._proposed[string] = label
        else:
            del self._proposed[string]
        places = list(syllables(string))
        self._changed.append(string[: places[0][1]])
        if bool(label) is not bool(before):
            for _, end in places:
                head = string[:end]
                self._heads[head] = self._heads.get(head, 0) + (1 if label else -1)
                if not self._heads[head]:
                    del self._heads[head]

    # -- asking ---------------------------------------------------------------------------------------------------

    def label_for(self, words: str) -> str:
        """The label that the string was confirmed with most often; "" for one that never was."""
        entry = self._entries.get(" ".join(fold_words(words)))
        return entry.label if entry else ""

    def occurrences(self, document: Document, start: int, end: int) -> Iterator[Occurrence]:
        """Where a proposed string begins in ``[start, end)``, touches no live span and was not rejected with its label.

        In order. The longest of those that begin together, and none inside another; two may cross. What is found at
        a place does not depend on ``start`` and ``end``.
        """
        if not self._proposed:
            return
        text = document.text
        low = _whole(text, max(0, start - LONGEST))
        starts = self._starts(text, low, end)
        if not starts:
            return
        taken = TakenPlaces(document, low, min(len(text), end + LONGEST))
        reach = 0
        for begin, ends in starts:
            found = next((each for each in reversed(ends) if not taken.forbids(begin, *each)), None)
            if found is None or found[0] <= reach:
                continue
            reach = found[0]
            if begin >= start:
                yield begin, *found

    def _starts(self, text: str, start: int, end: int) -> list[Start]:
        """The starts of proposed strings, remembered until one that begins with a syllable from there comes or goes."""
        if text is not self._text:
            self._text = text
            self._looked_at.clear()
        known = self._looked_at.get((start, end))
        if known is not None and not self._overtaken(known):
            known.at = len(self._changed)
            return known.starts
        look = self._look(text, start, end)
        self._looked_at[start, end] = look
        return look.starts

    def _overtaken(self, look: "_Look") -> bool:
        changed = self._changed
        if len(changed) - look.at > _MANY:
            return True
        return any(changed[place] in look.forms for place in range(look.at, len(changed)))

    def _look(self, text: str, start: int, end: int) -> "_Look":
        heads, proposed = self._heads, self._proposed
        # Two more than the longest: one that joins letters is only seen to be one with the letter behind it.
        places = list(syllables(text, start, min(len(text), end + LONGEST + 2)))
        forms = [fold(text[low:high]) for low, high in places]
        starts: list[Start] = []
        for first, form in enumerate(forms):
            if form not in heads:
                continue
            begin, last = places[first]
            if begin >= end:
                break
            found, string, place = [], form, first
            while string in heads:
                if string in proposed:
                    found.append((last, proposed[string]))
                place += 1
                if place == len(places) or places[place][1] - begin > LONGEST:
                    break
                between = text[last : places[place][0]]
                string += (between if between == " " else _gap(between)) + forms[place]
                last = places[place][1]
            if found:
                starts.append((begin, found))
        return _Look(starts, " ".join(forms), len(self._changed))


class _Look:
    """What stands in a stretch of text, as far as was known after ``at`` changes."""

    __slots__ = ("at", "forms", "starts")

    def __init__(self, starts: list[Start], forms: str, at: int) -> None:
        self.starts, self.forms, self.at = starts, forms, at


class TakenPlaces:
    """What spans cover of ``[start, end)``: asked for each of many candidates there."""

    def __init__(self, document: Document, start: int, end: int) -> None:
        self._start = start
        self._live = bytearray(end - start)
        self._rejected: list[Span] = []
        for span in document.overlapping(start, end):
            if live(span):
                low, high = max(start, span.start) - start, min(end, span.end) - start
                self._live[low:high] = b"\x01" * (high - low)
            else:
                self._rejected.append(span)

    def forbids(self, start: int, end: int, label: str = "") -> bool:
        """Whether a live span is there or one that was rejected with the label ("" = whichever)."""
        if self._live.find(1, start - self._start, end - self._start) >= 0:
            return True
        return any(
            span.start < end and start < span.end and (not label or refuses(span, label)) for span in self._rejected
        )


def said(text: str, spans: Iterable[Span]) -> list[Said]:
    """The spans that somebody has decided on, as they are now."""
    return [(text[span.start : span.end], span.label, span.status) for span in spans if _counts(span)]


class _SpanWords(msgspec.Struct, frozen=True, gc=False):
    text: str
    label: str
    status: SpanStatus
    source: Source


class _RecordWords(msgspec.Struct, frozen=True):
    spans: list[_SpanWords]


def read_said(disk: Disk, record: Path) -> list[Said]:
    """The same from an article's file, at a tenth of the time of opening the article. OSError; ValueError: damaged."""
    read = msgspec.json.decode(disk.read_bytes(record), type=_RecordWords)
    return [(span.text, span.label, span.status) for span in read.spans if _counts(span)]


def _counts(span: "Span | _SpanWords") -> bool:
    """Whether somebody has said something of the string and its label."""
    return span.status is not SpanStatus.SUGGESTED and span.source.name != NOWHERE


def _telling(string: str) -> bool:
    """Whether a string may be proposed wherever it stands; the module says why not."""
    found = list(syllables(string))
    if not found or (found[0][0], found[-1][1]) != (0, len(string)) or len(string) > LONGEST:
        return False
    if len(found) == 1:
        return len(string) > 1 and string[0].isupper()
    return any(char.isalpha() for char in string)


@lru_cache(maxsize=4096)
def _gap(between: str) -> str:
    """What stands between two syllables, each run of white space as one space: folded as whole strings are."""
    between = visible(between)
    bare = " ".join(map(fold, between.split()))
    return f"{' ' if between[:1].isspace() else ''}{bare}{' ' if bare and between[-1:].isspace() else ''}"


def _whole(text: str, offset: int) -> int:
    """Back to where no syllable is cut; not further than ``_CUT``."""
    low = offset
    while low and not text[low - 1].isspace() and offset - low < _CUT:
        low -= 1
    return low
