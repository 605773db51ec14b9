"""Speed and memory of the window: open, every verb, moves, resize and find, on articles of 7 KB to 1 MB.

CPU and wall time of each action from its key event to the finished repaint of the whole window, journal write included,
at 100 % and 200 % scaling; beside it a stock QPlainTextEdit with extra selections on the same articles.
Options: ``--json FILE``, ``--articles A,D``, ``--no-stock``, ``--count 60``, ``--markdown`` (for BENCHMARKS.md).
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from nhan.gui.startup import make_application
from tests.benchmarks.measuring import Row, Step, machine, markdown, measure, report, resident_mb, table
from tests.benchmarks.view_actions import ALL_VERBS, SIZE, Bench, Painted, make_project
from tests.benchmarks.view_articles import NAMES, make
from tests.benchmarks.view_start import window_start
from tests.benchmarks.view_stock import StockView

_STARTS = 7
_STOCK_SECONDS = 12.0  # an edit of a stock widget can take seconds: so many seconds of them are enough


def main(argv: list[str]) -> int:
    """Measure, print the table, and write it as JSON where asked for."""
    options = _options(argv)
    application = make_application()
    names = options.articles.split(",")
    if options.memory:
        print(json.dumps(_memory(names[0])))
        return 0
    rows = _measure(names, options.count, options.suffix)
    if options.suffix:
        print(json.dumps(rows))
        return 0
    if options.stock:
        for name in names:
            rows += _measure_stock(name, options.count)
    rows += [Row(*row) for row in _again(["--suffix", "@200%", *argv], {"QT_SCALE_FACTOR": "2"})]
    for name in names:
        empty, shown = _again(["--memory", "--articles", name], {})
        rows.append(Row(f"memory +{shown - empty:.1f} MB", "memory", name, 1, 0.0, 0.0, 0.0, 0.0, 0.0))
    rows.append(window_start(_STARTS))
    print(machine())
    print(table(rows))
    print(_ratios(rows))
    if options.markdown:
        print(markdown([row for row in rows if row.kind != "memory"]))
    if options.json:
        Path(options.json).write_text(json.dumps(report(rows), indent=1), encoding="utf-8")
    del application
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="view", description=__doc__)
    parser.add_argument("--json", metavar="FILE", default="")
    parser.add_argument("--articles", default=",".join(NAMES))
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--no-stock", dest="stock", action="store_false")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--suffix", default="", help=argparse.SUPPRESS)
    parser.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def _measure(names: list[str], count: int, suffix: str) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), names)
        rows = [row for name in names for row in measure_article(bench, name, count, suffix)]
        bench.close()
    return rows


def measure_article(bench: Bench, name: str, count: int, suffix: str) -> list[Row]:
    """Every action on one article of the bench's project; ``suffix`` tells the scaling in the rows' names."""

    def row(what: str, kind: str, steps: list[Step]) -> Row:
        gc.collect()
        return measure(what + suffix, kind, name, steps)

    rows = [row("open", "open", bench.opened(name, count))]
    bench.show(name)
    rows.append(row("next_span", "move", bench.next_span(count)))
    rows.append(row("jump", "move", bench.jump(count)))
    rows.append(row("page_down", "move", bench.page_down(count)))
    for action in ALL_VERBS:
        rows.append(row(action, "verb", bench.verb(action, count)))
        bench.save()
    rows.append(row("undo", "verb", bench.undo(count)))
    rows.append(row("redo", "verb", bench.redo(count)))
    bench.save()
    rows.append(row("find", "find", bench.find(count)))
    bench.end_find()
    rows.append(row("resize", "resize", bench.resize_step(count)))
    rows.append(row("open_from_disk", "open", bench.opened_from_disk(name, max(5, count // 6))))
    return rows


def _ratios(rows: list[Row]) -> str:
    """How many times more CPU an edit takes in the stock widget, and how an edit's cost grows from B to D."""
    cost = {(row.name, row.article): row.cpu_ms_median for row in rows}
    lines = [
        f"{article}: {name} / label_3 = {cost[name, article] / cost['label_3', article]:.1f}"
        for name, article in cost
        if name.startswith("stock_relabel")
    ]
    both = [name for name in (*ALL_VERBS, "undo", "redo") if {(name, "B"), (name, "D")} <= set(cost)]
    lines += [f"{name}: D / B = {cost[name, 'D'] / cost[name, 'B']:.2f}" for name in both]
    return "\n".join(lines)


def _measure_stock(name: str, count: int) -> list[Row]:
    article, made = make(name)
    spans = list(made)
    stock = StockView()
    stock.resize(SIZE)
    stock.show()
    painted = Painted(stock.viewport())

    def show() -> None:
        stock.show_article(article, spans)
        painted.wait()

    def relabel(index: int, rebuild: bool) -> None:
        spans[index] = replace(spans[index], label="LAW")
        if rebuild:
            stock.show_spans(spans)
        else:
            stock.relabel(index, spans[index])
        stock.go_to(spans[index + 1])
        stock.viewport().update()
        painted.wait()

    rows = [measure("stock_open", "stock", name, [lambda: show] * 3, _STOCK_SECONDS)]
    step = max(1, len(spans) // count - 1)
    for label, rebuild in (("stock_relabel", True), ("stock_relabel_kept_list", False)):
        edits = [partial(partial, relabel, each * step, rebuild) for each in range(count)]
        rows.append(measure(label, "stock", name, edits, _STOCK_SECONDS))
    stock.close()
    stock.deleteLater()
    QApplication.processEvents()
    return rows


def _memory(name: str) -> tuple[float, float]:
    """MB of this process with an empty window, and with the article read, shown and walked through."""
    with tempfile.TemporaryDirectory() as folder:
        with ProcessPoolExecutor(1, get_context("spawn")) as elsewhere:  # what making it takes is not the window's
            elsewhere.submit(make_project, Path(folder) / "project", [name]).result()
        bench = Bench(Path(folder), [name])
        bench.away()
        gc.collect()
        empty = resident_mb()
        bench.show(name)
        for step in bench.jump(60) + bench.page_down(60):
            action = step()
            if action is not None:
                action()
        gc.collect()
        shown = resident_mb()
        bench.close()
    return empty, shown


def _again(arguments: list[str], variables: dict[str, str]) -> Any:
    """This benchmark in a process of its own, as scaling is for a process."""
    command = [sys.executable, "-P", "-m", "tests.benchmarks", "view", *arguments]
    done = subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
