"""The decisions above in the same article, as features of the syllables below.

An annotator works from the top down. So features of a syllable may be how the same syllable and the same string were
labelled above it, and which span was confirmed last: in training as while suggesting.
"""

from collections.abc import Sequence

from nhan.core.iob import Run, Scheme, runs_of
from nhan.core.tagger.features.shapes import shape
from nhan.core.tagger.features.trie import SyllableTrie
from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training_example import TrainingExample

NEAR = 2  # syllables between the last span and this one that are still worth naming
_AHEAD = 6  # syllables that a string that was labelled above may reach beyond a span's end


class DecisionsAbove:
    """The decisions above a place of one article; ``see`` moves the place down."""

    def __init__(self, tokenized: Tokenized) -> None:
        self._tokenized = tokenized
        self._sentence = [0] * len(tokenized)
        for number, (first, last) in enumerate(tokenized.sentences):
            self._sentence[first:last] = [number] * (last - first)
        self._form: dict[str, str] = {}  # the tag that a syllable had when it was last seen
        self._after: dict[tuple[str, str], str] = {}  # likewise, after another syllable
        self._before: dict[tuple[str, str], str] = {}  # likewise, before another
        self._strings: SyllableTrie[str] = SyllableTrie()
        self._last: Run | None = None

    def see(self, first: int, tags: Sequence[str]) -> None:
        """Take in the tags of the syllables from ``first`` on, which a person has decided; whole spans only."""
        forms = self._tokenized.forms
        for place, tag in enumerate(tags, first):
            form = forms[place]
            self._form[form] = tag
            if place:
                self._after[forms[place - 1], form] = tag
            if place + 1 < len(forms):
                self._before[form, forms[place + 1]] = tag
        for start, end, label in runs_of(tags, Scheme.IOB2, orphans=False):
            self._confirm(first + start, first + end, label)

    def _confirm(self, first: int, last: int, label: str) -> None:
        self._strings.put(tuple(self._tokenized.forms[first:last]), label)
        self._last = (first, last, label)

    def knows(self, form: str) -> bool:
        """Whether a string that was labelled above opens with this syllable."""
        return self._strings.opens(form)

    def features(self, first: int, last: int) -> list[list[str]]:
        """The features of the syllables ``[first, last)`` after the decisions so far."""
        found = [self._of_syllable(place) for place in range(first, last)]
        if self._last:
            self._of_last_span(self._last, first, found)
        for start, end, label in self._strings.matches(self._tokenized.forms, first, last):
            length = end - start
            for step in range(length):
                part = "I" if step else "B"
                edge = "E" if step == length - 1 else ""
                found[start + step - first] += [f"hs={part}{label}", f"hS={part}{edge}{label}{min(length, 3)}"]
        return found

    def _of_syllable(self, place: int) -> list[str]:
        forms = self._tokenized.forms
        form = forms[place]
        found = []
        if form[0].isupper() or form[0].isdigit():
            found.append("h=" + self._form.get(form, "-"))
        if place and (tag := self._after.get((forms[place - 1], form))):
            found.append("hb=" + tag)
        if place + 1 < len(forms) and (tag := self._before.get((form, forms[place + 1]))):
            found.append("hn=" + tag)
        return found

    def _of_last_span(self, span: Run, first: int, found: list[list[str]]) -> None:
        _, end, label = span
        forms = self._tokenized.forms
        for place, features in enumerate(found, first):
            features.append("pl=" + label)
            if self._sentence[place] != self._sentence[end - 1] or place < end:
                continue
            features.append("ps=" + label)
            if place - end <= NEAR:
                between = f"{label}|{' '.join(forms[end:place]).lower()}"
                features += ["pb=" + between, f"pbs={between}{shape(forms[place])}"]


def training_features(example: TrainingExample) -> list[list[str]]:
    """The features of every syllable of a corrected article, after the decisions above its span."""
    history = DecisionsAbove(example.tokenized)
    forms, tags = example.tokenized.forms, example.tags()
    found: list[list[str]] = []
    for first, last in example.tokenized.sentences:
        place = first
        while place < last:
            end = place + 1
            while tags[place] != "O" and end < last and tags[end].startswith("I-"):
                end += 1
            matched = tags[place] != "O" or forms[place][0].isupper() or history.knows(forms[place])
            reach = min(last, end + _AHEAD) if matched else end
            found += history.features(place, reach)[: end - place]
            history.see(place, tags[place:end])
            place = end
    return found
