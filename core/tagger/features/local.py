"""The features of each syllable that depend on its article alone: words, shapes, rules, gazetteer, encoder, advice."""

import operator
from collections import Counter
from collections.abc import Iterator

from nhan.core.iob import tags_of
from nhan.core.tagger.features.advised import advised_features
from nhan.core.tagger.features.encoded import encoded_features
from nhan.core.tagger.features.gazetteer_features import GazetteerFeatures
from nhan.core.tagger.features.rules import rules
from nhan.core.tagger.features.shapes import foreign, plain, shape
from nhan.core.tagger.tokenized import Tokenized

_SHOUTED = 0.6  # share of syllables in capitals from which on a sentence counts as shouted
_AFFIX = 3  # letters of a foreign syllable's head and tail

START, END, EDGE = "<s>", "</s>", "E"


def features(tokenized: Tokenized) -> list[list[str]]:
    """The features of every syllable."""
    article = _ArticleColumns(tokenized)
    others = list(map(operator.add, encoded_features(tokenized), advised_features(tokenized)))
    found: list[list[str]] = []
    for first, last in tokenized.sentences:
        sentence = _SentenceColumns(article, first, last)
        for place in range(last - first):
            its = [*sentence.words(place), *sentence.marks(place), *sentence.context(place)]
            found.append([*its, *sentence.gazetteer.features(place), *others[first + place]])
    return found


class _ArticleColumns:
    """What is known of syllables from the article as a whole."""

    def __init__(self, tokenized: Tokenized) -> None:
        self.tokenized = tokenized
        self.rules = tags_of(len(tokenized), rules(tokenized))
        self.small = {form for form in tokenized.forms if form[0].islower()}
        self.elsewhere: dict[str, Counter[str]] = {}  # the rules' tags of a capitalised syllable
        for form, tag in zip(tokenized.forms, self.rules, strict=True):
            if form[0].isupper():
                self.elsewhere.setdefault(form, Counter())[tag] += 1
        self.runs: dict[str, Counter[tuple[str, ...]]] = {}  # the capitalised runs that a syllable is part of
        for run in _runs(tokenized):
            for form in run:
                self.runs.setdefault(form, Counter())[run] += 1

    def rule_elsewhere(self, form: str, tag: str) -> str | None:
        """The tag that the rules give most often to the syllable's other occurrences."""
        others = self.elsewhere[form] - Counter([tag])
        return max(sorted(others), key=lambda each: others[each]) if others else None

    def longer_run(self, form: str, own: tuple[str, ...]) -> tuple[str, ...] | None:
        """The longest run with this syllable, where that is another than its own here ("Cường": "Lương Cường")."""
        runs = self.runs.get(form)
        if not runs:
            return None
        longest = max(sorted(runs), key=lambda run: (len(run), runs[run]))
        return longest if longest != own else None


def _runs(tokenized: Tokenized) -> Iterator[tuple[str, ...]]:
    for first, last in tokenized.sentences:
        run: list[str] = []
        for form in (*tokenized.forms[first:last], ""):
            if form[:1].isupper():
                run.append(form)
                continue
            if len(run) > 1:
                yield tuple(run)
            run = []


