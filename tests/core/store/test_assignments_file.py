"""What is given to people, as a file and as edits of it."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.messages import NhanError
from nhan.core.model import Assigned, Dealing, GivenTo
from nhan.core.store.assignments_file import (
    Assignments,
    assign,
    assigning,
    assignments_bytes,
    can_assign,
    given_out,
    read_assignments,
    write_assignments,
)
from nhan.core.store.disk import Disk

IDS = [f"n{at}" for at in range(8)]
PEOPLE = st.lists(st.sampled_from("abc"), unique=True, min_size=1, max_size=3).map(tuple)
MADE = st.builds(
    lambda people, overlap, articles: Assignments(
        people=people,
        overlap=overlap,
        first=tuple(name for name, its in articles.items() if len(its) == 3),
        articles={name: articles[name] for name in IDS if name in articles},
    ),
    PEOPLE,
    st.integers(0, 9),
    st.dictionaries(st.sampled_from(IDS), PEOPLE, max_size=8),
)
MAYBE = st.none() | MADE


@given(MAYBE, MAYBE)
def test_an_edit_makes_one_of_the_other_and_its_inverse_the_first_again(
    before: Assignments | None, after: Assignments | None
) -> None:
    edit = assigning(before, after)
    assert (edit is None) is (before == after)
    if edit is not None:
        made = given_out(before, edit, IDS)
        assert made == after and given_out(made, edit, IDS) == after
        assert given_out(made, edit.inverse(), IDS) == before
        assert edit.inverse().inverse() == edit


@given(MADE)
def test_the_file_reads_as_it_was_written(made: Assignments) -> None:
    assert msgspec.json.decode(assignments_bytes(made), type=Assignments) == made


def test_what_somebody_else_has_given_out_otherwise_stays(tmp_path: Path) -> None:
    disk = Disk()
    mine = Assigned(None, Dealing(("a", "b"), 0, ()), (GivenTo(("n1",), (), ("a",)),))
    theirs = Assignments(people=("a", "b"), articles={"n1": ("b",)})
    assert can_assign(disk, tmp_path, mine) and can_assign(disk, tmp_path, None)
    write_assignments(disk, tmp_path, theirs)
    assert not can_assign(disk, tmp_path, mine)
    assign(disk, tmp_path, mine, IDS)
    assert read_assignments(disk, tmp_path) == theirs
    elsewhere = Assigned(Dealing(("a", "b"), 0, ()), Dealing(("a", "b"), 1, ()), (GivenTo(("n2",), (), ("a",)),))
    assert can_assign(disk, tmp_path, elsewhere)
    assign(disk, tmp_path, elsewhere, IDS)
    assign(disk, tmp_path, elsewhere, IDS)
    found = read_assignments(disk, tmp_path)
    assert found is not None and found.articles == {"n1": ("b",), "n2": ("a",)} and found.overlap == 1


def test_where_nothing_is_given_out_any_more_there_is_no_file(tmp_path: Path) -> None:
    disk = Disk()
    write_assignments(disk, tmp_path, Assignments(people=("a",), articles={"n1": ("a",)}))
    write_assignments(disk, tmp_path, None)
    assert not list(tmp_path.iterdir()) and read_assignments(disk, tmp_path) is None
    write_assignments(disk, tmp_path, None)


def test_an_article_that_is_there_twice_is_named(tmp_path: Path) -> None:
    made = assignments_bytes(Assignments(people=("a",), articles={"n1": ("a",), "n2": ("a",)}))
    (tmp_path / "assignments.json").write_bytes(made.replace(b"n2", b"n1"))
    with pytest.raises(NhanError, match="n1"):
        read_assignments(Disk(), tmp_path)
    (tmp_path / "assignments.json").write_bytes(made.replace(b"\n", b"\r\n"))
    found = read_assignments(Disk(), tmp_path)
    assert found is not None and assignments_bytes(found) == made
