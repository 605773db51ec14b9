"""What learning saves: actions per span over streams of corrected news, against the bars, with its costs.

Bars and curves are by the former count of actions (see ``core/simulation/effort.py``), keys as the window has them.

``--corpora DIR`` names a folder with what nobody may pass on: ``vlsp2018/**/*.muc`` (train and dev, by topic) and
``phoner/*.json`` (rows of words and IOB tags). What is not there is left out. ``--plot FILE.png`` draws the curves of
the first stream, in light colours, and ``FILE-dark.png`` in dark ones.
"""

import argparse
import json
import random
import re
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from nhan.core.iob import Scheme, runs_of
from nhan.core.labels import Label, LabelSet
from nhan.core.retraining.trainer import Trainer
from nhan.core.simulation.protocol import Replay
from nhan.core.simulation.result import Options, Simulated
from nhan.core.simulation.simulate import simulate
from nhan.core.store.disk import Disk
from nhan.core.suggest.builtin import LearnedSuggester
from nhan.core.suggest.suggester_choice import model_parameters
from nhan.core.suggestion import outermost
from nhan.core.tagger.encoder.at_hand import encoder_at_hand
from nhan.core.tagger.model_store import newest_model
from nhan.core.tagger.reader import Reader
from nhan.core.tagger.tokenized import tokenize
from nhan.core.tagger.training_example import CorrectedArticle
from nhan.core.underthesea.adapter import Underthesea
from tests.benchmarks.curves import draw

STREAM, LAST_FROM, TOPIC_STREAM, JOINED_STREAM, JOINED = 150, 100, 80, 50, 10
SHORT_TRAINING, LONG_TRAINING = 200, 2_000  # sentences
LENGTH = 4_000  # code points
SYLLABLES = 900  # of an article of news
LABELS = {"PERSON": "PER", "LOCATION": "LOC", "ORGANIZATION": "ORG", "MISCELLANEOUS": "MISC"}

_TAG = re.compile(r'<ENAMEX TYPE="([A-Z]+)">|</ENAMEX>')


class Figure(NamedTuple):
    """One measured number; ``bar`` None = no bar."""

    name: str
    value: float
    bar: float | None

    @property
    def held(self) -> bool:
        return self.bar is None or self.value <= self.bar


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="learn", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--only", choices=("news", "topics", "joined", "costs"), help="one part; together an hour")
    parser.add_argument("--topic", action="append", help="a folder's name; without any, every topic")
    parser.add_argument("--articles", type=int, default=STREAM, help="of the long stream; fewer for a quick look")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args(arguments)
    news = by_topic(given.corpora / "vlsp2018")
    found: list[Figure] = []
    for figure in figures(given, news):
        found.append(figure)
        if not given.json:
            bar = "" if figure.bar is None else f"(bar {figure.bar:g}{'' if figure.held else ', MISSED'})"
            print(f"{figure.name:44} {figure.value:8.3f} {bar}", flush=True)
    if given.json:
        print(json.dumps([{**figure._asdict(), "held": figure.held} for figure in found], ensure_ascii=False, indent=2))
    return 0 if found else 1


def figures(given: argparse.Namespace, news: dict[str, list[CorrectedArticle]]) -> Iterator[Figure]:
    mixed = [article for articles in news.values() for article in articles]
    parts = {
        "news": lambda: all_topics(given, mixed),
        "topics": lambda: each_topic(given, news),
        "joined": lambda: ten_labels(given),
        "costs": lambda: costs(mixed),
    }
    for part in [given.only] if given.only else parts:
        yield from parts[part]()


def all_topics(given: argparse.Namespace, mixed: list[CorrectedArticle]) -> Iterator[Figure]:
    if mixed:
        result = replayed(mixed, given.articles, given.seed)
        if given.plot:
            draw(result, given.plot)
        yield Figure("news, all topics", result.former_actions_per_entity, 0.33)
        yield Figure("news, all topics, the last third", last_third(result), 0.26)
        yield Figure("  with spans inside spans", result.actions_per_entity, None)
        yield Figure("  keys", result.keys_per_entity, None)
        for bulk in result.bulk:
            use = f"  bulk key from {bulk.sure:g} on, {bulk.overlooked:.0%} overlooked"
            yield Figure(f"{use}: keys", bulk.keys_per_entity, None)
            yield Figure(f"{use}: wrong", bulk.wrongly, None)
        yield Figure("calibration error", result.calibration_error, 0.06)
        for name, each in result.baselines.items():
            yield Figure(f"  beside it: {name}", each.former_actions_per_entity, None)


def each_topic(given: argparse.Namespace, news: dict[str, list[CorrectedArticle]]) -> Iterator[Figure]:
    for topic, articles in news.items():
        if len(articles) >= TOPIC_STREAM and topic in (given.topic or (topic,)):
            result = replayed(articles, TOPIC_STREAM, given.seed)
            yield Figure(f"one topic: {topic}", result.former_actions_per_entity, 0.20)


def ten_labels(given: argparse.Namespace) -> Iterator[Figure]:
    sentences = list(rows(given.corpora / "phoner"))
    if sentences:
        result = replayed(joined(sentences, given.seed), JOINED_STREAM, given.seed)
        yield Figure("ten labels, sentences joined by ten", result.former_actions_per_entity, 0.25)


def replayed(gold: list[CorrectedArticle], count: int, seed: int) -> Simulated:
    request = Replay(labels_of(gold), gold, Options(count, seed=seed))
    return simulate(request)