class _SentenceColumns:
    """Columns over one sentence; places count from its first syllable."""

    def __init__(self, article: _ArticleColumns, first: int, last: int) -> None:
        tokenized = article.tokenized
        self.article = article
        self.forms = tokenized.forms[first:last]
        self.low = [plain(form) for form in self.forms]
        self.shapes = [shape(form) for form in self.forms]
        self.heads = ["B" if head else "I" for head in tokenized.heads[first:last]]
        self.segments = tokenized.words[first:last]
        self.pos = tokenized.pos[first:last]
        self.labels = tokenized.labels[first:last]
        self.rules = article.rules[first:last]
        self.capital = [each[0] == "U" for each in self.shapes]
        letters = sum(form.isalpha() for form in self.forms)
        self.shouted = sum(form.isupper() for form in self.forms) > _SHOUTED * letters
        self.run_from, self.left = self._towards(range(len(self.forms)), START)
        self.run_to, self.right = self._towards(range(len(self.forms) - 1, -1, -1), END)
        self.gazetteer = GazetteerFeatures(self.forms, self.low, self.shapes)

    def _towards(self, places: range, edge: str) -> tuple[list[int], list[str]]:
        """For each syllable, how far a capitalised run reaches to one side (1 = itself), and the small word beyond."""
        reach, beyond = [0] * len(self.forms), [edge] * len(self.forms)
        count, word = 0, edge
        for place in places:
            count = count + 1 if self.capital[place] else 0
            reach[place], beyond[place] = count, word
            if not self.capital[place]:
                word = self.low[place]
        return reach, beyond

    def _low(self, place: int) -> str:
        return self.low[place] if 0 <= place < len(self.low) else START if place < 0 else END

    def _shape(self, place: int) -> str:
        return self.shapes[place] if 0 <= place < len(self.shapes) else EDGE

    def _pos(self, place: int) -> str:
        return self.pos[place] if 0 <= place < len(self.pos) else EDGE

    def words(self, at: int) -> list[str]:
        """The syllable and its neighbours, by themselves and in pairs."""
        low = self.low[at]
        before, after = self._low(at - 1), self._low(at + 1)
        far_before, far_after = self._low(at - 2), self._low(at + 2)
        look = self.shapes[at]
        return [
            f"w={self.forms[at]}",
            f"l={low}",
            f"l-1={before}",
            f"l+1={after}",
            f"l-2={far_before}",
            f"l+2={far_after}",
            f"b-1={before}_{low}",
            f"b+1={low}_{after}",
            f"b-2={far_before}_{before}",
            f"b+2={after}_{far_after}",
            f"c1={before}{look}",
            f"c2={far_before}_{before}{look}",
            f"c3={look}{after}",
            f"c4={before}{look}{after}",
        ]

    def marks(self, at: int) -> list[str]:
        """Shapes, words as segmented, parts of speech, and the labels of underthesea and of the rules."""
        look, head, pos, rule = self.shapes[at], self.heads[at], self.pos[at], self.rules[at]
        last = at + 1 == len(self.forms)
        return [
            f"s={look}",
            f"s3={self._shape(at - 1)}{look}{self._shape(at + 1)}",
            f"s-2={self._shape(at - 2)}{self._shape(at - 1)}{look}",
            f"s+2={look}{self._shape(at + 1)}{self._shape(at + 2)}",
            f"ws={head}{EDGE if last else self.heads[at + 1]}",
            f"word={self.segments[at]}{head}",
            f"p={pos}{head}",
            f"p3={self._pos(at - 1)}_{pos}_{self._pos(at + 1)}",
            f"u={self.labels[at]}{head}",
            f"r={rule}",
            f"r-1={self.rules[at - 1] if at else EDGE}{rule}",
            f"r+1={rule}{EDGE if last else self.rules[at + 1]}",
        ]

    def context(self, at: int) -> list[str]:
        """The run of a capitalised syllable and what stands around it; of another, whether a run touches it."""
        if self.capital[at]:
            return [*self._of_run(at), *self._of_article(at)]
        before = at > 0 and self.capital[at - 1]
        after = at + 1 < len(self.forms) and self.capital[at + 1]
        found = [f"n={'c' if after else ''}{'p' if before else ''}{self.shapes[at]}"]
        if before:
            found.append(f"pc={self.left[at - 1]}_{self.low[at]}")
        return found

    def _of_run(self, at: int) -> list[str]:
        form, look, left, right = self.forms[at], self.shapes[at], self.left[at], self.right[at]
        start, reach = self.run_from[at], self.run_to[at]
        found = [
            *self.gazetteer.of_run(at, at - start + 1, at + reach),
            f"run={min(start, 4)}/{min(start + reach - 1, 5)}",
            f"ll={left}",
            f"nl={right}",
            f"ll{min(start, 3)}{left}",
            f"S{look}{left}_{right}",
        ]
        if start > 1:
            found.append(f"first={self.low[at - start + 1]}")
        if reach > 1:
            found.append(f"last={self.low[at + reach - 1]}")
        if foreign(form):
            found += ["for", f"fp={form[:_AFFIX]}", f"fs={form[-_AFFIX:]}"]
        if self.shouted:
            found.append("allcap")
        return found

    def _of_article(self, at: int) -> list[str]:
        form, rule = self.forms[at], self.rules[at]
        found = [f"cap={'lowtoo' if form.lower() in self.article.small else 'always'}{'' if at else '1'}"]
        if not form[0].isupper():  # a digit before a capital ("4K")
            return found
        if elsewhere := self.article.rule_elsewhere(form, rule):
            found += [f"ar={elsewhere}", f"ar={elsewhere}{rule}"]
        own = tuple(self.forms[at - self.run_from[at] + 1 : at + self.run_to[at]])
        if longer := self.article.longer_run(form, own):
            found.append(f"lr={min(longer.index(form), 3)}/{min(len(longer), 4)}")
        return found
