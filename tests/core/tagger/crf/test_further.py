"""A small field's word on labels that a large one leaves bare or takes for others."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.tagger.crf.further import FurtherOpinion, WidenedField, told_apart
from nhan.core.tagger.tokenized import Rows, Tokenized

NOTHING = Tokenized([], [], [], [], [], [], [])
TAGS = ["O", "B-MISC", "B-PER", "B-EVENT", "B-JOB"]
SMALL = ["O", "B-EVENT", "B-JOB", "B-MISC"]


class Said:
    """A field that says the same of every syllable."""

    def __init__(self, tags: list[str], row: list[float]) -> None:
        self.tags = tags
        self._row = row

    def marginals(self, rows: Rows) -> list[list[float]]:
        return [list(self._row) for _ in rows]


def heard(small: list[float], row: list[float], weight: float = 1.0) -> dict[str, float]:
    opinion = FurtherOpinion(Said(SMALL, small), told_apart(SMALL, "MISC", ["EVENT"]), TAGS, weight)
    (found,) = opinion.mean(NOTHING, 0, [["w"]], [row])
    return dict(zip(TAGS, found, strict=True))


def shares(count: int) -> st.SearchStrategy[list[float]]:
    return st.lists(st.floats(0.01, 1), min_size=count, max_size=count).map(_of_one)


def _of_one(values: Sequence[float]) -> list[float]:
    return [each / sum(values) for each in values]


@settings(deadline=None)
@given(small=shares(4), row=shares(3), weight=st.floats(0, 1))
def test_probabilities_still_sum_to_one(small: list[float], row: list[float], weight: float) -> None:
    assert sum(heard(small, [*row, 0.0, 0.0], weight).values()) == pytest.approx(1.0)


def test_what_the_small_one_sees_counts_over_a_bare_word() -> None:
    found = heard([0.1, 0.0, 0.9, 0.0], [0.98, 0.01, 0.01, 0.0, 0.0])
    assert found["B-JOB"] > 0.8 and found["O"] < 0.1


def test_a_name_of_another_kind_is_told_apart_where_the_large_one_is_sure_of_a_name() -> None:
    event = heard([0.6, 0.3, 0.0, 0.1], [0.1, 0.9, 0.0, 0.0, 0.0])
    assert event["B-EVENT"] > 2 * event["B-MISC"]
    other = heard([0.6, 0.1, 0.0, 0.3], [0.1, 0.9, 0.0, 0.0, 0.0])
    assert other["B-MISC"] > 2 * other["B-EVENT"]


def test_a_label_of_the_large_one_stays_where_the_small_one_sees_nothing_of_its_own() -> None:
    found = heard([0.9, 0.01, 0.01, 0.08], [0.05, 0.0, 0.95, 0.0, 0.0])
    assert found["B-PER"] == pytest.approx(0.95, abs=0.02)


def test_without_weight_it_has_no_say() -> None:
    row = [0.5, 0.2, 0.3, 0.0, 0.0]
    assert list(heard([0.1, 0.4, 0.4, 0.1], row, 0.0).values()) == pytest.approx(row)


def test_where_a_project_has_no_label_for_other_names_they_count_as_outside() -> None:
    tags = ["O", "B-EVENT"]
    opinion = FurtherOpinion(Said(tags, [0.5, 0.5]), told_apart(tags, None, ["EVENT"]), ["O", "B-PER", "B-EVENT"], 1.0)
    (found,) = opinion.mean(NOTHING, 0, [["w"]], [[0.8, 0.2, 0.0]])
    assert found[2] > found[0] and sum(found) == pytest.approx(1.0)


def test_a_widened_field_knows_nothing_of_further_tags() -> None:
    field = WidenedField(Said(["O", "B-PER"], [0.25, 0.75]), ["O", "B-EVENT", "B-PER"])
    assert field.tags == ["O", "B-PER", "B-EVENT"]
    assert field.marginals([[], []]) == [[0.25, 0.75, 0.0]] * 2
