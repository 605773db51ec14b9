"""Every format, out and in: articles a second of CPU and the peak of memory, each in a process of its own.

Bar: 300 MB, whatever the format and however many articles there are. Beside them other programs with the same articles:
doccano's import and export where NHAN_DOCCANO names a Python that has the package ``doccano``, Label Studio's converter
where NHAN_LABEL_STUDIO names one that has ``label-studio-sdk``.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from nhan.core.formats.format import Incoming, ReadOptions, WriteOptions
from nhan.core.formats.label_configs import label_config
from nhan.core.formats.registry import FORMATS, find
from nhan.core.importing.sources import FileChoice, files_of
from nhan.core.model import Article, Span, SpanStatus
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record
from tests.benchmarks.format_peers import peak
from tests.benchmarks.measuring import machine, report
from tests.core.building import LABELS

SENTENCES = "Bà Nguyễn Thị Hoà gặp ông Lê Hòa tại UBND TP.HCM. Đoàn đi qua Bến Tre rồi ghé Cần Thơ, Sa Đéc. "
NAMES = [("Nguyễn Thị Hoà", "PER"), ("Lê Hòa", "PER"), ("UBND TP.HCM", "ORG"), ("Bến Tre", "LOC"), ("Cần Thơ", "LOC")]
LIMIT = 300  # MB
HERE = Path(__file__).parent


class FormatRow(NamedTuple):
    """One way of one format; ``program`` whose it is. ``rate``: articles a second of CPU, ``peak``: MB."""

    program: str
    format: str
    way: str
    articles: int
    rate: float
    peak: float


def articles(count: int) -> Iterator[Record]:
    """Articles of some 190 code points with ten spans."""
    text = SENTENCES * 2
    spans = []
    for words, label in NAMES:
        at = -1
        while (at := text.find(words, at + 1)) >= 0:
            end = at + len(words)
            spans.append(Span(id=f"{label}{at}", start=at, end=end, label=label, status=SpanStatus.CONFIRMED))
    spans.sort(key=lambda span: span.start)
    for number in range(count):
        yield Record(article=Article(f"b{number:07d}", f"{text}{number}", "Tin"), spans=tuple(spans))


def write(name: str, folder: Path, count: int) -> None:
    chosen, options = find(name), WriteOptions(labels=LABELS)
    if chosen.write_folder is not None:
        for made, data in chosen.write_folder(articles(count), options):
            (folder / made).write_bytes(data)
        return
    assert chosen.write is not None
    with (folder / f"bài{chosen.extensions[0]}").open("wb") as file:
        file.writelines(chosen.write(articles(count), options))


def read(name: str, folder: Path) -> int:
    found = 0
    for file in files_of(Disk(), [folder], FileChoice(name)):
        for each in file.read(file.file, ReadOptions()):
            assert isinstance(each, Incoming), str(each)
            found += 1
    return found


def one(name: str, way: str, folder: Path, count: int) -> None:
    """Measure one way of one format in this process, and print what was measured."""
    start = time.process_time()
    if way == "out":
        write(name, folder, count)
    else:
        assert read(name, folder) == count
    seconds = time.process_time() - start
    print(json.dumps([seconds, peak()]))


def ours(name: str, count: int) -> Iterator[FormatRow]:
    """The format out, and in again."""
    with tempfile.TemporaryDirectory() as folder:
        for way in ("out", "in") if find(name).read else ("out",):
            command = ["-m", "tests.benchmarks.formats", "--articles", str(count), "--one", name, way, folder]
            seconds, most = _apart(sys.executable, command)
            yield FormatRow("Nhãn", name, way, count, round(count / seconds, 1), round(most, 1))


def theirs(count: int) -> Iterator[FormatRow]:
    """What the other programs take, that are there, from our files of the same articles."""
    for variable, program, name in (
        ("NHAN_DOCCANO", "doccano", "doccano"),
        ("NHAN_LABEL_STUDIO", "label-studio-sdk", "label-studio"),
    ):
        python = os.environ.get(variable, "")
        if not python:
            continue
        with tempfile.TemporaryDirectory() as folder:
            write(name, Path(folder), count)
            (file,) = Path(folder).iterdir()
            if name == "label-studio":
                (Path(folder) / "labels.xml").write_bytes(label_config(LABELS, name))
            for way in ("in", "out"):
                seconds, most = _apart(python, [str(HERE / "format_peers.py"), program, way, str(file), folder])
                yield FormatRow(program, name, way, count, round(count / seconds, 1), round(most, 1))


def _apart(python: str, arguments: Sequence[str]) -> tuple[float, float]:
    """Seconds and MB of a process of its own."""
    ran = subprocess.run([python, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    seconds, most = json.loads(ran.stdout.splitlines()[-1])
    return seconds, most


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="formats", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, after each format")
    parser.add_argument("--one", nargs=3, metavar=("NAME", "WAY", "FOLDER"), help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*", metavar="FORMAT", help="these formats only, `peers` for other programs")
    given = parser.parse_args(arguments)
    if given.one:
        one(given.one[0], given.one[1], Path(given.one[2]), given.articles)
        return 0
    wanted = given.names or [*(each.name for each in FORMATS if each.writable), "peers"]
    print(f"{given.articles:,} articles, {machine()}\n")
    print("| program | format | way | articles/s CPU | MB |")
    print("| --- | --- | --- | --- | --- |")
    rows: list[FormatRow] = []
    for name in wanted:
        for row in theirs(given.articles) if name == "peers" else ours(name, given.articles):
            rows.append(row)
            print(f"| {row.program} | `{row.format}` | {row.way} | {row.rate:,.0f} | {row.peak:.0f} |", flush=True)
        if given.json:
            given.json.write_text(json.dumps(report(rows), ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if any(row.peak > LIMIT for row in rows if row.program == "Nhãn") else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
