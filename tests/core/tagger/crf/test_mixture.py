"""Fields asked together: means of what both know, and what only one knows as that one has it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.tagger.crf.adapter import Crf, train
from nhan.core.tagger.crf.mixture import Mixture, RenamedField

ROWS = [["B-PER"], ["O"], ["B-LOC"], ["B-DATE"]]


def field(*tags: str) -> Crf:
    """Learned from sentences of one syllable each, for every tag a feature of its name."""
    return train([[[tag]] for tag in tags], [[tag] for tag in tags], 20)


def named(crf: Crf, *labels: str) -> RenamedField:
    return RenamedField(crf, {label: label for label in labels})


def test_a_field_under_other_names() -> None:
    crf = field("O", "B-PER", "B-LOC")
    told = RenamedField(crf, {"PER": "PERSON"})
    assert sorted(told.tags) == ["B-PERSON", "O"]
    for its, own in zip(told.marginals(ROWS), crf.marginals(ROWS), strict=True):
        row, known = dict(zip(told.tags, its, strict=True)), dict(zip(crf.tags, own, strict=True))
        assert row["B-PERSON"] == pytest.approx(known["B-PER"])
        assert row["O"] == pytest.approx(known["O"] + known["B-LOC"])


@settings(deadline=None)
@given(weight=st.floats(0, 1))
def test_probabilities_sum_to_one_and_are_means_where_both_know_the_label(weight: float) -> None:
    one, other = named(field("O", "B-PER", "B-LOC"), "PER", "LOC"), field("O", "B-LOC", "B-DATE")
    mixed = Mixture(one, other, weight)
    assert mixed.tags == ["B-DATE", "B-LOC", "B-PER", "O"]
    for mean, first, second in zip(mixed.marginals(ROWS), one.marginals(ROWS), other.marginals(ROWS), strict=True):
        assert sum(mean) == pytest.approx(1.0)
        found, its = dict(zip(mixed.tags, mean, strict=True)), dict(zip(one.tags, first, strict=True))
        others = dict(zip(other.tags, second, strict=True))
        for tag in ("B-PER", "B-LOC"):
            assert found[tag] == pytest.approx(weight * its[tag] + (1 - weight) * others.get(tag, 0.0))
        # To each other as the one that tells them apart has them.
        assert found["B-DATE"] * others["O"] == pytest.approx(found["O"] * others["B-DATE"])


def test_what_only_one_knows_is_not_drowned_by_the_other() -> None:
    own = field("O", "B-PER", "B-DATE")
    mixed = Mixture(named(field("O", "B-PER"), "PER"), own, 0.9)
    (alone,), (both,) = own.marginals([["B-DATE"]]), mixed.marginals([["B-DATE"]])
    assert both[mixed.tags.index("B-DATE")] > 0.5 * alone[own.tags.index("B-DATE")]


def test_a_field_that_holds_nothing_to_be_nothing() -> None:
    mixed = Mixture(named(field("O", "B-PER"), "PER"), field("B-PER"), 0.5)
    for row in mixed.marginals(ROWS):
        assert sum(row) == pytest.approx(1.0)
