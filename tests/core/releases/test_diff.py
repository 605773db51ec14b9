"""What became of spans, and that the one release with the difference is the other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.releases.diff import DiffKind, Spans, apply, diff, differences

SPANS = st.frozensets(
    st.tuples(st.integers(0, 12), st.integers(1, 5), st.sampled_from(("PER", "LOC"))).map(
        lambda each: (each[0], each[0] + each[1], each[2])
    ),
    max_size=6,
)
RELEASES = st.dictionaries(st.sampled_from("abcd"), SPANS)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ([], [(0, 3, "PER")], DiffKind.ADDED),
        ([(0, 3, "PER")], [], DiffKind.REMOVED),
        ([(0, 3, "PER")], [(0, 3, "LOC")], DiffKind.RELABELLED),
        ([(0, 3, "PER")], [(0, 5, "PER")], DiffKind.EDGE),
        ([(0, 5, "PER")], [(0, 2, "PER"), (3, 5, "PER")], DiffKind.SPLIT),
        ([(0, 2, "PER"), (3, 5, "PER")], [(0, 5, "PER")], DiffKind.MERGED),
    ],
)
def test_each_kind(before: list[tuple[int, int, str]], after: list[tuple[int, int, str]], kind: DiffKind) -> None:
    both = (4, 9, "LOC")  # what both have is in no difference
    (found,) = differences("a", frozenset({*before, both}), frozenset({*after, both}))
    assert (found.kind, list(found.before), list(found.after)) == (kind, before, after)


@settings(deadline=None)
@given(RELEASES, RELEASES)
def test_the_one_with_the_difference_is_the_other(before: dict[str, Spans], after: dict[str, Spans]) -> None:
    found = diff(before, after)
    assert apply(found, before) == after
    spans = [(each.article, span) for each in found.differences for span in each.before]
    assert len(spans) == len(set(spans))  # a span has a part in one change


@settings(deadline=None)
@given(RELEASES)
def test_the_same_differ_in_nothing(release: dict[str, Spans]) -> None:
    found = diff(release, release)
    assert not found.differences and not found.added and not found.removed


def test_of_an_article_with_another_text_nothing_is_compared() -> None:
    spans = {"a": frozenset({(0, 3, "PER")})}
    found = diff(spans, spans, {"a": "1"}, {"a": "2"})
    assert found.texts == ("a",) and not found.differences and apply(found, spans) == spans
