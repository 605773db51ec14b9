"""Speed of suggesting: CPU per sentence against a plain loop of ``underthesea.ner``, two jobs against one, memory.

The texts are the sample articles and made-up ones with sentences about as long as in the news (or ``--texts FOLDER``:
its .txt files). Every sentence comes once, so that caches help as little as with fresh articles; CPU times of the two
ways are taken in turn, by article. A busy machine spoils the comparison of jobs: its load is given too.
Options: ``--json FILE``, ``--texts FOLDER``, ``--rounds 3``, ``--articles 100000`` (a batch over a project of so many
short articles, with the memory of the program on the way).
"""

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

import underthesea

from nhan.core.labels import Label, LabelSet
from nhan.core.model import Article
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.suggest.backends import Local
from nhan.core.suggest.batch import Batch
from nhan.core.text.alignment import Aligned
from nhan.core.underthesea.adapter import Underthesea
from nhan.core.underthesea.sentences import sentences
from tests.benchmarks.measuring import machine, resident_mb
from tests.core.building import label_set
from tests.core.underthesea.corpus import damaged

NAMES = ("PER", "LOC", "ORG", "MISC")
LABELS = label_set(*NAMES)


def main(argv: list[str]) -> int:
    """Measure, print, and write JSON where asked for."""
    parser = argparse.ArgumentParser(prog="suggest", description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, default=0)
    options = parser.parse_args(argv)
    texts = _texts(options.texts)
    found = {
        "machine": machine(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "cpu": _cpu(texts),
        "jobs": _jobs(texts, options.rounds),
    }
    if options.articles:
        found["batch"] = _batch(options.articles)
    print(json.dumps(found, indent=1))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


def _texts(folder: Path | None) -> list[str]:
    """Articles of some thousand code points."""
    if folder is not None:
        return [path.read_bytes().decode() for path in sorted(folder.glob("*.txt"))]
    samples = sorted((Path(__file__).parents[2] / "resources" / "samples").glob("*.txt"))
    clauses = [one.rstrip('.!?…;:"”') for one in damaged("as it is", 1_800)]
    made = [f"{a}, {b}." for a, b in zip(clauses[::2], clauses[1::2], strict=True)]
    return [
        *(path.read_text(encoding="utf-8") for path in samples),
        *("\n".join(made[at : at + 30]) for at in range(0, len(made), 30)),
    ]


def _cpu(texts: list[str]) -> dict[str, Any]:
    """CPU of suggestions with offsets and confidence, from cold caches, against the loop that gives strings."""
    underthesea.ner("Hà Nội")
    suggester = Underthesea()
    ours = theirs = 0.0
    count = 0
    for text in texts:
        norm = Aligned(text).norm
        cut = [norm[start:end] for start, end in sentences(norm, underthesea.sent_tokenize)]
        count += len(cut)
        start = time.process_time()
        suggester.suggest(text)
        middle = time.process_time()
        for sentence in cut:
            underthesea.ner(sentence)
        theirs += time.process_time() - middle
        ours += middle - start
    return {
        "sentences": count,
        "characters_per_sentence": round(sum(map(len, texts)) / count),
        "underthesea_ms": round(1000 * theirs / count, 3),
        "nhan_ms": round(1000 * ours / count, 3),
        "times_less": round(theirs / ours, 2),
    }


def _jobs(texts: list[str], rounds: int) -> dict[str, Any]:
    """Code points a second of a batch with one and with two jobs in turn, children ready; the median of the rounds."""
    articles = {str(number): text for number, text in enumerate(texts * 4)}
    speed: dict[int, list[float]] = {1: [], 2: []}
    for jobs in (1, 2) * rounds:
        with closing(Local("underthesea", {}, jobs)) as backend:
            for _ in Batch(backend, _Nowhere(), LABELS).run(list(articles)[: 100 * jobs], articles.__getitem__):
                pass  # starts the children and fills their caches
            batch = Batch(backend, _Nowhere(), LABELS)
            start = time.perf_counter()
            for _ in batch.run(articles, articles.__getitem__):
                pass
            speed[jobs].append(batch.progress.length / (time.perf_counter() - start))
    one, two = median(speed[1]), median(speed[2])
    return {"one_job_per_s": round(one), "two_jobs_per_s": round(two), "times_faster": round(two / one, 2)}


class _Nowhere:
    """Takes suggestions and keeps none."""

    next_pack = 1

    def write(self, number: int, spans: object) -> None:
        pass


def _batch(count: int) -> dict[str, Any]:
    """A project of so many articles of one sentence each: articles a second, and this program's memory by tenths."""
    labels = tuple(Label(name=name, title={"vi": name, "en": name}, color="#336699") for name in NAMES)
    with tempfile.TemporaryDirectory() as folder:
        project = Project.create(
            Disk(), Path(folder), LabelSet(name="bench", title={"vi": "", "en": ""}, labels=labels)
        )
        project.add_articles(_articles(count))
        memory = [resident_mb()]
        start = time.perf_counter()
        with closing(Local("underthesea", {}, 2)) as backend, closing(project.new_run("bench", "1")) as writer:
            batch = Batch(backend, writer, LABELS)
            for step in batch.run(project.unsuggested(), lambda each: project.article(each).text):
                if step.articles >= len(memory) * count / 10:
                    memory.append(resident_mb())
        seconds = time.perf_counter() - start
        left = sum(1 for _ in project.unsuggested())
    return {
        "articles": count,
        "left": left,
        "articles_per_s": round(count / seconds, 1),
        "memory_mb": [round(each, 1) for each in memory],
    }


def _articles(count: int) -> Iterator[Article]:
    made = damaged("as it is", 500)
    chance = random.Random(1)
    for number in range(count):
        yield Article(f"a{number}", f"{chance.choice(made)} {number}", "")
