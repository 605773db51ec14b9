"""How many seeded errors the doubts find, and how long that takes: on VLSP 2018, against the bars.

``--corpora DIR`` as in ``learn``. Each draw is ``--articles`` of ``--part`` (dev: nobody tuned doubts on it; they were
tuned on two draws of the train part), with errors of four equal kinds put in: as slips, each by itself, or running
through an article. Recall is that of the wrong places, within the first tenth and fifth of all stops, and within as
many stops as a tenth of the spans is. What is wrong in the corpus itself counts as found wrongly.

``--time N`` measures a run over N articles of train and dev in the program's own child process instead.
"""

import argparse
import json
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from nhan.core.doubts.doubt import Doubt
from nhan.core.doubts.find import find_doubts
from nhan.core.doubts.protocol import DOUBTING, LookFor
from nhan.core.store.disk import Disk
from nhan.core.tagger.encoder.at_hand import encoder_at_hand
from nhan.core.tagger.pretrained_choice import pretrained_for
from nhan.core.tagger.training import TokenizedArticles
from nhan.core.tagger.training_example import CorrectedArticle
from nhan.core.workers.restarted_child import RestartedChild
from tests.benchmarks.doubts_seeding import KINDS, SeededError, seeded
from tests.benchmarks.learn import by_topic, labels_of
from tests.benchmarks.measuring import machine

SLIPS, SYSTEMATIC = "slips", "systematic"
BARS = {SLIPS: 0.85, SYSTEMATIC: 0.90}  # recall within the first tenth of the stops, at five in a hundred
FIRST_SEED = 101


class Found(NamedTuple):
    """One draw. ``tenth`` and ``fifth``: recall within the first so many of the stops; ``of_spans``: of a tenth of the
    spans; ``kinds``: the recall of ``tenth`` by kind; ``names``: of the names that were made wrong, not the places."""

    way: str
    share: float
    seed: int
    spans: int
    stops: int
    errors: int
    average_precision: float
    tenth: float
    fifth: float
    of_spans: float
    names: float
    kinds: dict[str, float]
    cpu_s: float


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="doubts", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--draws", type=int, default=4)
    parser.add_argument("--shares", type=float, nargs="+", default=[0.05, 0.02, 0.10])
    parser.add_argument("--ways", nargs="+", choices=(SLIPS, SYSTEMATIC), default=[SLIPS, SYSTEMATIC])
    parser.add_argument("--words-only", action="store_true")
    parser.add_argument("--time", type=int, nargs="*", default=[], metavar="N")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(arguments)
    corpus = [each for topic in by_topic(given.corpora / "vlsp2018").values() for each in topic]
    if not corpus:
        parser.error(f"no articles in {given.corpora}")
    print(machine())
    for count in given.time:
        for line in timed(random.Random(1).sample(corpus, min(count, len(corpus))), given.words_only):
            print(line, flush=True)
    if given.time:
        return 0
    part = [each for each in corpus if given.part in each.article]
    found: list[Found] = []
    for share in given.shares:
        for way in given.ways:
            rows = list(draws(part, share, way, given))
            found += rows
            print(f"mean  {way} {share:.0%}: {in_words(mean(rows))} {bar(mean(rows))}", flush=True)
    if given.json:
        given.json.write_text(json.dumps([each._asdict() for each in found], indent=2) + "\n", encoding="utf-8")
    return 0


def draws(part: list[CorrectedArticle], share: float, way: str, given: argparse.Namespace) -> Iterator[Found]:
    with TemporaryDirectory() as folder:
        tokenized = TokenizedArticles(Disk(), Path(folder), encoder_at_hand())
        for seed in range(FIRST_SEED, FIRST_SEED + given.draws):
            articles = random.Random(seed).sample(part, min(given.articles, len(part)))
            for each in articles:
                tokenized(each.text)  # once for all that is done with it
            wrong, errors = seeded(articles, share, systematic=way == SYSTEMATIC, seed=seed)
            starter = None if given.words_only else pretrained_for(labels_of(articles))
            begin = time.process_time()
            doubts = find_doubts(wrong, tokenized, starter, words_only=given.words_only)
            cpu = time.process_time() - begin
            row = judged(way, share, seed, sum(len(each.spans) for each in wrong), doubts, errors, cpu)
            print(f"{seed:5} {way} {share:.0%}: {in_words(row)}", flush=True)
            yield row


