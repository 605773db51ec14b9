"""The window's longest pauses during slow jobs, on 10,000 articles and one of 200,000 spans, while somebody types.

For each job the worst gap of a 5 ms timer in the window's event loop, the most CPU of the window's thread in such a gap
(which a busy machine does not change), the wall time until the job's result is there, and how many of the keys typed
meanwhile (Tab and Enter in turn, every 50 ms) had their effect, and how many had none.
Options: ``--json FILE``, ``--articles 10000``, ``--spans 200000``, ``--only NAME`` (again and again: jobs with this in
their names; one that goes on from another wants that one, too, as "corpus" does). The project lies where temporary
files do (TMPDIR): saving 10,000 articles waits for 20,000 syncs of that disk.
"""

import argparse
import gc
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.measuring import machine, report
from tests.benchmarks.view_actions import Bench
from tests.benchmarks.window_jobs import JOBS, OpenProject
from tests.benchmarks.window_loop import JobRow, Watched
from tests.benchmarks.window_project import TYPED, make_project


def main(argv: Sequence[str]) -> int:
    """Measure, print the table, and write it as JSON where asked for."""
    parser = argparse.ArgumentParser(prog="window", description=__doc__)
    parser.add_argument("--json", metavar="FILE", default="")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--spans", type=int, default=200_000)
    parser.add_argument("--only", metavar="NAME", action="append", help="jobs with this in their name")
    options = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        rows = measure_jobs(Path(folder), options.articles, options.spans, options.only or [""])
    print(machine())
    print(table(rows))
    if options.json:
        Path(options.json).write_text(json.dumps(report(rows), indent=1), encoding="utf-8")
    return 0


def measure_jobs(folder: Path, articles: int, spans: int, only: Sequence[str] = ("",)) -> list[JobRow]:
    """The jobs of the table with one of ``only`` in their names, on one window over a project made in ``folder``."""
    made = make_project(folder, articles, spans)
    bench = Bench(folder, [])
    at, rows = OpenProject(bench, made), []
    bench.window.show_article(TYPED)
    try:
        for name, adapter in JOBS.items():
            if not any(part in name for part in only):
                continue
            start, ended = adapter(at)
            gc.collect()
            rows.append(Watched(bench, name, start, ended).run())
            print(f"{name}: {rows[-1].gap_ms_max:.0f} ms", file=sys.stderr, flush=True)
    finally:
        bench.close()
    return rows


def table(rows: Sequence[JobRow]) -> str:
    """The rows for reading in a terminal, in the order in which the jobs were done."""
    head = f"{'job':30}{'worst gap ms':>14}{'its cpu ms':>12}{'wall ms':>10}{'keys':>7}{'dead':>6}"
    lines = [
        f"{row.name:30}{row.gap_ms_max:14.1f}{row.gap_cpu_ms_max:12.1f}{row.wall_ms:10.1f}{row.keys:7}{row.dead_keys:6}"
        for row in rows
    ]
    return "\n".join([head, *lines])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
