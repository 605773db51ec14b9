"""Rules for people, places and organisations in Vietnamese news: small tables, no training, labels PER, LOC and ORG.

They are the first articles' suggestions and one of the features of the learned model.
"""

from collections.abc import Iterable
from functools import cache

from nhan.core.iob import Run
from nhan.core.tagger.features.gazetteer import (
    COMMUNE,
    FIRST_NAME,
    LOCATIONS,
    ORGANISATIONS,
    PEOPLE,
    names,
    places,
    table,
)
from nhan.core.tagger.features.trie import Entry, SyllableTrie
from nhan.core.tagger.tokenized import Tokenized

_JOINTS = frozenset({"và", "-", "–", "&"})
_NUMBERED = frozenset({"quận", "phường", "quốc", "ql", "q", "p"})  # areas that a number may name
_ABBREVIATED = frozenset({"ts", "gs", "pgs", "bs", "ths", "ls", "ks"})  # titles written with a full stop
# Heads that are common words too: small, they open a name only where a rule below says so.
_COMMON = frozenset(["phòng", "ban", "hội", "đoàn", "bộ", "cơ", "quỹ", "trung", "viện", "lực", "vụ", "tổ"])
_BEFORE_AREAS = frozenset({"công", "ubnd", "sở"})  # heads that open a name also when small
_BY_LETTERS = (("ORG", ORGANISATIONS), ("LOC", LOCATIONS), ("PER", PEOPLE))
_LEAST_NAME, _LONGEST_NAME = 2, 4  # syllables of a full name
_SHOUTED = 0.7  # share of syllables in capitals from which on capitals mean nothing


class _Tables:
    def __init__(self) -> None:
        self.surnames, self.areas, self.organisations = map(_trie, map(table, ("surnames", "areas", "organisations")))
        self.places = _trie(places())
        # Titles are looked for from their end, before a name; so they are found in a sentence read backwards.
        self.titles = _trie(entry[::-1] for entry in table("titles"))


def _trie(entries: Iterable[Entry]) -> SyllableTrie[bool]:
    return SyllableTrie((entry, True) for entry in entries)


_tables = cache(_Tables)


def rules(tokenized: Tokenized) -> list[Run]:
    """What the rules find in an article, in order, without overlaps."""
    found: list[Run] = []
    for first, last in tokenized.sentences:
        sentence = _RuleSentence(tokenized.forms[first:last], tokenized.heads[first:last])
        found.extend((first + start, first + end, label) for start, end, label in sentence.find())
    return found


