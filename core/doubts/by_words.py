"""What the same words elsewhere say of the spans of an article: without any model.

Four things are seen: words that bear another label elsewhere (and a label that is rare for its words), words that are
labelled elsewhere and here are not, words that elsewhere are mostly not labelled, and edges: a word at the end of a
span (a title, a unit word, a punctuation mark) that with this label mostly stands outside, or the other way round.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nhan.core.doubts.opinion import PlaceOpinion
from nhan.core.iob import Run
from nhan.core.tagger.features.seen_strings import INSIDE, REFUSED, SeenStrings
from nhan.core.tagger.features.trie import Entry
from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training_example import TrainingExample

_UNSEEN = 1.0  # added to the occurrences elsewhere: one says less than twenty
_LEAST_EDGES = 4  # places of a word at an edge that say where the edge is

_Edge = tuple[bool, str, str]  # at the end of a span or at its start, the word, the span's label


class WordsElsewhere:
    """The words of a set of articles: how each was labelled, and on which side of the edges each stands."""

    def __init__(self, examples: Sequence[TrainingExample]) -> None:
        self._seen = SeenStrings(examples)
        self._inside: dict[str, Counter[_Edge]] = {}  # by article
        self._outside: dict[str, Counter[_Edge]] = {}
        for example in examples:
            inside = self._inside.setdefault(example.article, Counter())
            outside = self._outside.setdefault(example.article, Counter())
            for run in example.spans:
                inside.update(word for word, _ in _cut(example, run))
                outside.update(word for word, _ in _grown(example, run))
        self._all_inside: Counter[_Edge] = sum(self._inside.values(), Counter())
        self._all_outside: Counter[_Edge] = sum(self._outside.values(), Counter())

    def counts(self, entry: Entry, article: str) -> dict[str, int]:
        """How often the words have which label in other articles, "" = none, without those inside longer spans."""
        found = self._seen.counts(entry, article)
        return {label: count for label, count in sorted(found.items()) if label != INSIDE and count > 0}

    def opinions(self, example: TrainingExample) -> Iterator[PlaceOpinion]:
        """On every given span of the article, and on words that touch none and mostly are labelled elsewhere."""
        forms = example.tokenized.forms
        for run in example.spans:
            counts = self.counts(tuple(forms[run[0] : run[1]]), example.article)
            by_label = _of_label(run, counts)
            by_edge = self._of_edges(example, run)
            yield max((by_label, *by_edge), key=lambda each: each.q - each.p)
        for first, last, _ in self._seen.matches(example.tokenized):
            if not any(first < b and a < last for a, b, _ in example.spans):
                counts = self.counts(tuple(forms[first:last]), example.article)
                best, p, q = likeliest(counts, REFUSED)
                if best and q > p:
                    yield PlaceOpinion(None, (first, last, best), p, q)

    def _of_edges(self, example: TrainingExample, run: Run) -> Iterator[PlaceOpinion]:
        """On a word that the span takes in, or leaves out, where others do not."""
        for inside, moved in ((True, _cut(example, run)), (False, _grown(example, run))):
            for word, other in moved:
                within = self._all_inside[word] - self._inside[example.article][word]
                beyond = self._all_outside[word] - self._outside[example.article][word]
                so, otherwise = (within, beyond) if inside else (beyond, within)
                if so + otherwise >= _LEAST_EDGES:
                    total = so + otherwise + _UNSEEN
                    yield PlaceOpinion(run, other, so / total, otherwise / total)


def _of_label(run: Run, counts: Mapping[str, int]) -> PlaceOpinion:
    best, p, q = likeliest(counts, run[2])
    return PlaceOpinion(run, (run[0], run[1], best) if best else None, p, q)


def likeliest(counts: Mapping[str, int], label: str) -> tuple[str, float, float]:
    """What words are labelled most often apart from ``label``, and how probable ``label`` and that are. Of words that
    nobody has seen, what is given is right."""
    others = {each: count for each, count in counts.items() if each != label}
    if not others:
        return "", 1.0, 0.0
    best = max(sorted(others), key=lambda each: others[each])
    total = sum(counts.values()) + _UNSEEN
    return best, counts.get(label, 0) / total, others[best] / total


def _cut(example: TrainingExample, run: Run) -> Iterable[tuple[_Edge, Run]]:
    """The words at the ends of a span of several, each with the span without it."""
    (first, last, label), forms = run, example.tokenized.forms
    if last - first > 1:
        yield (False, forms[first].lower(), label), (first + 1, last, label)
        yield (True, forms[last - 1].lower(), label), (first, last - 1, label)


def _grown(example: TrainingExample, run: Run) -> Iterable[tuple[_Edge, Run]]:
    """The words beside a span in its sentence, each with the span that takes it in."""
    (first, last, label), forms = run, example.tokenized.forms
    start, end = _sentence(example.tokenized, first)
    if first > start:
        yield (False, forms[first - 1].lower(), label), (first - 1, last, label)
    if last < end:
        yield (True, forms[last].lower(), label), (first, last + 1, label)


def _sentence(tokenized: Tokenized, place: int) -> tuple[int, int]:
    return next((each for each in tokenized.sentences if each[0] <= place < each[1]), (place, place + 1))
