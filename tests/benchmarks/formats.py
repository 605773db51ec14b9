"""Every format, out and in: articles a second and the peak of memory, each in a process of its own.

Bar: 300 MB, whatever the format and however many articles there are.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from nhan.core.formats.format import Incoming, ReadOptions, WriteOptions
from nhan.core.formats.registry import FORMATS, find
from nhan.core.importing.sources import FileChoice, files_of
from nhan.core.model import Article, Span, SpanStatus
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record
from tests.core.building import LABELS

SENTENCES = "Bà Nguyễn Thị Hoà gặp ông Lê Hòa tại UBND TP.HCM. Đoàn đi qua Bến Tre rồi ghé Cần Thơ, Sa Đéc. "
NAMES = [("Nguyễn Thị Hoà", "PER"), ("Lê Hòa", "PER"), ("UBND TP.HCM", "ORG"), ("Bến Tre", "LOC"), ("Cần Thơ", "LOC")]
LIMIT = 300  # MB


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
    start = time.perf_counter()
    if way == "out":
        write(name, folder, count)
    else:
        assert read(name, folder) == count
    seconds = time.perf_counter() - start
    print(json.dumps([count / seconds, _peak()]))


def _peak() -> float:
    """Of this program's memory so far, in MB. What the system counts for a process has its parent's in it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (line,) = (line for line in lines if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="formats", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--one", nargs=3, metavar=("NAME", "WAY", "FOLDER"), help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*", metavar="FORMAT", help="these formats only")
    given = parser.parse_args(arguments)
    if given.one:
        one(given.one[0], given.one[1], Path(given.one[2]), given.articles)
        return 0
    wanted = given.names or [each.name for each in FORMATS if each.writable]
    print(f"{given.articles:,} articles\n")
    print("| format | out, articles/s | MB | in, articles/s | MB |")
    print("| --- | --- | --- | --- | --- |")
    over = False
    for name in wanted:
        cells = []
        with tempfile.TemporaryDirectory() as folder:
            for way in ("out", "in"):
                if way == "in" and find(name).read is None:
                    continue
                rate, peak = _apart(name, way, folder, given.articles)
                over |= peak > LIMIT
                cells += [f"{rate:,.0f}", f"{peak:.0f}"]
        print(f"| `{name}` | {' | '.join(cells)} |", flush=True)
    return 1 if over else 0


def _apart(name: str, way: str, folder: str, count: int) -> tuple[float, float]:
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.formats",
        "--articles",
        str(count),
        "--one",
        name,
        way,
        folder,
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    rate, peak = json.loads(ran.stdout.splitlines()[-1])
    return rate, peak


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