class _RuleSentence:
    """One sentence under the rules."""

    def __init__(self, forms: list[str], heads: list[bool]) -> None:
        self.forms = forms
        self.low = [form.lower() for form in forms]
        self.backwards = self.low[::-1]
        self.heads = heads
        letters = [form for form in forms if form.isalpha()]
        self.shouted = sum(form.isupper() for form in letters) > _SHOUTED * max(1, len(letters))

    def find(self) -> list[Run]:
        found: list[Run] = []
        place = 0
        while place < len(self.forms):
            one = self._at(place) if self.forms[place][0].isalpha() else None
            if one:
                found.append(one)
                place = one[1]
            elif self._capital(place) and not self.shouted and not self._opener(place):
                place = self._run(place)
            else:
                place += 1
        return found

    def _at(self, place: int) -> Run | None:
        found = None
        if not self.shouted:
            found = self._organisation(place) or self._area(place)
        return found or (self._name(place) if self._capital(place) else None)

    def _organisation(self, place: int) -> Run | None:
        head = _length(_tables().organisations, self.low, place)
        after = place + head
        if not head or after >= len(self.forms):
            return None
        end = self._long_name(after)
        if end > after and (self._capital(place) or self.low[place] not in _COMMON):
            return place, self._area_end(end) or end, "ORG"
        if self._capital(place) or self.low[place] in _BEFORE_AREAS:
            area = self._area_end(after)
            return (place, area, "ORG") if area else None
        return None

    def _area(self, place: int) -> Run | None:
        head = _length(_tables().areas, self.low, place)
        name = place + head
        if not head or name >= len(self.forms):
            return None
        if self.forms[name] == "." and name + 1 < len(self.forms):
            name += 1
        numbered = self.forms[name].isdigit() and self.low[place] in _NUMBERED
        return (place, self._run(name), "LOC") if self._capital(name) or numbered else None

    def _name(self, place: int) -> Run | None:
        tables = _tables()
        end = self._run(place)
        if self._titled(place) and not self.forms[place].isupper():
            return place, end, "PER"
        known = _length(tables.places, self.forms, place)
        if known == 1 and self._opener(place) and tables.titles.opens(self.low[place]):
            known = 0  # "Anh" is England, and how a man is spoken of
        surname = tables.surnames.opens(self.forms[place])
        if not known and (label := self._label_of_run(place, end)):
            return place, end, label
        if known and not (surname and end > place + known):
            return place, place + known, "LOC"
        if surname and _LEAST_NAME <= end - place <= _LONGEST_NAME and not self.shouted:
            return place, end, "PER"
        return None

    def _label_of_run(self, place: int, end: int) -> str | None:
        """The label of a capitalised run by the tables of names; None where they have it for nothing or several."""
        first, last, letters = next(names().matches(self.forms[place:end]), (0, 0, ""))
        if first or not letters:
            return None
        if letters == FIRST_NAME and not self.shouted and _LEAST_NAME <= end - place <= _LONGEST_NAME:
            return "PER"
        if place + last < end or letters == COMMUNE:  # many a commune bears a person's name
            return None
        return next((label for label, its in _BY_LETTERS if its.issuperset(letters)), None)

    def _titled(self, place: int) -> bool:
        if place and _tables().titles.ends(self.backwards, len(self.low) - place, len(self.low)):
            return True
        return place > 1 and self.low[place - 1] == "." and self.low[place - 2] in _ABBREVIATED

    def _area_end(self, place: int) -> int:
        """The end of a place's name that opens with its kind at ``place``; 0 = there is none."""
        head = _length(_tables().areas, self.low, place) if place < len(self.forms) else 0
        name = place + head
        if head and name < len(self.forms) and (self._capital(name) or self.forms[name].isdigit()):
            return self._run(name)
        return 0

    def _opener(self, place: int) -> bool:
        """Whether its capital means nothing: it opens the sentence, or is a title ("Ông Nguyễn Văn A")."""
        return place == 0 or not self.forms[place - 1][0].isalnum() or _tables().titles.opens(self.low[place])

    def _capital(self, place: int) -> bool:
        return self.forms[place][0].isupper()

    def _run(self, place: int) -> int:
        """The end of the capitalised run at ``place``, of one syllable at least; a number may open it."""
        end = place + 1 if self.forms[place].isdigit() else place
        while end < len(self.forms) and self._capital(end):
            end += 1
        return max(end, place + 1)

    def _long_name(self, place: int) -> int:
        """The end of words that each open with a capital ("Giáo dục và Đào tạo"); ``place`` if there is none."""
        end = place
        while end < len(self.forms):
            if self._capital(end) or self.forms[end].isdigit():
                end += 1
                while end < len(self.forms) and self._goes_on(end):
                    end += 1
            elif self._joins(place, end):
                end += 1
            else:
                break
        return end

    def _goes_on(self, place: int) -> bool:
        return not self.heads[place] and not self._capital(place) and self.forms[place].isalpha()

    def _joins(self, start: int, place: int) -> bool:
        joint = self.low[place]
        if joint not in _JOINTS or not start < place < len(self.forms) - 1 or not self._capital(place + 1):
            return False
        return joint != "và" or not self._capital(place - 1)


def _length(entries: SyllableTrie[bool], forms: list[str], place: int) -> int:
    """Of the longest entry at ``place``, in syllables; 0 = there is none."""
    found = entries.longest(forms, place, len(forms))
    return found[0] - place if found else 0