def labels_of(gold: list[CorrectedArticle]) -> LabelSet:
    names = sorted({label for article in gold for _, _, label in article.spans})
    labels = tuple(Label(name=name, title={"vi": name, "en": name}, color="#336699") for name in names)
    return LabelSet(name="bench", title={"vi": "", "en": ""}, labels=labels)


def last_third(result: Simulated) -> float:
    late = [point.former_actions_per_entity for point in result.curve if point.articles > result.articles * 2 / 3]
    return sum(late) / len(late)


def costs(mixed: list[CorrectedArticle]) -> Iterator[Figure]:
    """Times of training with the articles tokenized, and of asking again after a decision."""
    if not mixed:
        return
    random.Random(1).shuffle(mixed)
    underthesea = Underthesea()
    with TemporaryDirectory() as folder:
        learner = Trainer(Disk(), Path(folder), "an")
        for sentences, name, bar in ((SHORT_TRAINING, "wall", 2.0), (LONG_TRAINING, "CPU", 10.0)):
            articles = first_sentences(mixed, sentences, underthesea)
            learner.train(articles, "")
            wall, cpu = timed(lambda articles=articles: learner.train(articles, ""))  # type: ignore[misc]
            yield Figure(f"training on {sentences} sentences, s wall", wall, bar if name == "wall" else None)
            yield Figure(f"training on {sentences} sentences, s CPU", cpu, bar if name == "CPU" else None)
        suggester = LearnedSuggester(model_parameters(str(newest_model(Disk(), Path(folder))), labels_of(mixed)))
        article = min(mixed, key=lambda each: abs(len(each.text) - LENGTH))
        yield Figure(f"reading {SYLLABLES} syllables by the encoder, ms CPU", read_once(mixed, underthesea), 300.0)
        yield Figure(f"asking again, {len(article.text)} code points, ms", asked_again(suggester, article), 30.0)


def asked_again(suggester: LearnedSuggester, article: CorrectedArticle) -> float:
    """The median CPU of suggesting again after each of the decisions of an article, in ms."""
    gold = outermost(article.spans)
    suggester.suggest(article.text)
    spent = []
    for number in range(1, len(gold) + 1):
        begin = time.process_time()
        suggester.follow(article.text, gold[:number], gold[number - 1][1])
        spent.append((time.process_time() - begin) * 1_000)
    return sorted(spent)[len(spent) // 2] if spent else 0.0


def read_once(articles: Sequence[CorrectedArticle], underthesea: Underthesea) -> float:
    """The CPU that the encoder takes for articles of the usual length, in ms for ``SYLLABLES``: the least of five."""
    tokenized = tokenize("\n".join(each.text for each in articles[:3]), underthesea)
    spent = []
    for _ in range(6):  # the first one loads the weights
        begin = time.process_time()
        Reader(encoder_at_hand()).encoded(tokenized)
        spent.append(time.process_time() - begin)
    return min(spent[1:]) * 1_000 * SYLLABLES / len(tokenized)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall seconds, and CPU seconds of the child processes."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    work()
    wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def first_sentences(
    articles: Sequence[CorrectedArticle], wanted: int, underthesea: Underthesea
) -> list[CorrectedArticle]:
    found: list[CorrectedArticle] = []
    for article in articles:
        if wanted <= 0:
            break
        found.append(article)
        wanted -= len(tokenize(article.text, underthesea).sentences)
    return found


def by_topic(folder: Path) -> dict[str, list[CorrectedArticle]]:
    """The articles under a folder, by the name of the folder they are in (case does not count)."""
    found: dict[str, list[CorrectedArticle]] = {}
    for path in sorted(folder.rglob("*.muc")):
        article = parsed(f"{path.parent.parent.name}/{path.stem}", path.read_bytes().decode("utf-8-sig"))
        if article is not None:
            found.setdefault(path.parent.name.casefold(), []).append(article)
    return found


def parsed(name: str, source: str) -> CorrectedArticle | None:
    """An article with inline ENAMEX elements; None where they do not close as they open."""
    text, place, opened = "", 0, []
    spans: list[tuple[int, int, str]] = []
    for match in _TAG.finditer(source):
        text += source[place : match.start()]
        place = match.end()
        if match[1]:
            opened.append((len(text), LABELS[match[1]]))
        elif opened:
            start, label = opened.pop()
            spans.append((start, len(text), label))
        else:
            return None
    text += source[place:]
    return None if opened else CorrectedArticle(name, text, [span for span in spans if span[0] < span[1]])


def rows(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.json")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def joined(sentences: list[dict[str, Any]], seed: int) -> list[CorrectedArticle]:
    """Articles of ten shuffled sentences, one space between words, one line."""
    random.Random(seed).shuffle(sentences)
    return [
        article_of(f"{start // JOINED}", sentences[start : start + JOINED])
        for start in range(0, JOINED * JOINED_STREAM, JOINED)
    ]


def article_of(name: str, sentences: Sequence[dict[str, Any]]) -> CorrectedArticle:
    text = ""
    spans: list[tuple[int, int, str]] = []
    for sentence in sentences:
        places = []
        for word in sentence["words"]:
            places.append((len(text), len(text) + len(word)))
            text += f"{word} "
        runs = runs_of(sentence["tags"], Scheme.IOB2)
        spans += [(places[first][0], places[last - 1][1], label) for first, last, label in runs]
    return CorrectedArticle(name, text.rstrip(), spans)
