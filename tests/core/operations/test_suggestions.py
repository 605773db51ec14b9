"""A suggester's labels in the project's own names."""

from nhan.core.labels import LabelSet
from nhan.core.model import Change
from nhan.core.operations import in_labels, suggest
from tests.core.building import FLAT, LABELS, TEXT, document, label_set, span

LONG_NAMES = label_set("PERSON", "LOCATION", "ORGANIZATION")


def labels_of(labels: LabelSet, label: str, runner_up: str | None) -> list[tuple[str, str | None]]:
    found = in_labels(labels, [span(TEXT, "Hoà Bình", label, runner_up=runner_up)])
    return [(each.label, each.runner_up) for each in found]


def test_a_label_of_the_project_stays_as_it_is() -> None:
    assert labels_of(LABELS, "LOC", "ORG") == [("LOC", "ORG")]


def test_another_name_for_the_same_becomes_the_projects() -> None:
    assert labels_of(LONG_NAMES, "LOC", "ORG") == [("LOCATION", "ORGANIZATION")]


def test_what_the_project_has_no_label_for_is_left_out() -> None:
    assert labels_of(LONG_NAMES, "MISC", "LOC") == []
    assert labels_of(LONG_NAMES, "LOC", "MISC") == [("LOCATION", None)]


def test_a_name_of_its_own_wins_over_one_that_says_the_same() -> None:
    assert labels_of(label_set("PERSON", "PER"), "PER", "PERSON") == [("PER", "PERSON")]


def test_suggesting_twice_changes_nothing() -> None:
    doc, found = document(), [span(TEXT, "Hoà Bình", "LOC")]
    change = suggest(doc, LONG_NAMES, found)
    assert isinstance(change, Change)
    doc.apply(change.edits[0])
    assert [each.label for each in doc] == ["LOCATION"]
    assert not isinstance(suggest(doc, LONG_NAMES, found), Change)


def test_of_suggestions_that_may_not_stand_together_the_outermost_stays() -> None:
    found = [span(TEXT, "tỉnh Bắc Ninh", "LOC"), span(TEXT, "Công an tỉnh Bắc Ninh", "ORG")]
    for labels, expected in ((FLAT, ["ORG"]), (LABELS, ["ORG", "LOC"])):
        change = suggest(document(), labels, found)
        assert isinstance(change, Change)
        assert [each.label for each in change.edits[0].added] == expected


def test_edges_are_trimmed_where_suggestions_enter() -> None:
    text = "2\tTrần Văn Tám\tHà Nội\n\ufeffVinh; Huế"
    found = [
        span(text, "Trần Văn Tám\tHà Nội", "PER"),
        span(text, "\ufeffVinh;", "LOC"),
        span(text, "Vinh", "LOC", id="again"),
        span(text, "; ", "LOC"),
    ]
    doc = document(text=text)
    change = suggest(doc, LABELS, found)
    assert isinstance(change, Change)
    doc.apply(change.edits[0])
    assert [text[each.start : each.end] for each in doc] == ["Trần Văn Tám", "Vinh"]
    assert not isinstance(suggest(doc, LABELS, found), Change)


def test_what_somebody_may_have_read_stays_and_nothing_comes_in_there() -> None:
    there = [span(TEXT, "Bắc Ninh", "LOC"), span(TEXT, "TP.HCM", "LOC")]
    come = [span(TEXT, "tỉnh Bắc Ninh", "ORG"), span(TEXT, "Nguyễn Văn A", "PER"), span(TEXT, "TP.HCM", "ORG")]
    change = suggest(document(*there), LABELS, come, kept=[(there[0].start, TEXT.index("Nguyễn") + 1)])
    assert isinstance(change, Change)
    edit = change.edits[0]
    assert [(each.label, each.start) for each in edit.removed] == [("LOC", there[1].start)]
    assert [(each.label, each.start) for each in edit.added] == [("ORG", there[1].start)]
