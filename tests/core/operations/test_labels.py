"""A label renamed, merged, deleted: what the label set is then, and that the inverse is the set before."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from nhan.core.labels import Label, LabelSet
from nhan.core.model import Change, Rejected, SpanStatus
from nhan.core.operations import delete_label, merge_labels, rename_label, withdraw_label
from nhan.core.store.label_names import LabelNames
from nhan.core.store.label_set import check_label_set
from nhan.core.store.project_change import changed_labels
from nhan.core.store.strict import Where
from tests.core.building import LABELS, MACHINE, TEXT, document, span

NAMES = ("PER", "LOC", "ORG", "MISC", "NGƯỜI", "TÊN")


def after(change: Change | Rejected) -> LabelSet:
    assert isinstance(change, Change) and change.project is not None and change.project.now is not None, change
    return change.project.now


def names(labels: LabelSet) -> list[str]:
    return [label.name for label in labels.labels]


def read(labels: LabelSet, word: str) -> str:
    """What a span is called of which a file says ``word``."""
    (found,) = LabelNames(labels).spans([span(TEXT, "Công an", word)])
    return found.label


def test_files_say_what_they_said_of_a_renamed_label() -> None:
    renamed = after(rename_label(LABELS, "PER", "NGƯỜI"))
    assert names(renamed) == ["NGƯỜI", "LOC", "ORG", "MISC"]
    assert renamed.labels[0].title == {"vi": "NGƯỜI", "en": "NGƯỜI"}  # the title was the name
    assert read(renamed, "PER") == "NGƯỜI"
    (written,) = LabelNames(renamed).spans_in_files([span(TEXT, "Công an", "NGƯỜI", runner_up="NGƯỜI")])
    assert (written.label, written.runner_up) == ("PER", "PER")
    assert renamed.meant("PER") == renamed.meant("NGƯỜI") == renamed.labels[0]  # whichever a model says
    back = after(rename_label(renamed, "NGƯỜI", "PER"))
    assert back == replace(LABELS, labels=(replace(LABELS.labels[0], former=("NGƯỜI",)), *LABELS.labels[1:]))
    assert back.meant("NGƯỜI") == back.labels[0]


def test_two_labels_may_exchange_their_names() -> None:
    swapped = LABELS
    for old, new in (("PER", "x"), ("LOC", "PER"), ("x", "LOC")):
        swapped = after(rename_label(swapped, old, new))
    assert names(swapped) == ["LOC", "PER", "ORG", "MISC"]
    assert (read(swapped, "PER"), read(swapped, "LOC")) == ("LOC", "PER")
    spans = [span(TEXT, "Công an", "LOC"), span(TEXT, "TP.HCM", "PER")]
    assert [each.label for each in LabelNames(swapped).spans_in_files(spans)] == ["PER", "LOC"]
    assert LabelNames(swapped).spans(LabelNames(swapped).spans_in_files(spans)) == tuple(spans)


def test_a_merged_label_is_the_other_one_and_can_be_told_apart_again() -> None:
    merged = after(merge_labels(LABELS, "PER", "ORG"))
    assert names(merged) == ["LOC", "ORG", "MISC"]
    assert (read(merged, "PER"), read(merged, "ORG")) == ("ORG", "ORG")
    known = LabelNames(merged)
    old, own = known.spans([span(TEXT, "Công an", "PER"), span(TEXT, "TP.HCM", "ORG")])
    assert [each.label for each in known.spans_in_files([old, own])] == ["PER", "ORG"]
    relabelled = replace(old, label="LOC")
    assert [each.label for each in known.spans_in_files([relabelled])] == ["LOC"]
    again = after(rename_label(after(merge_labels(merged, "ORG", "MISC")), "MISC", "KHÁC"))
    assert {read(again, word) for word in ("PER", "ORG", "MISC")} == {"KHÁC"}
    assert again.meant("PER") == again.find("KHÁC")


def test_parents_follow() -> None:
    inner = replace(LABELS.labels[1], parents=("PER", "ORG"))
    labels = replace(LABELS, labels=(LABELS.labels[0], inner, *LABELS.labels[2:]))
    for change, parents in (
        (rename_label(labels, "PER", "NGƯỜI"), ("NGƯỜI", "ORG")),
        (merge_labels(labels, "PER", "ORG"), ("ORG",)),
        (delete_label(labels, "PER"), ("PER", "ORG")),
    ):
        found = after(change).find("LOC")
        assert found is not None and found.parents == parents
        check_label_set(after(change), Where("project.json"))


def test_a_deleted_label_is_known_by_name_and_gives_its_key_away() -> None:
    deleted = after(delete_label(after(rename_label(LABELS, "PER", "NGƯỜI")), "NGƯỜI"))
    assert names(deleted) == ["LOC", "ORG", "MISC"] and deleted.gone == {"NGƯỜI"}
    assert read(deleted, "PER") == "NGƯỜI" and deleted.find("NGƯỜI") is None and deleted.meant("PER") is None
    assert deleted.deleted[0].key == ""


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (rename_label(LABELS, "X", "Y"), "verbs.unknown_label"),
        (rename_label(LABELS, "PER", "PER"), "verbs.already"),
        (rename_label(LABELS, "PER", "LOC"), "labels.taken"),
        (rename_label(LABELS, "PER", ""), "labels.no_name"),
        (rename_label(LABELS, "PER", "hai từ "), "labels.no_name"),
        (rename_label(LABELS, "PER", "\u200b"), "labels.no_name"),
        (rename_label(after(delete_label(LABELS, "PER")), "LOC", "PER"), "labels.was_deleted"),
        (merge_labels(LABELS, "PER", "X"), "verbs.unknown_label"),
        (merge_labels(LABELS, "X", "PER"), "verbs.unknown_label"),
        (merge_labels(LABELS, "PER", "PER"), "verbs.already"),
        (delete_label(LABELS, "X"), "verbs.unknown_label"),
        (delete_label(after(delete_label(LABELS, "PER")), "PER"), "labels.deleted_already"),
        (delete_label(replace(LABELS, labels=LABELS.labels[:1]), "PER"), "labels.last"),
    ],
)
def test_what_is_refused(change: Change | Rejected, reason: str) -> None:
    assert isinstance(change, Rejected) and change.reason == reason


def test_what_machines_labelled_is_rejected_and_the_rest_taken_out() -> None:
    suggested, confirmed = span(TEXT, "Công an", "PER"), span(TEXT, "Bắc Ninh", "PER", SpanStatus.CONFIRMED)
    own = span(TEXT, "TP.HCM", "PER", SpanStatus.CONFIRMED, source=replace(MACHINE, kind="human"))
    rejected, other = span(TEXT, "tỉnh", "PER", SpanStatus.REJECTED), span(TEXT, "Hoà Bình", "LOC")
    doc = document(suggested, confirmed, own, rejected, other)
    before = tuple(doc)
    change = withdraw_label(doc, "PER")
    assert isinstance(change, Change)
    (edit,) = change.edits
    assert edit.removed == (suggested, confirmed, own) and edit.now is None
    assert edit.added == tuple(replace(each, status=SpanStatus.REJECTED) for each in (suggested, confirmed))
    doc.apply(edit)
    doc.apply(edit.inverse())
    assert tuple(doc) == before
    assert withdraw_label(document(other, rejected), "PER") == Rejected("verbs.already")


def any_change(data: st.DataObject, labels: LabelSet) -> Change | Rejected:
    name = st.sampled_from(NAMES)
    match data.draw(st.sampled_from(["rename", "rename", "merge", "delete"])):
        case "rename":
            return rename_label(labels, data.draw(name), data.draw(name))
        case "merge":
            return merge_labels(labels, data.draw(name), data.draw(name))
        case _:
            return delete_label(labels, data.draw(name))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_change_then_its_inverse_changes_nothing_and_what_is_written_is_read(data: st.DataObject) -> None:
    labels, seen, done = LABELS, [LABELS], []
    for _ in range(data.draw(st.integers(1, 10))):
        change = any_change(data, labels)
        if isinstance(change, Rejected):
            continue
        assert change.project is not None and change.project.was == labels
        labels = after(change)
        check_label_set(labels, Where("project.json"))
        known = LabelNames(labels)
        for word in LABELS.understood:  # whatever was once written is a label, and is written as it was
            (found,) = known.spans([span(TEXT, "Công an", word)])
            assert found.label in labels.gone | {label.name for label in labels.labels}
            assert known.spans_in_files([found])[0].label == word
        for label in labels.labels:
            assert known.spans(known.spans_in_files([span(TEXT, "Công an", label.name)]))[0].label == label.name
        seen.append(labels)
        done.append(change)
    for change in reversed(done):
        inverse = change.inverse().project
        assert inverse is not None and inverse.was is not None and inverse.now is not None
        labels = seen.pop()
        undone = changed_labels(labels, inverse.was, inverse.now)
        assert undone == seen[-1] and changed_labels(seen[-1], inverse.was, inverse.now) == undone  # twice is once


def test_an_inverse_leaves_alone_what_somebody_else_has_changed_since() -> None:
    renamed = after(rename_label(LABELS, "PER", "NGƯỜI"))
    both = after(rename_label(renamed, "LOC", "NƠI"))
    undone = changed_labels(both, renamed, LABELS)
    assert undone is not None and names(undone) == ["PER", "NƠI", "ORG", "MISC"]
    theirs = after(rename_label(renamed, "NGƯỜI", "AI"))
    assert changed_labels(theirs, renamed, LABELS) is None
    more = replace(renamed, labels=(*renamed.labels, Label(name="MỚI", title={}, color="#000000")))
    undone = changed_labels(more, renamed, LABELS)
    assert undone is not None and names(undone) == ["PER", "LOC", "ORG", "MISC", "MỚI"]


def test_two_labels_may_not_be_called_the_same_in_files() -> None:
    renamed = after(rename_label(LABELS, "PER", "NGƯỜI"))
    twice = replace(renamed, labels=(*renamed.labels, Label(name="PER", title={}, color="#000000")))
    with pytest.raises(Exception, match="PER"):
        check_label_set(twice, Where("project.json"))
