"""How far everybody is: states, pace and agreement with the gold."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from nhan.core.agreement.result import Figure
from nhan.core.project import Project
from nhan.core.readable import Unreadable
from nhan.core.report.workload import COLUMNS, LEAST_TIMED, Workload, agreement_with_gold, workloads
from nhan.core.store.assignments_file import read_assignments
from nhan.core.store.disk import Disk
from tests.core.building import later_journal
from tests.core.curation.apart import LAN, MINH, STEP, TAM, at_work, do, given_to_two


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return given_to_two(tmp_path / "p", 6)


def loads(folder: Path, viewer: str = "", passed_over: Callable[[Unreadable], object] = print) -> dict[str, Workload]:
    assignments = read_assignments(Disk(), folder)
    assert assignments is not None
    session = at_work(folder, TAM)
    found = {each.person: each for each in workloads(session.snapshot(), assignments, None, viewer, passed_over)}
    session.close()
    return found


def test_the_states_of_what_is_given(folder: Path) -> None:
    found = loads(folder)
    states = {who: (each.assigned, each.new, each.in_progress, each.done, each.skipped) for who, each in found.items()}
    assert states == {LAN: (6, 3, 0, 3, 0), MINH: (6, 4, 1, 1, 0)}
    assert found[LAN].name == "Lan" and len(found[LAN].in_words) == len(COLUMNS)


def test_pace_is_of_what_is_done_and_timed(folder: Path) -> None:
    found = loads(folder)[LAN]
    assert found.spans == 6 and found.seconds >= 6 * STEP
    assert found.spans_an_hour == 3600 * 6 / found.seconds and found.in_words[-2] == f"{found.spans_an_hour:.0f}"
    assert replace(found, seconds=LEAST_TIMED - 1).spans_an_hour is None
    assert Workload("a", "A", 3).spans_an_hour is None and Workload("a", "A", 3).in_words[-2:] == ("–", "–")


def test_damaged_journals_count_as_not_there(folder: Path) -> None:
    for path in [*(folder / "audit" / LAN).glob("*"), *(folder / "journal" / LAN).glob("*")]:
        path.write_bytes(b"\x00nothing")
    assert loads(folder)[LAN].spans_an_hour is None and loads(folder)[LAN].done == 3


def test_whose_journal_a_later_version_wrote_is_named_and_the_others_are_counted(folder: Path) -> None:
    do(folder, TAM, "a0", "a1")
    later_journal(folder, LAN)
    named: list[Unreadable] = []
    found = loads(folder, passed_over=named.append)
    assert [(each.article, each.message.fields["file"]) for each in named] == [
        (LAN, f"journal/{LAN}/999999-aaaaaa.jsonl")
    ]
    assert found[LAN].in_words[1:] == ("6", *["–"] * 6)
    assert found[MINH].done == 1 and found[MINH].gold == Figure(0.5, None, None)


def test_with_a_gold_that_cannot_be_read_nobody_is_compared(folder: Path) -> None:
    do(folder, TAM, "a0", "a1")
    later_journal(folder, TAM)
    session, named = at_work(folder, LAN), list[Unreadable]()
    assert agreement_with_gold(session.snapshot(), None, "", named.append) == {} and len(named) == 1
    session.close()


def test_agreement_with_the_gold(folder: Path) -> None:
    assert all(each.gold is None for each in loads(folder).values())
    do(folder, TAM, "a0", "a1")
    found = loads(folder)
    assert found[LAN].gold is not None and found[LAN].gold.value == 1.0
    assert found[MINH].gold == Figure(0.5, None, None)  # of a0 alone
    Project.open(Disk(), folder).welcome(MINH, "Lan")
    again = loads(folder)
    assert again[LAN].gold == found[LAN].gold and again[MINH].gold == found[MINH].gold, "of one name"
    session = at_work(folder, TAM)
    assert agreement_with_gold(session.snapshot(), None, MINH, print).keys() == {LAN, MINH}
    session.close()


def test_to_whom_work_is_not_shown_it_is_not_compared(folder: Path) -> None:
    do(folder, TAM, "a1")
    assert loads(folder)[LAN].gold is not None
    assert loads(folder, MINH)[LAN].gold is None  # of a1, which Minh is not done with
