"""The tests see every bug that is put in: each fsync, each comparison that guards data, each lock taken out in turn."""

from pathlib import Path

import pytest

from tests.tools.seeded_bugs import BUGS, ROOT, Bug, copy_to, put_in, see


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_each_stands_at_one_place(bug: Bug) -> None:
    assert (ROOT / bug.file).read_text(encoding="utf-8").count(bug.old) == 1
    assert all((ROOT / "tests" / each).is_file() for each in bug.tests)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_to(tmp_path_factory.mktemp("copy"))


@pytest.mark.soak
def test_the_copy_is_sound(copy: Path) -> None:
    assert see(copy, sorted({each for bug in BUGS for each in bug.tests})) == ""


@pytest.mark.soak
@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_it_is_seen(copy: Path, bug: Bug) -> None:
    before = put_in(copy, bug)
    try:
        assert see(copy, bug.tests)
    finally:
        (copy / bug.file).write_text(before, encoding="utf-8")
