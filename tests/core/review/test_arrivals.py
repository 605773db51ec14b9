"""What a machine's edit says of itself, and what becomes of suggestions that it withdraws."""

from msgspec.structs import replace

from nhan.core.model import ArticleEdit, Span, SpanStatus
from nhan.core.operations import reject
from nhan.core.review.arrivals import MOST, Arrivals, FaintPlaces, arrivals
from tests.core.building import TEXT, document, span

PROVINCE = span(TEXT, "tỉnh Bắc Ninh", "LOC")
POLICE = span(TEXT, "Công an tỉnh Bắc Ninh", "ORG")
MAN = span(TEXT, "Nguyễn Văn A", "PER")
CITY = span(TEXT, "TP.HCM", "LOC")


def places(*spans: Span) -> tuple[tuple[int, int], ...]:
    return tuple((each.start, each.end) for each in spans)


def test_other_edges_or_labels_are_changes_and_what_nothing_replaces_is_withdrawn() -> None:
    edit = ArticleEdit("a", (PROVINCE, MAN), (POLICE, CITY))
    assert arrivals(edit) == Arrivals(places(POLICE), places(CITY), ((MAN.start, MAN.end, "PER"),))
    relabelled = replace(MAN, id="x", label="ORG")
    assert arrivals(ArticleEdit("a", (MAN,), (relabelled,))) == Arrivals(places(MAN))
    assert arrivals(edit).places == [*places(POLICE), *places(CITY)]


def test_another_confidence_alone_is_nothing_to_tell() -> None:
    assert arrivals(ArticleEdit("a", (MAN,), (replace(MAN, confidence=0.5),))) == Arrivals()


def test_two_of_which_one_holds_the_other_are_withdrawn_together() -> None:
    """The longer one reaches over what comes after it."""
    edit = ArticleEdit("a", (POLICE, PROVINCE), (replace(MAN, start=PROVINCE.end, end=PROVINCE.end + 1),))
    assert [place[2] for place in arrivals(edit).withdrawn] == ["ORG", "LOC"]


def test_a_withdrawn_one_stays_until_something_stands_there_or_somebody_refuses_it() -> None:
    doc, withdrawn = document(MAN, CITY), FaintPlaces()
    edit = ArticleEdit("a", (MAN, CITY), ())
    doc.apply(edit)
    assert withdrawn.take(doc, arrivals(edit))
    assert [place[2] for place in withdrawn] == ["PER", "LOC"]
    doc.apply(edit := ArticleEdit("a", (), (MAN,)))
    assert withdrawn.take(doc, arrivals(edit)) and [place[2] for place in withdrawn] == ["LOC"]
    doc.apply(ArticleEdit("a", (), (replace(CITY, status=SpanStatus.REJECTED),)))
    assert withdrawn.take(doc, Arrivals()) and list(withdrawn) == []
    assert not withdrawn.take(doc, Arrivals())


def test_a_part_that_stays_does_not_settle_the_whole() -> None:
    """The police went, the province in their name came: where they were is still a place to look at."""
    doc, withdrawn = document(POLICE), FaintPlaces()
    doc.apply(edit := ArticleEdit("a", (POLICE,), (PROVINCE,)))
    assert withdrawn.take(doc, arrivals(edit)) and list(withdrawn) == [(POLICE.start, POLICE.end, "ORG")]
    assert arrivals(edit).places == [*places(PROVINCE)]
    doc.apply(edit := ArticleEdit("a", (), (POLICE,)))
    assert withdrawn.take(doc, arrivals(edit)) and list(withdrawn) == []


def test_other_edges_settle_what_was_there() -> None:
    shorter = replace(POLICE, id="x", end=PROVINCE.start - 1)
    assert arrivals(ArticleEdit("a", (POLICE,), (shorter,))).withdrawn == ()
    assert arrivals(ArticleEdit("a", (shorter,), (POLICE,))).withdrawn == ()


def test_what_a_person_rejects_is_no_candidate() -> None:
    doc, withdrawn = document(MAN), FaintPlaces()
    change = reject(doc, MAN.id)
    doc.apply(change.edits[0])
    assert not withdrawn.take(doc, arrivals(change.edits[0]))


def test_another_model_s_silence_about_everything_makes_no_candidates() -> None:
    many = [replace(MAN, id=f"m{n}", start=n, end=n + 1) for n in range(MOST + 1)]
    doc, withdrawn = document(text="a" * 200), FaintPlaces()
    assert not withdrawn.take(doc, arrivals(ArticleEdit("a", tuple(many), ())))


def test_what_was_almost_suggested_waits_where_the_annotator_has_read() -> None:
    doc, faint = document(MAN), FaintPlaces()
    places = [(MAN.start, MAN.end, "ORG"), CITY.place, PROVINCE.place]
    assert faint.offer(doc, places, [(0, PROVINCE.end)])
    assert list(faint) == [CITY.place]  # where a person stands there is nothing to look for
    assert faint.waits and not faint.let_in(doc, [(0, PROVINCE.end)])
    assert faint.let_in(doc, ()) and list(faint) == [PROVINCE.place, CITY.place]
    assert not faint.waits and not faint.let_in(doc, ())
    doc.apply(edit := ArticleEdit("a", (), (replace(CITY, status=SpanStatus.REJECTED),)))
    assert faint.take(doc, arrivals(edit)) and list(faint) == [PROVINCE.place]


def test_without_what_was_almost_suggested_what_was_withdrawn_stays() -> None:
    doc, faint = document(MAN), FaintPlaces()
    doc.apply(edit := ArticleEdit("a", (MAN,), ()))
    faint.take(doc, arrivals(edit))
    faint.offer(doc, [CITY.place])
    assert faint.drop_unsure() and list(faint) == [MAN.place]
    assert not faint.drop_unsure()


def test_another_suggester_s_doubts_take_the_place_of_the_first_one_s() -> None:
    doc, faint = document(), FaintPlaces()
    other = (PROVINCE.start, PROVINCE.end, "ORG")
    faint.offer(doc, [PROVINCE.place, CITY.place])
    assert faint.offer(doc, [other], [(0, PROVINCE.end)]) and list(faint) == [PROVINCE.place]  # it may have been read
    assert faint.let_in(doc, ()) and list(faint) == [other]
    assert faint.offer(doc, ()) and list(faint) == []
