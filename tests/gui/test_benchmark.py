"""The benchmark runs and reports in the agreed shape, and an edit's cost does not depend on the article's size."""

import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from nhan.core.operations import relabel
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.store.journal import Entry
from nhan.core.time_on_article import read_times
from tests.benchmarks.measuring import Row, p95, report, table
from tests.benchmarks.view import measure_article
from tests.benchmarks.view_actions import ALL_VERBS, Bench, Painted
from tests.benchmarks.view_articles import LABELS, NAMES, make
from tests.benchmarks.view_stock import StockView
from tests.benchmarks.window import measure_jobs
from tests.benchmarks.window import table as table_of_jobs
from tests.benchmarks.window_jobs import JOBS
from tests.benchmarks.window_loop import JobRow, Watched
from tests.benchmarks.window_project import COMMON, LARGE, RARE, TYPED, make_project


@pytest.mark.parametrize("name", NAMES)
def test_articles_are_what_they_say_and_the_same_each_time(name: str) -> None:
    article, spans = make(name)
    assert make(name) == (article, spans)
    assert all(0 <= span.start < span.end <= len(article.text) for span in spans)
    assert len({span.id for span in spans}) == len(spans)
    if name != "A":
        wanted = {"B": (100_000, 1_700), "C": (10**6, 17_000), "D": (10**6, 50_000), "E": (10**6, 17_000)}[name]
        assert (len(article.text), len(spans)) == wanted
    assert ("\n" in article.text) == (name != "E")


def test_every_action_is_measured_and_reported(qapp: QApplication, tmp_path: Path) -> None:
    bench = Bench(tmp_path, ["B"])
    rows = measure_article(bench, "B", 3, "")
    bench.close()
    assert {row.name for row in rows} > {*ALL_VERBS, "open", "open_from_disk", "next_span", "undo", "redo", "find"}
    shape = report(rows)
    assert set(shape) == {"machine", "date", "rows"}
    assert set(shape["rows"][0]) == set(Row._fields)
    assert all(row.n >= 3 and 0 < row.cpu_ms_median <= row.cpu_ms_p95 <= 10_000 for row in rows)
    assert len(table(rows).splitlines()) == len(rows) + 1
    project = Project.open(Disk(), tmp_path / "project")
    journals = project.journal(project.annotator)
    done = read_times(journals, journals.sessions()).of("B").verbs  # the journal was really written
    assert {"accept", "add", "merge", "trim", "propose_same"} <= set(done)


def test_the_stock_view_shows_the_same_spans(qapp: QApplication) -> None:
    article, spans = make("B")
    stock = StockView()
    stock.show()
    painted = Painted(stock.viewport())
    stock.show_article(article, spans)
    painted.wait()
    assert len(stock.extraSelections()) == len(spans)
    assert stock.extraSelections()[0].cursor.selectedText() == article.text[spans[0].start : spans[0].end]
    stock.close()


def test_the_95th_percentile() -> None:
    assert p95(range(100)) == 95
    assert p95([1]) == 1


def test_an_edit_makes_as_few_rows_again_in_a_megabyte_as_in_a_tenth(qapp: QApplication, tmp_path: Path) -> None:
    made = {}
    bench = Bench(tmp_path, ["B", "E"])
    for name in ("B", "E"):
        bench.show(name)
        document, scene = bench.document, bench.view._ready()
        assert scene is not None
        bench._bring(len(document) // 2)
        bench.view.grab()
        before = sum(len(shaped.rows) for _, shaped in scene.page.kept())
        change = relabel(document, LABELS, document.at(len(document) // 2).id, "LAW")
        assert bench.window.bridge.commit(change)
        made[name] = before - sum(len(shaped.rows) for _, shaped in scene.page.kept())
    bench.close()
    assert 1 <= made["B"] <= 2
    assert 1 <= made["E"] <= 2


def test_every_slow_job_of_the_window_is_measured_and_reported(qapp: QApplication, tmp_path: Path) -> None:
    rows = measure_jobs(tmp_path, 30, 500)
    assert [row.name for row in rows] == list(JOBS)
    assert all(0 < row.gap_ms_max < 60_000 and row.gap_cpu_ms_max > 0 and 0 < row.wall_ms < 120_000 for row in rows)
    alone = rows[0]
    assert alone.keys > 5 and alone.dead_keys == 0
    assert set(report(rows)["rows"][0]) == set(JobRow._fields) > {"name", "gap_ms_max", "wall_ms"}
    assert len(table_of_jobs(rows).splitlines()) == len(rows) + 1
    project = Project.open(Disk(), tmp_path / "project")
    assert len(project) == 30 + 6 + 2  # what was imported is there
    verbs = [entry.change.verb for entry in _journaled(project) if len(entry.change.edits) > 25]
    assert verbs == ["propose_same", "reject_same", "reject_same"]  # the last one taken back


def _journaled(project: Project) -> list[Entry]:
    journals = project.journal(project.annotator)
    return [entry for paths in journals.sealed().values() for entry in journals.entries(paths)]


def test_the_project_of_the_window_benchmark_is_what_it_says(tmp_path: Path) -> None:
    made = make_project(tmp_path, 40, 300)
    project = Project.open(Disk(), made.folder)
    texts = {name: project.article(name).text for name in made.short}
    assert list(project.ids) == [TYPED, *made.short, LARGE]
    assert {len(text) for text in texts.values()} == {2_000}
    assert all(COMMON in text for text in texts.values())
    assert sum(RARE in text for text in texts.values()) == made.rare == 1
    assert len(project.load(LARGE, project.annotator).document) == 300
    assert len(_journaled(project)) > 40


def test_a_pause_of_the_loop_and_the_keys_beside_it_are_seen(qapp: QApplication, tmp_path: Path) -> None:
    made = make_project(tmp_path, 5, 100)
    bench = Bench(tmp_path, [])
    bench.window.show_article(TYPED)

    def busy() -> None:
        until = time.perf_counter() + 0.7
        while time.perf_counter() < until:
            pass

    blocked = Watched(bench, "busy", busy, lambda: True).run()
    until = time.perf_counter() + 1
    free = Watched(bench, "free", lambda: None, lambda: time.perf_counter() > until).run()
    with pytest.raises(OSError):
        Watched(bench, "fails", (tmp_path / "nothing").read_bytes, lambda: True).run()
    bench.close()
    assert made.short
    assert blocked.gap_ms_max > 500 and blocked.gap_cpu_ms_max > 0 and blocked.keys <= 1
    assert free.gap_ms_max < blocked.gap_ms_max and free.keys > 5
