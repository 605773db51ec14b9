"""The window goes on painting while suggestions are computed beside it, and what was asked for comes."""

import pytest

from tests.benchmarks.suggest_frames import frames, table
from tests.core.building import TEXT


@pytest.mark.slow
def test_the_window_is_measured_while_batches_run() -> None:
    rows = frames([TEXT], articles=4, alone=0.3)
    assert [row.during for row in rows] == ["nothing", "suggest all in the window", "nhan suggest --jobs 2"]
    nothing, window, program = rows
    assert nothing.articles == 0
    assert window.articles == program.articles >= 4  # all of them were really suggested for meanwhile
    for row in rows:
        assert row.frames > 10
        assert 0 < row.fps_min <= row.fps_worst_percent <= row.fps_median
        assert row.too_slow <= row.frames and row.cpu_ms_max > 0
    assert len(table(rows).splitlines()) == 4
