"""How safe the work is: kills, power cuts, failing calls, damaged files, several writers, git merges, counted.

``python3 run.py --bench faults [ROW ...] [--times N] [--json FILE]``; ``--times`` multiplies how much is tried.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.fault_rows import ROWS, Row
from tests.benchmarks.measuring import report

FOLDERS = ("CONFIG", "STATE", "CACHE", "DATA")


def markdown(rows: Sequence[Row]) -> str:
    """The table of BENCHMARKS.md."""
    lines = ["| what happens | tried | acknowledged edits | of them lost | hidden without a word |", "| --- " * 5 + "|"]
    lines += [f"| {row.what} | {row.tried:,} | {row.acknowledged:,} | {row.lost} | {row.hidden} |" for row in rows]
    return "\n".join(lines)


def main(argv: Sequence[str]) -> int:
    """1 where anything was lost or hidden."""
    parser = argparse.ArgumentParser(prog="--bench faults", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(ROWS))
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(argv)
    unknown = set(given.rows) - ROWS.keys()
    if unknown:
        parser.error(f"no row {', '.join(sorted(unknown))}; there are: {', '.join(ROWS)}")
    rows = []
    for name in given.rows or ROWS:
        with tempfile.TemporaryDirectory() as folder:
            os.environ |= {f"XDG_{each}_HOME": str(Path(folder) / each.lower()) for each in FOLDERS}
            began = time.monotonic()
            rows.append(ROWS[name](Path(folder), given.times))
            print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print(markdown(rows))
    if given.json:
        given.json.write_text(json.dumps(report(rows), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 1 if any(row.lost or row.hidden for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
