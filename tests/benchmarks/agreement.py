"""Agreement of five people on 10,000 articles: CPU time, memory, and where both go.

Bars: 20 s of CPU and 500 MB. Options: ``--articles 10000``, ``--people 5``, ``--spans 25`` (an article), ``--trimmed``,
``--json FILE``. The records lie where temporary files do (TMPDIR).
"""

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from nhan.core.agreement.compare import ComparisonView, compare
from nhan.core.agreement.sides import people_sides, person_snapshot
from nhan.core.model import Article, ArticleState, ArticleStatus, Span, SpanStatus
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.store.layout import record_path
from nhan.core.store.record import Record, encode_record
from tests.benchmarks.measuring import machine, report, resident_mb
from tests.benchmarks.view_articles import LABELS
from tests.benchmarks.window_project import Place, prose

LENGTH = 2_000  # code points of an article
WRONG = 0.1  # of a person's spans


class AgreementRow(NamedTuple):
    """One measured comparison; memory is the most that was in RAM, beyond what there was before."""

    articles: int
    people: int
    spans: int
    cpu_s: float
    wall_s: float
    memory_mb: float
    exact_f1: float


def main(argv: Sequence[str]) -> int:
    """Measure, print, and write as JSON where asked for."""
    parser = argparse.ArgumentParser(prog="agreement", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=5)
    parser.add_argument("--spans", type=int, default=25)
    parser.add_argument("--trimmed", action="store_true")
    parser.add_argument("--json", metavar="FILE", default="")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        make(project, options.articles, options.people, options.spans)
        row = measured(project, ComparisonView(trimmed=options.trimmed))
    print(machine())
    print(
        f"{row.articles} articles, {row.people} people, {row.spans} spans: {row.cpu_s:.1f} s CPU, {row.wall_s:.1f} s, "
        f"{row.memory_mb:.0f} MB, exact F1 {row.exact_f1:.3f}"
    )
    if options.json:
        Path(options.json).write_text(json.dumps(report([row]), indent=1), encoding="utf-8")
    return 0


def make(folder: Path, articles: int, people: int, spans: int) -> None:
    """A project whose articles everybody has done, each with some errors of their own."""
    dice = random.Random("nhan agreement")
    project = Project.create(Disk(), folder, LABELS)
    truth: dict[str, list[Place]] = {}

    def drawn() -> Iterator[Article]:
        for number in range(articles):
            text, places = prose(dice, LENGTH)
            name = f"s{number:06d}"
            truth[name] = dice.sample(places, min(spans, len(places)))
            yield Article(name, text, meta={"topic": f"t{number % 8}"})

    project.add_articles(drawn())
    for person in range(people):
        for name, places in truth.items():
            article = project.article(name)
            found = {_span(*_slip(dice, place, len(article.text))) for place in places}
            path = record_path(folder, f"p{person}", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            state = ArticleState(ArticleStatus.DONE)
            path.write_bytes(encode_record(Record(article=article, spans=tuple(found), state=state)))


def _slip(dice: random.Random, place: Place, length: int) -> Place:
    start, end, label = place
    if dice.random() >= WRONG:
        return place
    if dice.random() < 0.5:
        return start, end, dice.choice(LABELS.labels).name
    return start, min(length, end + 2), label


def _span(start: int, end: int, label: str) -> Span:
    return Span(id=f"{label}{start}.{end}", start=start, end=end, label=label, status=SpanStatus.CONFIRMED)


def measured(folder: Path, view: ComparisonView) -> AgreementRow:
    """One comparison of everybody with everybody, the project being opened for it."""
    before = resident_mb()
    cpu, wall = time.process_time(), time.perf_counter()
    project = Project.open(Disk(), folder)
    sides = [side for _, side in people_sides(person_snapshot(project, "p0"), print)]
    found = compare(project, sides, view=view).plain
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spans = found.pairs[0].counts
    count = spans.correct + spans.incorrect + spans.partial + spans.missed
    exact = found.figures["exact"].value or 0.0
    return AgreementRow(found.articles, len(sides), count, cpu, wall, most - before, exact)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
