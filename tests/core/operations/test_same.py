"""All the same decided together: which spans take part, and what stays another decision."""

from nhan.core.document import Document
from nhan.core.model import Change, Rejected, SpanStatus
from nhan.core.operations import accept_same, reject_same, relabel_same
from tests.core.building import LABELS, document, span

TEXT = "Hoà Bình, Hòa Bình, Hoà Bình, Hòa Bình. Huế."
CONFIRMED = SpanStatus.CONFIRMED


def places() -> Document:
    """Two suggestions of LOC in two spellings, one of ORG, one confirmed as ORG, and another name."""
    return document(
        span(TEXT, "Hoà Bình", "LOC"),
        span(TEXT, "Hòa Bình", "LOC"),
        span(TEXT, "Hoà Bình", "ORG", nth=1),
        span(TEXT, "Hòa Bình", "ORG", CONFIRMED, nth=1),
        span(TEXT, "Huế", "LOC"),
        text=TEXT,
    )


def after(doc: Document, answer: Change | Rejected) -> list[tuple[str, str]]:
    """Label and status of every span."""
    assert isinstance(answer, Change)
    for edit in answer.edits:
        doc.apply(edit)
    return [(each.label, each.status.value) for each in doc]


def test_suggestions_with_the_same_label_are_accepted_in_every_spelling() -> None:
    doc = places()
    answer = accept_same(doc, LABELS, "loc0")
    assert after(doc, answer) == [
        ("LOC", "confirmed"),
        ("LOC", "confirmed"),
        ("ORG", "suggested"),
        ("ORG", "confirmed"),
        ("LOC", "suggested"),
    ]
    assert accept_same(doc, LABELS, "loc0") == Rejected("verbs.none_same", {"text": "Hoà Bình"})


def test_relabelling_takes_every_suggestion_and_what_is_confirmed_with_the_span_s_label() -> None:
    doc = places()
    assert [label for label, _ in after(doc, relabel_same(doc, LABELS, "loc0", "PER"))] == [
        *("PER", "PER", "PER"),
        *("ORG", "LOC"),
    ]
    assert [label for label, _ in after(doc, relabel_same(doc, LABELS, "loc0", "MISC"))] == [
        *("MISC", "MISC", "MISC"),
        *("ORG", "LOC"),
    ]


def test_from_a_suggestion_suggestions_are_rejected_from_a_confirmed_span_all() -> None:
    doc = places()
    by_suggestion = reject_same(doc, "org20")
    assert isinstance(by_suggestion, Change) and by_suggestion.focus == "org20"
    assert [each.id for edit in by_suggestion.edits for each in edit.removed] == ["org20"]
    by_confirmed = reject_same(doc, "org30")
    assert after(doc, by_confirmed)[2:4] == [("ORG", "rejected"), ("ORG", "rejected")]


def test_an_unknown_label_and_an_unknown_span_are_refused() -> None:
    doc = places()
    assert relabel_same(doc, LABELS, "loc0", "X") == Rejected("verbs.unknown_label", {"label": "X"})
    refused = Rejected("verbs.no_span")
    assert accept_same(doc, LABELS, "?") == relabel_same(doc, LABELS, "?", "PER") == reject_same(doc, "?") == refused
