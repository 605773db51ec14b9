"""Speed and memory of the article view: open, every verb, moves, resize and find, on articles of 7 KB to 1 MB.

CPU and wall time of each action from the change to its finished repaint, journal write included, at 100 % and 200 %
scaling; beside it a stock QPlainTextEdit with extra selections on the same articles.
Options: ``--json FILE``, ``--articles A,D``, ``--no-stock``, ``--count 60``.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from nhan.core.document import Document
from tests.benchmarks.measuring import Row, machine, measure, report, resident_mb, table
from tests.benchmarks.view_actions import SIZE, VERBS, Bench, Painted
from tests.benchmarks.view_articles import LABELS, NAMES, make
from tests.benchmarks.view_stock import StockView

_STOCK_SECONDS = 12.0  # an edit of a stock widget can take seconds: so many seconds of them are enough


def main(argv: list[str]) -> int:
    """Measure, print the table, and write it as JSON where asked for."""
    options = _options(argv)
    application = QApplication.instance() or QApplication([])
    names = options.articles.split(",")
    if options.memory:
        print(json.dumps(_memory(names[0])))
        return 0
    rows: list[Row] = []
    for name in names:
        rows += _measure(name, options.count, options.suffix)
        if options.stock and not options.suffix:
            rows += _measure_stock(name, options.count)
    if options.suffix:
        print(json.dumps(rows))
        return 0
    rows += [Row(*row) for row in _again(["--suffix", "@200%", *argv], {"QT_SCALE_FACTOR": "2"})]
    for name in names:
        empty, shown = _again(["--memory", "--articles", name], {})
        rows.append(Row(f"memory +{shown - empty:.1f} MB", "memory", name, 1, 0.0, 0.0, 0.0, 0.0, 0.0))
    print(machine())
    print(table(rows))
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
    parser.add_argument("--suffix", default="", help=argparse.SUPPRESS)
    parser.add_argument("--memory", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def _measure(name: str, count: int, suffix: str) -> list[Row]:
    article, spans = make(name)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(article, spans, Path(folder))
        gc.collect()
        rows.append(measure(f"open{suffix}", "open", name, bench.opened(count)))
        rows.append(measure(f"next_span{suffix}", "move", name, bench.next_span(count)))
        rows.append(measure(f"jump{suffix}", "move", name, bench.jump(count)))
        rows.append(measure(f"page_down{suffix}", "move", name, bench.page_down(count)))
        for verb in VERBS:
            bench.open()
            rows.append(measure(verb + suffix, "verb", name, bench.verb(verb, count)))
        rows.append(measure(f"resize{suffix}", "resize", name, bench.resize_step(count)))
        rows.append(measure(f"find{suffix}", "find", name, bench.find_marks(count)))
        bench.close()
    return rows


def _measure_stock(name: str, count: int) -> list[Row]:
    article, spans = make(name)
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
    """MB of this process with an empty view, and with the article read, shown and walked through."""
    with tempfile.TemporaryDirectory() as folder:
        article, spans = make("B")
        bench = Bench(article, spans[:1], Path(folder))
        bench.view.clear()
        make(name)  # what making the article leaves behind is not the view's
        gc.collect()
        empty = resident_mb()
        article, spans = make(name)
        bench.document = Document(article, spans)
        bench.view.show_document(bench.document, LABELS)
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
    command = [sys.executable, "-m", "tests.benchmarks", "view", *arguments]
    done = subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
