"""Accept, relabel, reject, add: what each answers, and what the overlap policy makes of it."""

import pytest

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import ArticleStatus, Change, Rejected, SpanStatus
from nhan.core.operations import accept, add, reject, relabel
from tests.core.building import FLAT, FREE, LABELS, TEXT, document, span

CONFIRMED, REJECTED = SpanStatus.CONFIRMED, SpanStatus.REJECTED


def done(doc: Document, answer: Change | Rejected) -> Document:
    assert isinstance(answer, Change), answer
    for edit in answer.edits:
        doc.apply(edit)
    return doc


def spans(doc: Document) -> list[tuple[str, str, str]]:
    return [(doc.text[s.start : s.end], s.label, s.status.value) for s in doc]


def test_accepting_confirms_and_puts_the_article_in_progress() -> None:
    doc = document(span(TEXT, "Nguyễn Văn A", "PER"))
    done(doc, accept(doc, LABELS, "per31"))
    assert spans(doc) == [("Nguyễn Văn A", "PER", "confirmed")]
    assert doc.state.status is ArticleStatus.IN_PROGRESS
    assert accept(doc, LABELS, "per31") == Rejected("verbs.already")


def test_relabelling_confirms_and_keeps_id_and_source() -> None:
    before = span(TEXT, "Nguyễn Văn A", "LOC")
    doc = done(document(before), relabel(document(before), LABELS, before.id, "PER"))
    (after,) = doc
    assert (after.id, after.label, after.status, after.source) == (before.id, "PER", CONFIRMED, before.source)


def test_a_machine_s_span_is_rejected_and_kept_a_person_s_is_removed() -> None:
    doc = document(span(TEXT, "bắt", "MISC"))
    done(doc, reject(doc, "misc22"))
    assert spans(doc) == [("bắt", "MISC", "rejected")]
    done(doc, add(doc, LABELS, 0, 7, "ORG"))
    mine = next(s for s in doc if s.label == "ORG")
    done(doc, reject(doc, mine.id))
    assert [s.label for s in doc] == ["MISC"]


def test_a_confirmed_machine_span_that_is_deleted_stays_as_rejected() -> None:
    doc = document(span(TEXT, "bắt", "MISC", CONFIRMED))
    assert spans(done(doc, reject(doc, "misc22"))) == [("bắt", "MISC", "rejected")]


def test_adding_over_a_crossing_suggestion_rejects_it_in_the_same_step() -> None:
    doc = document(span(TEXT, "ông Nguyễn", "PER"))
    start = TEXT.index("Nguyễn")
    done(doc, add(doc, LABELS, start, start + len("Nguyễn Văn A"), "PER"))
    assert spans(doc) == [("ông Nguyễn", "PER", "rejected"), ("Nguyễn Văn A", "PER", "confirmed")]


def test_adding_exactly_over_a_suggestion_relabels_it() -> None:
    doc = document(span(TEXT, "Nguyễn Văn A", "LOC"))
    done(doc, add(doc, LABELS, 31, 43, "PER"))
    assert spans(doc) == [("Nguyễn Văn A", "PER", "confirmed")]


@pytest.mark.parametrize(
    ("labels", "words", "reason"),
    [
        (LABELS, "an tỉnh Bắc Ninh bắt", "verbs.crossing"),
        (LABELS, "Bắc Ninh", None),
        (FLAT, "Bắc Ninh", "verbs.overlap_flat"),
        (FLAT, "Nguyễn", None),
        (FREE, "an tỉnh Bắc Ninh bắt", None),
    ],
)
def test_the_overlap_policy_speaks_when_a_confirmed_span_is_in_the_way(
    labels: LabelSet, words: str, reason: str | None
) -> None:
    doc = document(span(TEXT, "Công an tỉnh Bắc Ninh", "ORG", CONFIRMED))
    start = TEXT.index(words)
    answer = add(doc, labels, start, start + len(words), "LOC")
    assert (answer.reason if isinstance(answer, Rejected) else None) == reason


def test_a_label_that_may_not_stand_inside_another_is_refused() -> None:
    from msgspec.structs import replace

    strict = replace(
        LABELS, labels=tuple(replace(one, parents=("MISC",)) if one.name == "LOC" else one for one in LABELS.labels)
    )
    doc = document(span(TEXT, "Công an tỉnh Bắc Ninh", "ORG", CONFIRMED))
    start = TEXT.index("Bắc Ninh")
    answer = add(doc, strict, start, start + 8, "LOC")
    assert isinstance(answer, Rejected) and answer.reason == "verbs.parent"


@pytest.mark.parametrize("place", [(3, 3), (-1, 2), (0, 10_000), (7, 8)])
def test_nothing_is_labelled_where_there_is_nothing(place: tuple[int, int]) -> None:
    assert add(document(), LABELS, *place, "PER") == Rejected("verbs.nothing_selected")


def test_a_label_outside_the_set_is_refused() -> None:
    doc = document(span(TEXT, "bắt", "XYZ"))
    assert relabel(doc, LABELS, "xyz22", "ABC") == Rejected("verbs.unknown_label", {"label": "ABC"})
    assert accept(doc, LABELS, "xyz22") == Rejected("verbs.unknown_label", {"label": "XYZ"})
    assert add(doc, LABELS, 0, 4, "ABC") == Rejected("verbs.unknown_label", {"label": "ABC"})


def test_the_same_edit_of_the_same_document_gives_the_same_id() -> None:
    assert add(document(), LABELS, 0, 7, "ORG") == add(document(), LABELS, 0, 7, "ORG")
