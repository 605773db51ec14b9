"""IOB2: every span is in the columns or in the report of losses, and never half of it."""

import unicodedata
from collections import Counter

from hypothesis import HealthCheck, given, settings

from nhan.core.document import Document
from nhan.core.formats import iob
from nhan.core.formats.format import Loss, Words, WriteOptions
from nhan.core.formats.sentences import sentence_ends, tokens
from nhan.core.model import Article, Span, SpanStatus
from nhan.core.store.record import Record, record_of
from tests.core.building import span
from tests.core.store.building import records

TEXT = "Công an tỉnh Bắc Ninh bắt ông Lê Lợi (TP.HCM).\nTin: mưa 37,5%! Hôm qua, bà Tư về."


def columns(text: str, *spans: Span, words: Words | None = None) -> tuple[list[str], list[Loss]]:
    lost: list[Loss] = []
    record = record_of(Document(Article("a", text), spans))
    return b"".join(iob.write([record], WriteOptions(words, lost.append))).decode().split("\n"), lost


def sure(words: str, label: str, text: str = TEXT) -> Span:
    return span(text, words, label, SpanStatus.CONFIRMED)


def test_syllables_and_signs_are_tokens_and_sentences_are_apart() -> None:
    lines, lost = columns(TEXT, sure("Công an tỉnh Bắc Ninh", "ORG"), sure("Lê Lợi", "PER"), sure("TP.HCM", "LOC"))
    assert not lost
    assert lines == [
        "Công\tB-ORG",
        "an\tI-ORG",
        "tỉnh\tI-ORG",
        "Bắc\tI-ORG",
        "Ninh\tI-ORG",
        "bắt\tO",
        "ông\tO",
        "Lê\tB-PER",
        "Lợi\tI-PER",
        "(\tO",
        "TP.HCM\tB-LOC",
        ")\tO",
        ".\tO",
        "",
        "Tin\tO",
        ":\tO",
        "mưa\tO",
        "37,5%\tO",
        "!\tO",
        "",
        "Hôm\tO",
        "qua\tO",
        ",\tO",
        "bà\tO",
        "Tư\tO",
        "về\tO",
        ".\tO",
        "",
        "",
    ]


def test_neighbours_of_one_label_stay_two() -> None:
    lines, _ = columns("Lê Lợi Lê Lai", sure("Lê Lợi", "PER", "Lê Lợi"), sure("Lê Lai", "PER", "Lê Lợi Lê Lai"))
    assert lines[:4] == ["Lê\tB-PER", "Lợi\tI-PER", "Lê\tB-PER", "Lai\tI-PER"]


def test_of_nested_and_crossing_spans_the_outermost_is_kept_and_the_others_are_listed() -> None:
    outer, inner = sure("Công an tỉnh Bắc Ninh", "ORG"), sure("tỉnh Bắc Ninh", "LOC")
    crossing = sure("Ninh bắt ông", "MISC")
    lines, lost = columns(TEXT, inner, crossing, outer)
    assert lines[:6] == ["Công\tB-ORG", "an\tI-ORG", "tỉnh\tI-ORG", "Bắc\tI-ORG", "Ninh\tI-ORG", "bắt\tO"]
    assert {(loss.text, loss.label, loss.reason.key) for loss in lost} == {
        ("tỉnh Bắc Ninh", "LOC", "formats.lost.nested"),
        ("Ninh bắt ông", "MISC", "formats.lost.crossing"),
    }


def test_what_does_not_fit_the_tokens_is_listed_and_what_it_hid_is_kept() -> None:
    lines, lost = columns(TEXT, sure("ắc Ninh bắt ông Lê Lợi", "ORG"), sure("Lê Lợi", "PER"))
    assert "Lê\tB-PER" in lines
    assert [(loss.start, loss.end, loss.reason.key) for loss in lost] == [
        (TEXT.index("ắc"), TEXT.index("Lợi") + 3, "formats.lost.tokens")
    ]


def test_words_are_written_with_underscores_and_a_part_of_a_word_does_not_fit() -> None:
    text = "Về Hoà\u00a0Bình chơi"
    lines, lost = columns(
        text, sure("Hoà\u00a0Bình", "LOC", text), sure("Bình", "PER", text), words=lambda _: [(0, 2), (3, 11), (12, 16)]
    )
    assert lines == ["Về\tO", "Hoà_Bình\tB-LOC", "chơi\tO", "", ""]
    assert [loss.label for loss in lost] == ["PER"]


def test_a_sentence_does_not_end_inside_a_span_or_after_an_abbreviation() -> None:
    text = "Về TP. Huế gặp PGS.TS. Lan. Phim “Đi. Về” hay! 3 người… Hết."
    assert [text[:end].split()[-1] for end in sentence_ends(text)] == ["Lan.", "“Đi.", "hay!", "người…"]
    lines, lost = columns(text, sure("Đi. Về", "MISC", text))
    assert not lost
    at = lines.index("Đi\tB-MISC")
    assert lines[at : at + 3] == ["Đi\tB-MISC", ".\tI-MISC", "Về\tI-MISC"]


def test_an_article_in_nfd_keeps_its_letters_whole() -> None:
    text = unicodedata.normalize("NFD", "Nguyễn Ái Quốc, ở Nghệ An")
    name = unicodedata.normalize("NFD", "Nguyễn Ái Quốc")
    lines, lost = columns(text, sure(name, "PER", text))
    assert not lost
    assert [line.split("\t")[0] for line in lines if line] == text.replace(",", " ,").split()


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(records())
def test_every_span_is_written_or_listed(record: Record) -> None:
    text = record.article.text
    plain = Record(article=record.article, spans=tuple(_labelled(span) for span in record.spans))
    lost: list[Loss] = []
    lines = b"".join(iob.write([plain], WriteOptions(lost=lost.append))).decode().split("\n")
    rows = [line.split("\t") for line in lines if line]
    units = list(tokens(text))
    assert [row[0] for row in rows] == [text[start:end] for start, end in units]
    assert all(len(row) == 2 and row[0] and not any(sign.isspace() for sign in row[0]) for row in rows)
    spans = Counter((span.start, span.end, span.label) for span in plain.spans)
    assert spans == Counter(_decoded(units, [row[1] for row in rows])) + Counter(
        (loss.start, loss.end, loss.label) for loss in lost
    )


def _labelled(span: Span) -> Span:
    return Span(id=span.id, start=span.start, end=span.end, label="PER" if len(span.id) % 2 else "LOC")


def _decoded(units: list[tuple[int, int]], tags: list[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for (start, end), tag in zip(units, tags, strict=True):
        if tag.startswith("B-"):
            found.append((start, end, tag[2:]))
        elif tag.startswith("I-"):
            assert found[-1][2] == tag[2:]
            found[-1] = (found[-1][0], end, tag[2:])
        else:
            assert tag == "O"
    return found


def test_a_label_s_name_with_blanks_is_one_word_of_its_column() -> None:
    lines, lost = columns("ông Lê Lợi", sure("Lê Lợi", "Tên người", "ông Lê Lợi"))
    assert not lost
    assert [line.split() for line in lines[:3]] == [["ông", "O"], ["Lê", "B-Tên_người"], ["Lợi", "I-Tên_người"]]
