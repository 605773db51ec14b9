"""Rows of a benchmark: CPU and wall time of an action, repeated, as median, 95th percentile and worst."""

import os
import platform
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

Action = Callable[[], object]
Step = Callable[[], Action | None]  # makes things ready, unmeasured, and returns what is to be measured (None: nothing)


class Row(NamedTuple):
    """One measured action on one article; times in milliseconds."""

    name: str
    kind: str
    article: str
    n: int
    cpu_ms_median: float
    cpu_ms_p95: float
    wall_ms_median: float
    wall_ms_p95: float
    wall_ms_max: float


def measure(name: str, kind: str, article: str, steps: Sequence[Step], budget: float = 60.0) -> Row:
    """Run each step's action once, between two looks at the clocks. Stops after ``budget`` seconds."""
    cpu: list[float] = []
    wall: list[float] = []
    until = time.perf_counter() + budget
    for step in steps:
        action = step()
        if action is None:
            continue
        cpu_start, wall_start = time.process_time_ns(), time.perf_counter_ns()
        action()
        cpu_end, wall_end = time.process_time_ns(), time.perf_counter_ns()
        cpu.append((cpu_end - cpu_start) / 1e6)
        wall.append((wall_end - wall_start) / 1e6)
        if time.perf_counter() > until:
            break
    if not cpu:
        raise RuntimeError(f"{name} on {article}: nothing to measure")
    figures = median(cpu), p95(cpu), median(wall), p95(wall), max(wall)
    return Row(name, kind, article, len(cpu), *(round(each, 3) for each in figures))


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


def report(rows: Sequence[NamedTuple]) -> dict[str, Any]:
    """The rows with the machine and the day they were measured on."""
    return {"machine": machine(), "date": datetime.now(UTC).date().isoformat(), "rows": [row._asdict() for row in rows]}


def machine() -> str:
    """Processor, number of cores used, system and Python."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        found = [line.split(":", 1)[1] for line in info.read_text().splitlines() if line.startswith("model name")]
        name = found[0].strip() if found else name
    return f"{name}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def table(rows: Sequence[Row]) -> str:
    """The rows for reading in a terminal."""
    head = f"{'name':24}{'kind':8}{'article':8}{'n':>5}{'cpu med':>10}{'cpu p95':>10}{'wall med':>10}{'wall max':>10}"
    lines = [
        f"{row.name:24}{row.kind:8}{row.article:8}{row.n:5}{row.cpu_ms_median:10.2f}{row.cpu_ms_p95:10.2f}"
        f"{row.wall_ms_median:10.2f}{row.wall_ms_max:10.2f}"
        for row in rows
    ]
    return "\n".join([head, *lines])


def markdown(rows: Sequence[Row]) -> str:
    """A table for people: an action a line, an article a column, CPU milliseconds as median / 95th percentile."""
    articles = sorted({row.article for row in rows})
    cells = {(row.name, row.article): f"{row.cpu_ms_median:.1f} / {row.cpu_ms_p95:.1f}" for row in rows}
    lines = [f"| CPU ms | {' | '.join(articles)} |", "| --- " * (len(articles) + 1) + "|"]
    for name in dict.fromkeys(row.name for row in rows):
        lines.append(f"| {name} | {' | '.join(cells.get((name, article), '') for article in articles)} |")
    return "\n".join(lines)


def resident_mb() -> float:
    """Memory of this process that is in RAM now, in MB (Linux; 0.0 elsewhere)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    found = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmRSS:")]
    return int(found[0]) / 1024
