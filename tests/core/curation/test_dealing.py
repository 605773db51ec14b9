"""Plans of who does what: worked out on what is begun and done, shown, made as one change, and taken back."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from nhan.core.curation.dealing import Dealer, Plan
from nhan.core.messages import NhanError
from nhan.core.model import Change, Rejected
from nhan.core.store.assignments_file import Assignments, read_assignments
from nhan.core.store.disk import Disk
from tests.core.cli.running import tree
from tests.core.crashing import CrashError, CrashingDisk, die
from tests.core.curation.apart import HOA, LAN, MINH, at_work, do, given_to_two


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return given_to_two(tmp_path / "p", 12)


def planned(folder: Path, *people: str, overlap: int | None = None) -> Plan:
    return Dealer(at_work(folder, LAN).project).deal(people, overlap)


def there(folder: Path) -> Assignments:
    found = read_assignments(Disk(), folder)
    assert found is not None
    return found


def make(folder: Path, plan: Plan) -> None:
    session = at_work(folder, LAN)
    assert isinstance(session.commit(plan.change), Change)
    assert session.close() is None


def test_a_plan_says_who_gets_what_and_writes_nothing(folder: Path) -> None:
    (folder / "assignments.json").unlink()
    before = tree(folder)
    plan = planned(folder, LAN, MINH, HOA, overlap=4)
    assert tree(folder) == before and plan.shared == plan.first == 4 and plan.unassigned == 0
    shares = {each.person: each for each in plan.shares}
    assert list(shares) == [LAN, MINH, HOA]
    assert all(each.before == each.lost == 0 and each.gained == each.after for each in plan.shares)
    assert sum(each.after for each in plan.shares) == 8 + 3 * 4 and all(each.shared == 4 for each in plan.shares)
    assert plan.after is not None
    assert shares[LAN].begun == len({"a0", "a1", "a2"} & {*(plan.after.of(LAN) or ())})
    make(folder, plan)
    assert there(folder) == plan.after


def test_who_is_missing_leaves_and_keeps_what_is_done(folder: Path) -> None:
    plan = planned(folder, LAN)
    (lan, minh) = plan.shares
    assert minh.person == MINH and (minh.before, minh.after, minh.lost) == (12, 1, 11) and lan.after == 12
    make(folder, plan)
    assert there(folder).people == (LAN,) and there(folder).articles["a0"] == (LAN, MINH)
    again = planned(folder, LAN)
    assert again.change == Rejected("assign.same") and all(not each.gained for each in again.shares)


def test_several_articles_are_given_back_at_once(folder: Path) -> None:
    make(folder, planned(folder, LAN, MINH, HOA))
    dealer = Dealer(at_work(folder, LAN).project)
    mine = [name for name in there(folder).of(MINH) or () if HOA not in there(folder).articles[name]][:2]
    plan = dealer.give_back(MINH, mine)
    assert {each.person: (each.gained, each.lost) for each in plan.shares} == {LAN: (0, 0), MINH: (0, 2), HOA: (2, 0)}
    make(folder, plan)
    assert all(set(there(folder).articles[name]) == {LAN, HOA} for name in mine)
    with pytest.raises(NhanError):
        dealer.give_back(MINH, ["nowhere"])


def test_one_undo_takes_the_whole_back_after_a_restart_too(folder: Path) -> None:
    before = (folder / "assignments.json").read_bytes()
    make(folder, planned(folder, LAN, MINH, HOA, overlap=6))
    after = (folder / "assignments.json").read_bytes()
    assert after != before
    session = at_work(folder, LAN)
    assert isinstance(session.undo(), Change) and (folder / "assignments.json").read_bytes() == before
    assert isinstance(session.redo(), Change) and (folder / "assignments.json").read_bytes() == after
    session.close()


def test_what_others_have_given_out_meanwhile_is_not_overwritten(folder: Path) -> None:
    first, second = planned(folder, LAN, MINH, HOA), planned(folder, LAN)
    make(folder, first)
    after = there(folder)
    session = at_work(folder, LAN)
    assert session.commit(second.change) == Rejected("session.stale") and there(folder) == after
    session.close()


@pytest.mark.parametrize("when", ["before", "half", "after"])
def test_wherever_the_program_dies_all_is_given_out_or_nothing(folder: Path, tmp_path: Path, when: str) -> None:
    plan, before = planned(folder, LAN, MINH, HOA), there(folder)
    counted, seen = CrashingDisk(), list[bool]()
    commit(shutil.copytree(folder, tmp_path / "counted"), plan, counted)
    for at in range(counted.calls):
        copy = shutil.copytree(folder, tmp_path / str(at))
        commit(copy, plan, CrashingDisk(at, when))
        session = at_work(copy, LAN)  # which finishes what is in the journal
        assert there(copy) in (plan.after, before)
        seen.append(there(copy) == plan.after)
        if seen[-1]:
            assert isinstance(session.undo(), Change) and there(copy) == before
        assert session.close() is None
    assert set(seen) == {False, True}


def commit(folder: Path, plan: Plan, disk: CrashingDisk) -> None:
    """Until the program dies."""
    session = at_work(folder, LAN, disk)
    with suppress(CrashError):
        session.commit(plan.change)
    die(session)


def test_what_was_begun_stays_where_somebody_comes(folder: Path) -> None:
    make(folder, planned(folder, LAN))
    do(folder, LAN, "a5", "a6")
    plan = planned(folder, LAN, HOA)
    assert plan.after is not None and all(LAN in plan.after.articles[name] for name in ("a0", "a1", "a2", "a5", "a6"))
    loads = [each.after for each in plan.shares]
    assert max(loads) - min(loads) <= 1
