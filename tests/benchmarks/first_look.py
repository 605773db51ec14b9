"""How the first suggestions read: against labelled articles, before anything in them is decided.

``FILE`` is JSON lines with ``text`` and ``spans`` of ``start``, ``end``, ``label``. ``--corpora DIR`` as in ``learn``:
``--articles`` of VLSP 2018's ``--part``. Spans inside spans count. The suggester is the pretrained one, as in the
window while a project has no model of its own; the keys are those of the simulated annotator. What it almost suggested
("unsure") is counted apart: how much of it is right, and how much of what no suggestion meets it meets. ``--after N``:
with a model of N articles of the train part, as in a project where so many have been corrected.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from nhan.core.labels import LabelSet
from nhan.core.metrics.scores import Evaluator, Score
from nhan.core.model import Article
from nhan.core.retraining.trainer import Trainer
from nhan.core.simulation.assistant import FixedAssistant
from nhan.core.simulation.simulated_annotator import SimulatedAnnotator, nested
from nhan.core.store.disk import Disk
from nhan.core.suggest.builtin import LearnedSuggester, StarterSuggester
from nhan.core.suggest.suggester_choice import model_parameters
from nhan.core.suggestion import CandidateFinder, Suggester, Suggestion, outermost
from nhan.core.tagger.model_store import newest_model
from nhan.core.tagger.training_example import CorrectedArticle
from nhan.core.text.units import syllables
from tests.benchmarks.learn import by_topic, labels_of

LONG = 8  # syllables: few names have more
BANDS = (0.3, 0.5, 0.7, 0.9, 1.01)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="first_look", description=__doc__)
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    parser.add_argument("--articles", type=int, default=80)
    parser.add_argument("--after", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="each suggestion that is wrong, with what is there")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(arguments)
    articles = [article for path in given.files for article in labelled(path)]
    suggester: Suggester = StarterSuggester({})
    if given.corpora:
        found = [each for topic in by_topic(given.corpora / "vlsp2018").values() for each in topic]
        part = [each for each in found if given.part in each.article]
        articles += random.Random(given.seed).sample(part, min(given.articles, len(part)))
        if given.after:
            suggester = learned(found, given.after, given.seed)
    if not articles:
        parser.error("no articles: name FILEs, or --corpora DIR")
    figures = look(articles, suggester, given.show)
    for name, value in figures.items():
        print(f"{name:44} {value:8.3f}")
    if given.json:
        given.json.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


def labelled(path: Path) -> list[CorrectedArticle]:
    """The articles of a file of JSON lines."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        CorrectedArticle(row["id"], row["text"], [(each["start"], each["end"], each["label"]) for each in row["spans"]])
        for row in rows
    ]


def learned(found: Sequence[CorrectedArticle], count: int, seed: int) -> LearnedSuggester:
    """The suggester of a project where so many articles of the train part have been corrected."""
    corrected = random.Random(seed).sample([each for each in found if "train" in each.article], count)
    with TemporaryDirectory() as folder:
        Trainer(Disk(), Path(folder), "an").train(corrected, "")
        return LearnedSuggester(model_parameters(str(newest_model(Disk(), Path(folder))), labels_of(corrected)))


def look(articles: Sequence[CorrectedArticle], suggester: Suggester, show: bool = False) -> dict[str, float]:
    """The figures, by name."""
    evaluator, labels = Evaluator(), labels_of(list(articles))
    bands: Counter[tuple[float, bool]] = Counter()
    faint: Counter[str] = Counter()
    long, keys, wanted = 0, 0, 0
    for article in articles:
        suggestions, gold = suggester.suggest(article.text), set(article.spans)
        evaluator.add(suggestions, article.spans)
        for each in suggestions:
            right = (each.start, each.end, each.label) in gold
            words = article.text[each.start : each.end]
            long += not right and sum(1 for _ in syllables(words, 0, len(words))) > LONG
            bands[next(band for band in BANDS if (each.confidence or 0.0) < band), right] += 1
            if show and not right:
                print(f"{article.article}: {each.label} {each.confidence or 0.0:.2f} {words!r}")
        if isinstance(suggester, CandidateFinder):
            faint += unsure_of(article, suggestions, suggester.candidates(article.text))
        keys += keys_of(article, suggestions, labels)
        wanted += len(outermost(article.spans)) + len(nested(article.spans))
    result = evaluator.result()
    found = {**_of("all", result.exact), "wrong spans of more than eight syllables": float(long)}
    for label, score in result.by_label.items():
        found |= _of(label, score)
    for band in BANDS:
        hits, misses = bands[band, True], bands[band, False]
        if hits + misses:
            found[f"below {min(band, 1.0):g}: suggestions"] = float(hits + misses)
            found[f"below {min(band, 1.0):g}: right"] = round(hits / (hits + misses), 4)
    if faint["all"]:
        found |= {"unsure: places": float(faint["all"]), "unsure: right": round(faint["right"] / faint["all"], 4)}
        found["unsure: share of what is missing"] = round(faint["met"] / max(1, faint["missing"]), 4)
    return {**found, "keys a span": round(keys / wanted, 4)}


def unsure_of(
    article: CorrectedArticle, suggestions: Sequence[Suggestion], unsure: Sequence[Suggestion]
) -> Counter[str]:
    """Of what was almost suggested: how much there is and is right; of the spans that no suggestion meets: how many
    there are, and how many it meets."""

    def met(places: Sequence[Suggestion], start: int, end: int) -> bool:
        return any(each.start < end and start < each.end for each in places)

    unsure = [each for each in unsure if not met(suggestions, each.start, each.end)]  # as the window does
    missing = [span for span in article.spans if not met(suggestions, *span[:2])]
    right = sum((each.start, each.end, each.label) in article.spans for each in unsure)
    its = sum(met(unsure, *span[:2]) for span in missing)
    return Counter({"all": len(unsure), "right": right, "missing": len(missing), "met": its})


def keys_of(article: CorrectedArticle, suggestions: Sequence[Suggestion], labels: LabelSet) -> int:
    assistant = FixedAssistant(article.text, list(suggestions), memory=False)
    annotator = SimulatedAnnotator(Article(article.article, article.text), article.spans, labels, assistant)
    return annotator.work().keys.total()


def _of(name: str, score: Score) -> dict[str, float]:
    return {f"{name}: P": score.precision, f"{name}: R": score.recall, f"{name}: F1": score.f1}
