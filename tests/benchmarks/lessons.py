"""How much more the first suggestions would gain from more lessons: the pretrained model of news made of fewer of them.

``--corpora DIR`` as in ``learn``: ``--articles`` of VLSP 2018's dev part are read. The lessons are drawn by ``--seed``.
With the encoder, which was tuned on all of them whatever their number here, and without. Spans inside spans count.
"""

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

from nhan.core.metrics.scores import Evaluator
from nhan.core.tagger.encoder.at_hand import encoder_at_hand
from nhan.core.tagger.model import TaggerModel, load_tagger
from nhan.core.tagger.model_file import decode
from nhan.core.tagger.pretrained import alone, trained, training_articles
from nhan.core.tagger.pretrained_choice import NEWS, PRETRAINED, PretrainedChoice
from nhan.core.tagger.reader import Reader
from nhan.core.tagger.training_example import CorrectedArticle
from tests.benchmarks.learn import by_topic

COUNTS = (45, 90, 180)  # and all that there are


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="lessons", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=80)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(arguments)
    dev = [each for topic in by_topic(given.corpora / "vlsp2018").values() for each in topic if "dev" in each.article]
    if not dev:
        parser.error("no articles")
    articles = random.Random(given.seed).sample(dev, min(given.articles, len(dev)))
    lessons = training_articles(NEWS)
    random.Random(given.seed).shuffle(lessons)
    found: dict[str, float] = {}
    for count in (*COUNTS, len(lessons)):
        tagger = load_tagger(decode(trained(NEWS, lessons[:count]), ""))
        for name, with_encoder in (("with the encoder", True), ("without", False)):
            found[f"{count} lessons, {name}: F1"] = value = first_sight(tagger, articles, with_encoder)
            print(f"{count:4} lessons, {name:20} F1 {value:.3f}", flush=True)
    if given.json:
        given.json.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


def first_sight(tagger: TaggerModel, articles: Sequence[CorrectedArticle], with_encoder: bool) -> float:
    """F1 of what a model of lessons suggests before anything is decided."""
    evaluator, read = Evaluator(), Reader(encoder_at_hand())
    model = alone(tagger, PretrainedChoice(NEWS, {name: name for name in PRETRAINED[NEWS]}), with_encoder)
    for article in articles:
        evaluator.add(model.followed(article.text, read(article.text), {}).follow((), 0), article.spans)
    return evaluator.result().exact.f1
