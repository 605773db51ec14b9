"""What people see of a dispute: the sides, the place, the words around it."""

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.merging.sides import AROUND, LONGEST, excerpt, local_time, place, sides
from nhan.core.model import Article, ArticleState, Dispute, SpanStatus
from tests.core.building import TEXT, span

HERE = span(TEXT, "Hoà Bình", "LOC", SpanStatus.CONFIRMED)
OTHER = replace(HERE, end=HERE.end + 7)
GONE = replace(HERE, status=SpanStatus.REJECTED)


def document(*spans: object) -> Document:
    return Document(Article("a", TEXT), spans)  # type: ignore[arg-type]


def test_the_sides_and_their_place() -> None:
    for there, other, expected, where in (
        ([HERE], OTHER, (HERE, OTHER), (HERE.start, HERE.end)),
        ([HERE], None, (HERE, None), (HERE.start, HERE.end)),
        ([GONE], OTHER, (None, OTHER), (OTHER.start, OTHER.end)),
        ([], OTHER, (None, OTHER), (OTHER.start, OTHER.end)),
        ([HERE], GONE, (HERE, None), (HERE.start, HERE.end)),
        ([GONE], None, (None, None), (GONE.start, GONE.end)),
    ):
        dispute = Dispute(HERE.id, other)
        assert (sides(document(*there), dispute), place(document(*there), dispute)) == (expected, where)
    assert place(document(HERE), Dispute(state=ArticleState())) is None


def test_words_around_a_place_end_at_white_space() -> None:
    found = excerpt(TEXT, HERE.start, HERE.end)
    assert (found.words, found.before, found.after) == (
        "Hoà Bình",
        "…Bắc Ninh bắt “ông Nguyễn Văn A”, ở ",
        ". TP.HCM và Hòa Bình, tỉnh Hòa Bình.",
    )
    assert excerpt(TEXT, 0, len(TEXT)).before == excerpt(TEXT, 0, len(TEXT)).after == ""
    solid = "x" * 200
    found = excerpt(solid, 100, 101)
    assert (found.before, found.after) == ("…" + AROUND * "x", AROUND * "x" + "…")
    assert len(excerpt(1000 * "từ ", 0, 3000).words) <= LONGEST + 3


def test_a_time_is_this_machine_s_and_what_is_none_stays() -> None:
    assert local_time("2026-01-02T10:11:12.345Z")[-11:] in (" 02/01/2026", " 01/01/2026", " 03/01/2026")
    for odd in ("", "hôm qua", "0001-01-01T00:00:00+23:59"):
        assert local_time(odd) == odd
