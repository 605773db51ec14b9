"""What a suggester of one's own gives as adviser of the project's model: actions per span over a stream of news.

The adviser is a stand-in of known quality: what is labelled in the corpus, made wrong in places. Half of its faults are
in the place, half in the words (always the same). Compared: the stand-in alone, with what is decided carried over; the
project's model without it; the model with its advice. ``--corpora`` as in ``learn``.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

from nhan.core.simulation.assistant import Assistant, FixedAssistant
from nhan.core.simulation.effort import Effort
from nhan.core.simulation.replay import Simulation
from nhan.core.simulation.result import Options
from nhan.core.store.disk import Disk
from nhan.core.suggestion import Labelled, Suggestion, outermost
from nhan.core.tagger.advice.advised import advised
from nhan.core.tagger.encoder.at_hand import encoder_at_hand
from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training import TokenizedArticles
from nhan.core.tagger.training_example import CorrectedArticle
from nhan.core.text.units import syllables
from tests.benchmarks.learn import by_topic, labels_of

QUALITIES = (0.6, 0.75, 0.9)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="advising", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--part", choices=("train", "dev"), default="train")
    parser.add_argument("--quality", type=float, action="append", help="F of the stand-in; 0 = the model without one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kept", type=Path, help="a folder for tokenized articles")
    given = parser.parse_args(arguments)
    news = [each for topic in by_topic(given.corpora / "vlsp2018").values() for each in topic]
    gold = random.Random(given.seed).sample([each for each in news if given.part in each.article], given.articles)
    for quality in given.quality or (0.0, *QUALITIES):
        stream = Stream(gold, quality, TokenizedArticles(Disk(), given.kept, encoder_at_hand()))
        for name, value in stream.figures().items():
            print(f"F {quality:g}: {name:32} {value:8.3f}", flush=True)
    return 0


class Stream(Simulation):
    """A stream in which a stand-in advises."""

    def __init__(self, gold: Sequence[CorrectedArticle], quality: float, tokenizer: TokenizedArticles) -> None:
        self._said = {each.text: list(stand_in(each, quality)) for each in gold} if quality else {}
        self._plain = tokenizer
        self._alone: list[Effort] = []
        super().__init__(labels_of(list(gold)), gold, self._advised, Options(len(gold), sure=()))

    def figures(self) -> dict[str, float]:
        result = self.run()
        found = {"actions, the model": result.former_actions_per_entity, "keys": result.keys_per_entity}
        if not self._said:
            return found
        said = {text: {(each.start, each.end, each.label) for each in its} for text, its in self._said.items()}
        right = sum(len(said[each.text] & set(outermost(each.spans))) for each in self._gold)
        wanted, proposed = sum(self._outer), sum(map(len, said.values()))
        alone = sum(effort.former.total() for effort in self._alone) / wanted
        return {"F of the stand-in": 2 * right / (wanted + proposed), "actions, the stand-in": alone, **found}

    def _advised(self, text: str) -> Tokenized:
        tokenized = self._plain(text)
        return advised(tokenized, self._said[text]) if text in self._said else tokenized

    def _work(self, article: CorrectedArticle) -> None:
        if self._said:
            alone = FixedAssistant(article.text, self._said[article.text], memory=True)
            self._alone.append(self._effort(article, alone))
        super()._work(article)

    def _assistant(self, text: str, tokenized: Tokenized, own: list[list[str]]) -> Assistant:
        if self._said and not self._trainings:  # as in the window: it suggests alone until a model has heard it
            return FixedAssistant(text, self._said[text], memory=True)
        return super()._assistant(text, tokenized, own)


def stand_in(article: CorrectedArticle, quality: float) -> Iterator[Suggestion]:
    """Suggestions of which such a share is right, and that find such a share."""
    gold, text = outermost(article.spans), article.text
    units = list(syllables(text, 0, len(text)))
    chance = random.Random(f"{article.article} {quality}")
    faults = 0.0
    for span in gold:
        words = text[span[0] : span[1]].lower()
        fixed = crc32(words.encode()) / 2**32
        luck = fixed * 2 if fixed < 0.5 else chance.random()
        if luck < quality:
            yield Suggestion(*span)
            continue
        kind = crc32(f"{words}!".encode()) % 3 if fixed < 0.5 else chance.randrange(3)
        faults += 1 / 3
        if kind == 0:
            yield Suggestion(span[0], span[1], "LOC" if span[2] != "LOC" else "ORG")
        elif kind == 1:
            yield _other_edge(span, units)
    free = [
        each for each in units if text[each[0]].isupper() and not any(a < each[1] and each[0] < b for a, b, _ in gold)
    ]
    for start, end in chance.sample(free, min(len(free), round(faults))):
        yield Suggestion(start, end, chance.choice(("PER", "LOC", "ORG")))


def _other_edge(span: Labelled, units: Sequence[tuple[int, int]]) -> Suggestion:
    start, end, label = span
    inside = [each for each in units if start <= each[0] and each[1] <= end]
    if len(inside) > 1:
        return Suggestion(inside[1][0], end, label)
    return Suggestion(start, next((each[1] for each in units if each[0] >= end), end), label)
