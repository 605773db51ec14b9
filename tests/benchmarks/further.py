"""How VLSP 2021's labels read at first sight, on lessons kept out: with the small model of further labels, and without.

The lessons are those of ``resources/training/further``, in five parts: for each part the small model is trained on the
lessons in prose and the other four. The larger model and the encoder have read none of them. Spans inside spans count;
what patterns find counts where the lessons have the label.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

import msgspec

from nhan.core.label_files import load_label_set
from nhan.core.metrics.scores import Evaluator, Score
from nhan.core.store.disk import Disk
from nhan.core.suggest.builtin import StarterSuggester
from nhan.core.tagger import pretrained
from nhan.core.tagger.crf.adapter import Crf
from nhan.core.tagger.further import train_further
from nhan.core.tagger.model_file import decode
from nhan.core.tagger.pretrained_choice import FURTHER, STARTER, PretrainedChoice, pretrained_for
from nhan.core.tagger.training import TokenizedArticles
from nhan.core.tagger.training_example import CorrectedArticle

PARTS = 5


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="further", description=__doc__)
    parser.add_argument("--parts", type=int, default=PARTS, help="how many of the five are measured")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(arguments)
    chosen = pretrained_for(load_label_set("vlsp2021"))
    assert chosen is not None and chosen.further
    meant = {**chosen.labels, **chosen.further}
    before, after = Evaluator(), Evaluator()
    for field, articles in parts(given.parts):
        told = [msgspec.structs.replace(each, spans=renamed(each, meant)) for each in articles]
        measure(before, without(chosen), told, meant)
        with patch.dict(pretrained.__dict__, _field=lambda name, its=field: its if name == FURTHER else NEWS_FIELD):
            measure(after, chosen, told, meant)
    figures = {name: of(evaluator) for name, evaluator in (("before", before), ("after", after))}
    for label in figures["after"]:
        row = [f"{figures[name].get(label, {}).get(part, 0.0):6.2f}" for name in figures for part in ("P", "R", "F1")]
        print(f"{label:16}", *row)
    if given.json:
        given.json.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


NEWS_FIELD = pretrained._field("news")


def without(chosen: PretrainedChoice) -> PretrainedChoice:
    """As it was before there was a small model, or a form for skills."""
    patterns = {name: label for name, label in chosen.patterns.items() if name != "SKILL"}
    return msgspec.structs.replace(chosen, further={}, patterns=patterns)


def parts(count: int) -> Iterator[tuple[Crf, list[CorrectedArticle]]]:
    """A small model, and the lessons that it has not read."""
    prose, further = pretrained.lessons("prose", further=True), pretrained.lessons(FURTHER, further=True)
    tokenizer = TokenizedArticles(Disk(), None, encoder=0)
    for part in range(count):
        others = [each for number, each in enumerate(further) if number % PARTS != part]
        model = decode(train_further([*prose, *others], tokenizer), FURTHER)
        yield Crf(model.outer.field), further[part::PARTS]


def renamed(article: CorrectedArticle, names: dict[str, str]) -> list[tuple[int, int, str]]:
    return [(start, end, names[label]) for start, end, label in article.spans]


def measure(
    evaluator: Evaluator, chosen: PretrainedChoice, articles: Sequence[CorrectedArticle], meant: dict[str, str]
) -> None:
    suggester = StarterSuggester({STARTER: msgspec.to_builtins(chosen)})
    for article in articles:
        found = [each for each in suggester.suggest(article.text) if each.label in meant.values()]
        evaluator.add(found, article.spans)


def of(evaluator: Evaluator) -> dict[str, dict[str, float]]:
    result = evaluator.result()
    return {label: _of(score) for label, score in (*result.by_label.items(), ("all", result.exact))}


def _of(score: Score) -> dict[str, float]:
    return {"P": score.precision, "R": score.recall, "F1": score.f1}
