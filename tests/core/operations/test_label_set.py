"""A label added and described, the policy, a set taken over: what the set is then, and that undo brings it back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nhan.core.colours import ENOUGH, PAPERS, contrast
from nhan.core.label_contrast import new_label, too_pale
from nhan.core.label_files import load_label_set, names, save_label_set
from nhan.core.labels import Label, LabelSet, Overlap
from nhan.core.messages import NhanError
from nhan.core.model import Change, Rejected
from nhan.core.operations import (
    add_label,
    add_labels,
    delete_label,
    describe_label,
    move_label,
    plain_label_set,
    rename_label,
    set_overlap,
    take_label_set,
)
from nhan.core.store.label_names import LabelNames
from nhan.core.store.label_set import check_label_set
from nhan.core.store.project_change import changed_labels
from nhan.core.store.strict import Where
from tests.core.building import LABELS, TEXT, span
from tests.core.operations.test_labels import after

DATE = Label(name="DATE", title={"vi": "Ngày"}, color="#336699", key="9", examples=("ngày [2 tháng 9]",))


def test_a_label_is_added_at_the_end_and_taken_back() -> None:
    change = add_label(LABELS, DATE)
    assert after(change).labels == (*LABELS.labels, DATE)
    assert isinstance(change, Change) and change.project is not None
    assert changed_labels(after(change), after(change), LABELS) == LABELS
    untitled = after(add_label(LABELS, replace(DATE, title={"vi": ""}))).labels[-1]
    assert untitled.title == {"vi": "DATE", "en": "DATE"}


def test_a_label_is_moved_and_every_label_keeps_its_digit() -> None:
    keyless = replace(LABELS, labels=tuple(replace(each, key="") for each in LABELS.labels))
    for labels in (LABELS, keyless):
        first, *others = (each.name for each in labels.labels)
        change = move_label(labels, first, len(others))
        moved = after(change)
        assert [each.name for each in moved.labels] == [*others, first] and moved.keys == labels.keys
        assert changed_labels(moved, moved, labels) == labels
    assert move_label(LABELS, "X", 0) == Rejected("verbs.unknown_label", {"label": "X"})
    assert move_label(LABELS, LABELS.labels[1].name, 1) == Rejected("verbs.already")
    for place in (-1, len(LABELS.labels)):
        assert move_label(LABELS, "PER", place) == Rejected("labels.no_place", {"count": len(LABELS.labels)})


def test_orders_of_two_people_are_not_mixed() -> None:
    first, second, *_ = (each.name for each in LABELS.labels)
    to_front, to_end = after(move_label(LABELS, second, 0)), after(move_label(LABELS, first, len(LABELS.labels) - 1))
    assert changed_labels(to_end, LABELS, to_front) is None
    described = after(describe_label(LABELS, replace(LABELS.labels[0], color="#123456")))
    found = changed_labels(to_end, LABELS, described)
    assert found is not None and [each.name for each in found.labels] == [each.name for each in to_end.labels]
    assert found.find(first) == described.labels[0]
    added = changed_labels(to_end, LABELS, after(add_label(LABELS, DATE)))
    assert added is not None and added.labels == (*to_end.labels, DATE)


def test_a_new_label_is_no_old_one_in_files() -> None:
    renamed = after(rename_label(LABELS, "PER", "NGƯỜI"))
    added = after(add_label(renamed, replace(DATE, name="PER")))
    check_label_set(added, Where("project.json"))
    spans = [span(TEXT, "Công an", "PER"), span(TEXT, "TP.HCM", "NGƯỜI")]
    assert [each.label for each in LabelNames(added).spans_in_files(spans)] == ["PER.2", "PER"]
    assert LabelNames(added).spans(LabelNames(added).spans_in_files(spans)) == tuple(spans)


def test_a_label_is_described_and_keeps_what_files_say() -> None:
    renamed = after(rename_label(LABELS, "PER", "NGƯỜI"))
    described = after(describe_label(renamed, replace(DATE, name="NGƯỜI", parents=("LOC",))))
    label = described.labels[0]
    assert (label.stored, label.former, label.key, label.parents) == ("PER", ("PER",), "9", ("LOC",))
    assert label.examples == DATE.examples and described.labels[1:] == renamed.labels[1:]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (add_label(LABELS, replace(DATE, name="PER")), "labels.there"),
        (add_label(LABELS, replace(DATE, name="")), "labels.no_name"),
        (add_label(LABELS, replace(DATE, name="a\tb")), "labels.no_name"),
        (add_label(after(delete_label(LABELS, "PER")), replace(DATE, name="PER")), "labels.was_deleted"),
        (add_label(LABELS, replace(DATE, color="xanh")), "labels.color"),
        (add_label(LABELS, replace(DATE, color_dark="#12")), "labels.color"),
        (add_label(LABELS, replace(DATE, key="x")), "labels.key"),
        (add_label(LABELS, replace(DATE, key="12")), "labels.key"),
        (add_label(LABELS, replace(DATE, key="1")), "labels.key_taken"),
        (add_label(LABELS, replace(DATE, parents=("X",))), "labels.parent"),
        (describe_label(LABELS, DATE), "verbs.unknown_label"),
        (describe_label(LABELS, LABELS.labels[0]), "verbs.already"),
        (describe_label(LABELS, replace(LABELS.labels[0], key="2")), "labels.key_taken"),
        (describe_label(LABELS, replace(LABELS.labels[0], color="#12345g")), "labels.color"),
        (set_overlap(LABELS, LABELS.overlap), "verbs.already"),
        (take_label_set(LABELS, LABELS), "verbs.already"),
    ],
)
def test_what_is_refused(change: Change | Rejected, reason: str) -> None:
    assert isinstance(change, Rejected) and change.reason == reason


def test_another_policy_whatever_else_was_changed_meanwhile() -> None:
    flat = after(set_overlap(LABELS, Overlap.FLAT))
    meanwhile = after(add_label(LABELS, DATE))
    both = changed_labels(meanwhile, LABELS, flat)
    assert both == replace(meanwhile, overlap=Overlap.FLAT)
    assert changed_labels(both, flat, LABELS) == meanwhile
    free = replace(meanwhile, overlap=Overlap.FREE)
    assert changed_labels(free, LABELS, flat) is None  # somebody has chosen otherwise


def test_two_people_may_not_give_one_key_to_two_labels() -> None:
    mine = after(add_label(LABELS, DATE))
    theirs = after(add_label(LABELS, replace(DATE, name="TIME")))
    assert changed_labels(theirs, LABELS, mine) is None
    other = after(add_label(LABELS, replace(DATE, name="TIME", key="8")))
    merged = changed_labels(other, LABELS, mine)
    assert merged is not None and {label.name for label in merged.labels} >= {"DATE", "TIME"}


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("into", names())
def test_a_set_is_taken_over_and_taken_back(name: str, into: str) -> None:
    mine, other = load_label_set(into), load_label_set(name)
    change = take_label_set(mine, other)
    if isinstance(change, Rejected):
        assert change.reason == "verbs.already" and name == into
        return
    now = after(change)
    check_label_set(now, Where("project.json"))
    assert {label.name: label for label in now.labels}.items() >= {label.name: label for label in other.labels}.items()
    assert {label.name for label in now.labels} >= {label.name for label in mine.labels}
    assert now.overlap is other.overlap and changed_labels(now, now, mine) == mine


def test_a_set_goes_into_a_file_and_makes_another_project(tmp_path: Path) -> None:
    labels = after(rename_label(after(add_label(LABELS, DATE)), "PER", "NGƯỜI"))
    labels = after(describe_label(labels, replace(DATE, parents=("MISC", "LOC"))))
    labels = after(delete_label(labels, "MISC"))
    path = tmp_path / "nhãn.json"
    save_label_set(path, labels, tmp_path / "p")
    found = load_label_set(path)
    assert [each.name for each in found.labels] == ["NGƯỜI", "LOC", "ORG", "DATE"]
    assert found.labels[0].stored == "NGƯỜI" and not found.deleted and found.labels[-1].parents == ("LOC",)
    assert found.labels[-1].examples == DATE.examples and found == plain_label_set(labels)
    with pytest.raises(NhanError, match="nowhere"):
        save_label_set(tmp_path / "nowhere" / "x.json", labels, tmp_path / "p")


COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLORS, COLORS | st.just(""))
def test_a_colour_that_cannot_be_read_is_named_with_the_nearest_that_can(color: str, dark: str) -> None:
    said = {each.key: each.fields for each in too_pale(Label(name="A", title={}, color=color, color_dark=dark))}
    for theme, shown in (("light", color), ("dark", dark or color)):
        fields = said.get(f"labels.contrast.{theme}")
        assert (fields is None) is (contrast(shown, PAPERS[theme]) >= ENOUGH)
        assert fields is None or contrast(fields["nearest"], PAPERS[theme]) >= ENOUGH


def test_new_labels_have_colours_that_can_be_read_and_keys_that_are_free() -> None:
    labels: LabelSet = LABELS
    for number in range(12):
        label = new_label(labels, f"X{number}")
        assert list(too_pale(label)) == [] and (label.key == "" or labels.with_key(label.key) is None)
        labels = after(add_label(labels, label))
    assert len({label.key for label in labels.labels if label.key}) == 10
    assert len({label.color for label in labels.labels}) >= 9


def test_the_first_key_that_a_set_gives_takes_no_other_label_its_digit() -> None:
    plain = replace(LABELS, labels=tuple(replace(each, key="") for each in LABELS.labels))
    keys = {"PER": "1", "LOC": "2", "ORG": "3", "MISC": "4"}
    assert new_label(plain, "DATE").key == ""
    assert after(add_label(plain, new_label(plain, "DATE"))).keys == {**keys, "DATE": "5"}
    assert after(add_label(plain, DATE)).keys == {**keys, "DATE": "9"}
    assert after(describe_label(plain, replace(plain.labels[0], key="9"))).keys == {**keys, "PER": "9"}
    taken = add_label(plain, replace(DATE, key="2"))
    assert isinstance(taken, Rejected) and taken.reason == "labels.key_taken"


def test_several_labels_are_added_in_one_step_or_none() -> None:
    change = add_labels(LABELS, ["DATE", "TIME"])
    added = after(change).labels[4:]
    assert [(each.name, each.key) for each in added] == [("DATE", "5"), ("TIME", "6")]
    assert len({each.color for each in added}) == 2 and all(each.color_dark for each in added)
    assert changed_labels(after(change), after(change), LABELS) == LABELS
    gone = after(delete_label(LABELS, "PER"))
    for more, reason in (
        (["DATE", "PER"], "labels.was_deleted"),
        ([], "verbs.already"),
        (["A", " "], "labels.no_name"),
    ):
        refused = add_labels(gone, more)
        assert isinstance(refused, Rejected) and refused.reason == reason
