"""How often the version of a stop that is shown first is the right one: by nothing, by trust, by a model, by both.

Articles that come with the source code are labelled once more by simulated people, each of whom errs in so many of a
hundred spans (another label, an edge, left out, one too many). The model has learned from other articles of the same
kind. Counted are stops among whose versions the truth is. Options: ``--learned 40``, ``--read 40`` (articles).
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence

from nhan.core.adjudication.disagreements import Disagreement, compare
from nhan.core.adjudication.ranking import NO_MODEL, Trust, ranked
from nhan.core.model import Span, SpanStatus
from nhan.core.store.disk import Disk
from nhan.core.suggestion import Labelled, outermost
from nhan.core.tagger.model import TaggerModel, learn, prepare
from nhan.core.tagger.pretrained import lessons
from nhan.core.tagger.training import TokenizedArticles
from nhan.core.tagger.training_example import CorrectedArticle, training_example
from tests.benchmarks.measuring import machine

PEOPLE: Mapping[str, Sequence[float]] = {  # shares of spans in which they err
    "two alike": (0.1, 0.1),
    "two unlike": (0.05, 0.2),
    "three alike": (0.1, 0.1, 0.1),
}
WAYS = ("nothing", "trust", "model", "both")
SEED = 5


class Simulated:
    """Articles, people who err in them, and what a model thinks."""

    def __init__(self, learned: int, read: int) -> None:
        articles = lessons("news")
        random.Random(SEED).shuffle(articles)
        self._tokenizer = TokenizedArticles(Disk(), None, encoder=0)
        examples = [training_example(each, self._tokenizer(each.text)) for each in articles[:learned]]
        self._tagger: TaggerModel = learn([prepare(each) for each in examples])
        self.articles = articles[learned : learned + read]
        self._labels = sorted({label for each in articles for *_, label in each.spans})

    def had(self, article: CorrectedArticle, rate: float, dice: random.Random) -> frozenset[Labelled]:
        """What a person makes of it."""
        words = [match.span() for match in re.finditer(r"\S+", article.text)]
        made: list[Labelled] = []
        for start, end, label in outermost(article.spans):
            kind = dice.choice(("label", "edge", "none", "more")) if dice.random() < rate else ""
            if kind == "label":
                made.append((start, end, dice.choice([each for each in self._labels if each != label])))
            elif kind == "edge":
                made.append((start, next((each for _, each in words if each > end), end), label))
            elif kind != "none":
                made.append((start, end, label))
            if kind == "more":
                made.append((*dice.choice(words), dice.choice(self._labels)))
        return frozenset(outermost(made))

    def likely(self, article: CorrectedArticle, stops: Sequence[Disagreement]) -> dict[Labelled, float]:
        """How probable the model holds each place of the stops."""
        places = sorted({place for stop in stops for place in stop.places})
        followed = self._tagger.followed(article.text, self._tokenizer(article.text), {})
        found = zip(places, followed.likelihoods(places), strict=True)
        return {place: value for place, value in found if value is not None}


def main(argv: Sequence[str]) -> int:
    """Measure, and print a line for each group of people."""
    parser = argparse.ArgumentParser(prog="first_version", description=__doc__)
    parser.add_argument("--learned", type=int, default=40)
    parser.add_argument("--read", type=int, default=40)
    options = parser.parse_args(argv)
    simulated = Simulated(options.learned, options.read)
    print(machine())
    for name, rates in PEOPLE.items():
        counts = measured(simulated, name, rates)
        shares = ", ".join(
            f"{way} {counts[way] / counts['stops']:.3f}" for way in ("nothing", "trust", "model", "both")
        )
        print(f"{name}: {counts['stops']} stops; right first by {shares}")
    return 0


def measured(simulated: Simulated, name: str, rates: Sequence[float]) -> Counter[str]:
    """How many stops, and in how many of them the right version came first by each way. Trust grows as it goes."""
    counts, trust = Counter[str](), Trust()
    for number, article in enumerate(simulated.articles):
        dice, truth = random.Random(f"{name} {number}"), set(outermost(article.spans))
        had = {f"p{at}": simulated.had(article, rate, dice) for at, rate in enumerate(rates)}
        compared = compare(had)
        likely = simulated.likely(article, compared.stops)
        for stop in compared.stops:
            right = tuple(sorted(each for each in truth if each[0] < stop.end and stop.start < each[1]))
            if right not in [version.places for version in stop.versions]:
                continue
            counts["stops"] += 1
            for way, its, model in (
                ("nothing", Trust(), NO_MODEL),
                ("trust", trust, NO_MODEL),
                ("model", Trust(), likely),
                ("both", trust, likely),
            ):
                counts[way] += ranked(article.article, stop, its, model)[0].places == right
            trust.add(_decided(stop, right, had))
        trust.add(_span(place, True, dict.fromkeys(had, True)) for place in compared.agreed)
    return counts


def _decided(stop: Disagreement, right: Sequence[Labelled], had: Mapping[str, frozenset[Labelled]]) -> list[Span]:
    every = {*stop.places, *right}
    return [_span(place, place in right, {who: place in its for who, its in had.items()}) for place in every]


def _span(place: Labelled, stands: bool, votes: dict[str, bool]) -> Span:
    status = SpanStatus.CONFIRMED if stands else SpanStatus.REJECTED
    start, end, label = place
    return Span(id=repr(place), start=start, end=end, label=label, status=status, votes=votes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
