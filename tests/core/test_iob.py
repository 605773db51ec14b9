"""Tags and runs: there and back in every scheme, and what is read where tags keep to none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.iob import Run, Scheme, runs_of, split_tag, tags_of

LABELS = st.sampled_from(["PER", "LOC", "X-RAY", "B-LINE", "O", "á b"])


@st.composite
def runs(draw: st.DrawFn) -> list[Run]:
    """In order, some touching."""
    found: list[Run] = []
    place = 0
    for _ in range(draw(st.integers(0, 6))):
        first = place + draw(st.integers(0, 2))
        place = first + draw(st.integers(1, 3))
        found.append((first, place, draw(LABELS)))
    return found


@given(runs(), st.integers(0, 3), st.sampled_from(Scheme), st.booleans())
def test_there_and_back(its: list[Run], more: int, scheme: Scheme, orphans: bool) -> None:
    length = (its[-1][1] if its else 0) + more
    tags = tags_of(length, its, scheme)
    assert len(tags) == length
    assert runs_of(tags, scheme, orphans=orphans) == its
    assert runs_of(tags) == its  # no scheme has to be named


@pytest.mark.parametrize(
    ("scheme", "tags"),
    [
        (Scheme.IOB1, "I-A I-A O I-B B-B I-A"),
        (Scheme.IOB2, "B-A I-A O B-B B-B B-A"),
        (Scheme.BILOU, "B-A L-A O U-B U-B U-A"),
        (Scheme.BIOES, "B-A E-A O S-B S-B S-A"),
    ],
)
def test_the_tags_of_each_scheme(scheme: Scheme, tags: str) -> None:
    assert tags_of(6, [(0, 2, "A"), (3, 4, "B"), (4, 5, "B"), (5, 6, "A")], scheme) == tags.split()


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("", []),
        ("O O", []),
        ("B-PER I-PER O B-LOC", [(0, 2, "PER"), (3, 4, "LOC")]),
        ("B-PER B-PER", [(0, 1, "PER"), (1, 2, "PER")]),
        ("O I-PER I-PER", [(1, 3, "PER")]),
        ("B-PER I-LOC I-LOC I-PER", [(0, 1, "PER"), (1, 3, "LOC"), (3, 4, "PER")]),
    ],
)
def test_runs_as_conlleval_counts_them(tags: str, found: list[Run]) -> None:
    assert runs_of(tags.split(), Scheme.IOB2) == found


def test_orphans_can_be_passed_over() -> None:
    assert runs_of(["O", "I-PER", "I-PER", "B-LOC", "I-PER", "I-LOC"], Scheme.IOB2, orphans=False) == [(3, 4, "LOC")]


def test_a_prefix_of_another_scheme_is_part_of_the_label() -> None:
    assert split_tag("S-BAHN", Scheme.IOB2) == ("", "S-BAHN")
    assert split_tag("S-BAHN", Scheme.BIOES) == ("S", "BAHN")
    assert split_tag("X-RAY") == ("", "X-RAY")
    assert split_tag("O-RING") == ("", "O-RING")
    assert split_tag("B_X-RAY") == ("B", "X-RAY")


@given(st.lists(st.sampled_from(["O", "B-A", "I-A", "L-A", "U-A", "B-B", "I-B", "E-B", "S-B", "A", ""]), max_size=12))
def test_runs_are_in_order_and_cover_just_the_labelled_places(tags: list[str]) -> None:
    found = runs_of(tags)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    covered = {place: label for first, last, label in found for place in range(first, last)}
    assert covered == {place: split_tag(tag)[1] for place, tag in enumerate(tags) if split_tag(tag)[1]}