def judged(
    way: str, share: float, seed: int, spans: int, doubts: list[Doubt], errors: list[SeededError], cpu: float
) -> Found:
    left: dict[str, list[SeededError]] = {}
    for error in errors:
        left.setdefault(error.article, []).append(error)
    hits: list[tuple[int, list[SeededError]]] = []  # the place of each stop that shows errors, with them
    for place, doubt in enumerate(doubts, 1):
        here = [error for error in left.get(doubt.article, ()) if error.is_found_by(doubt)]
        if here:
            hits.append((place, here))
            left[doubt.article] = [error for error in left[doubt.article] if error not in here]

    def recall(until: float, kind: str = "") -> float:
        shown = (error for place, its in hits if place <= until for error in its)
        return sum(kind in ("", error.kind) for error in shown) / max(1, sum(kind in ("", e.kind) for e in errors))

    missed = len({(error.article, error.kind, error.place[2]) for its in left.values() for error in its})
    precision = sum(len(its) * number / place for number, (place, its) in enumerate(hits, 1)) / len(errors)
    within = sum(place <= len(doubts) / 10 for place, _ in hits)
    return Found(
        way,
        share,
        seed,
        spans,
        len(doubts),
        len(errors),
        precision,
        recall(len(doubts) / 10),
        recall(len(doubts) / 5),
        recall(spans / 10),
        within / (len(hits) + missed),
        {kind: recall(len(doubts) / 10, kind) for kind in KINDS},
        cpu,
    )


def mean(rows: Sequence[Found]) -> Found:
    def of(value: Callable[[Found], float]) -> float:
        return sum(map(value, rows)) / len(rows)

    return rows[0]._replace(
        spans=round(of(lambda row: row.spans)),
        stops=round(of(lambda row: row.stops)),
        errors=round(of(lambda row: row.errors)),
        average_precision=of(lambda row: row.average_precision),
        tenth=of(lambda row: row.tenth),
        fifth=of(lambda row: row.fifth),
        of_spans=of(lambda row: row.of_spans),
        names=of(lambda row: row.names),
        kinds={kind: of(lambda row, kind=kind: row.kinds[kind]) for kind in KINDS},  # type: ignore[misc]
        cpu_s=of(lambda row: row.cpu_s),
    )


def in_words(row: Found) -> str:
    kinds = " ".join(f"{kind} {value:.2f}" for kind, value in row.kinds.items())
    return (
        f"{row.errors} errors, {row.spans} spans, {row.stops} stops; AP {row.average_precision:.3f}, "
        f"first tenth {row.tenth:.3f} (names {row.names:.3f}), fifth {row.fifth:.3f}, a tenth of the spans "
        f"{row.of_spans:.3f}; {kinds}; {row.cpu_s:.0f} s CPU"
    )


def bar(row: Found) -> str:
    if row.share != 0.05:
        return ""
    return f"(bar {BARS[row.way]:.2f}{'' if row.tenth >= BARS[row.way] else ', MISSED'})"


def timed(articles: list[CorrectedArticle], words_only: bool) -> Iterator[str]:
    """Wall and CPU of one run in the child process, with nothing read before, and with all articles read before."""
    starter = pretrained_for(labels_of(articles))
    with TemporaryDirectory() as folder:
        for what in ("first", "again"):
            before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            RestartedChild(DOUBTING).ask_once(LookFor(articles, starter, folder, words_only))
            wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            most = after.ru_maxrss / 1024
            yield f"{len(articles)} articles, {what}: {wall:.0f} s, {cpu:.0f} s CPU, at most {most:.0f} MB"
