"""Strings labelled elsewhere: counted decision by decision, found again as the same words are for all the same."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.document import Document
from nhan.core.model import Article, ArticleEdit, Change, Rejected, Span, SpanStatus
from nhan.core.operations import refuse, suggest
from nhan.core.review.lexicon import LONGEST, Lexicon, read_said, said
from nhan.core.store.disk import Disk
from nhan.core.store.record import encode_record, record_of
from nhan.core.text.occurrences import occurrences
from nhan.core.text.units import syllables
from tests.core.building import LABELS, NASTY, document, span
from tests.core.operations.test_laws import any_verb

CONFIRMED, REJECTED = SpanStatus.CONFIRMED, SpanStatus.REJECTED


def lexicon(*strings: tuple[str, str] | tuple[str, str, SpanStatus]) -> Lexicon:
    """A lexicon of these strings, each from an article of its own."""
    made = Lexicon()
    for place, (words, label, *status) in enumerate(strings):
        whole = Span(id="s", start=0, end=len(words), label=label, status=status[0] if status else CONFIRMED)
        made.fill(Document(Article(f"other{place}", words), [whole]))
    return made


def found(made: Lexicon, doc: Document) -> list[tuple[str, str]]:
    return [(doc.text[start:end], label) for start, end, label in made.occurrences(doc, 0, len(doc.text))]


def test_a_string_labelled_elsewhere_is_found_in_any_spelling() -> None:
    text = unicodedata.normalize("NFD", "Ở Hoà Bình, HòaBình, hòa bình, Hòa\n Bình; Hoà Bình2 và ") + "Hoà\u00a0Bình."
    words = [unicodedata.normalize("NFC", each) for each, _ in found(lexicon(("Hòa Bình", "LOC")), document(text=text))]
    assert words == ["Hoà Bình", "Hòa\n Bình", "Hoà\u00a0Bình"]


def test_it_is_left_alone_in_a_live_span_and_where_it_was_rejected_with_that_label() -> None:
    text = "Huế Bắc, Huế Bắc, Huế Bắc, Huế Bắc."
    doc = document(
        span(text, "Huế Bắc", "ORG"),
        span(text, "Bắc", "LOC", REJECTED, nth=1),
        span(text, "Huế Bắc", "PER", REJECTED, nth=2),
        text=text,
    )
    places = [start for start, _, _ in lexicon(("Huế Bắc", "LOC")).occurrences(doc, 0, len(text))]
    assert places == [18, 27]


def test_the_longest_wins_unless_it_is_taken_and_two_may_cross() -> None:
    made = lexicon(("Hà Nội", "LOC"), ("Đại học Hà Nội", "ORG"), ("Nội Bài", "LOC"))
    text = "Đại học Hà Nội Bài, Hà Nội."
    assert found(made, document(text=text)) == [("Đại học Hà Nội", "ORG"), ("Nội Bài", "LOC"), ("Hà Nội", "LOC")]
    refused = document(span(text, "Đại học Hà Nội", "ORG", REJECTED), text=text)
    assert found(made, refused) == [("Hà Nội", "LOC"), ("Nội Bài", "LOC"), ("Hà Nội", "LOC")]


@pytest.mark.parametrize(
    "words", ["và", "A", "2018", "“Huế”", "Huế.", "- Huế", "...", "2 - 3", "Dài " * (LONGEST // 4) + "Dài"]
)
def test_noise_is_counted_but_not_proposed(words: str) -> None:
    made = lexicon((words, "LOC"))
    assert made.label_for(words) == "LOC" and found(made, document(text=f"Ở {words} nữa")) == []


@pytest.mark.parametrize("words", ["Huế", "bác sĩ", "TP.HCM", "Bà Rịa - Vũng Tàu", "2 tháng 9", "H’Mông", "Ty A, B"])
def test_the_rest_is_proposed(words: str) -> None:
    assert found(lexicon((words, "LOC")), document(text=f"Ở {words}, nữa")) == [(words, "LOC")]


def test_rejected_more_often_than_confirmed_is_not_proposed_until_it_is_confirmed_again() -> None:
    doc = document(text="Gặp Anh Sơn ở Anh.")
    no = ("Anh", "LOC", REJECTED)
    assert found(lexicon(("Anh", "LOC"), no), doc) == [("Anh", "LOC"), ("Anh", "LOC")]
    assert found(lexicon(("Anh", "LOC"), no, no), doc) == []
    assert found(lexicon(("Anh", "LOC"), no, no, ("Anh", "LOC")), doc) == [("Anh", "LOC"), ("Anh", "LOC")]
    assert found(lexicon(("Anh", "LOC"), no, no, ("Anh", "PER"), ("Anh", "PER")), doc)[0] == ("Anh", "PER")


def test_nothing_was_said_against_a_label_where_none_was_proposed() -> None:
    text = "Ở Hà Nội. Ở Hà Nội."
    doc = document(text=text)
    for start in (2, 12):
        change = refuse(doc, LABELS, start, start + 6, "")
        assert isinstance(change, Change)
        doc.apply(change.edits[0])
    label = LABELS.labels[0].name
    made = lexicon(("Hà Nội", label))
    made.fill(doc)
    assert found(made, doc) == [] and found(made, document(text=text)) == 2 * [("Hà Nội", label)]
    answer = suggest(doc, LABELS, [span(text, "Hà Nội", LABELS.labels[1].name)])
    assert isinstance(answer, Rejected)


def test_the_most_frequent_label() -> None:
    made = lexicon(("Hòa Bình", "PER"), ("Hoà Bình", "LOC"), ("Hoà Bình", "LOC"), ("Hoà Bình", "ORG", REJECTED))
    assert made.label_for("Hoà  Bình") == "LOC" and made.label_for("hoà bình") == ""


def test_an_article_is_filled_once_and_what_is_only_suggested_never() -> None:
    text = "Ở Hà Nội và Huế."
    doc = document(span(text, "Hà Nội", "LOC", CONFIRMED), span(text, "Huế", "LOC"), text=text)
    made = Lexicon()
    edit = ArticleEdit("a", removed=(span(text, "Hà Nội", "LOC", CONFIRMED),))
    made.apply(edit, text)  # not in yet: it will be in what is filled
    made.fill(doc)
    made.fill(doc)
    assert "a" in made and made.label_for("Hà Nội") == "LOC" and made.label_for("Huế") == "" and len(made) == 1
    made.apply(edit, text)
    assert made.label_for("Hà Nội") == "" and len(made) == 0 and found(made, document(text=text)) == []


def test_edits_while_an_article_is_being_filled_count() -> None:
    words = [f"Núi {place:03}" for place in range(500)]
    text = ". ".join(words)
    spans = [span(text, each, "LOC", CONFIRMED) for each in words]
    doc = Document(Article("a", text), spans)
    made = Lexicon()
    filling = made.filling("a", said(text, doc))
    next(filling)
    for edit in (ArticleEdit("a", removed=(spans[0],)), ArticleEdit("a", removed=(spans[-1],))):
        doc.apply(edit)
        made.apply(edit, text)
    for _ in filling:
        pass
    filled = Lexicon()
    filled.fill(doc)
    assert counts(made, doc, words) == counts(filled, doc, words)


def counts(made: Lexicon, doc: Document, words: list[str]) -> list[object]:
    asked = {*words, *(doc.text[each.start : each.end] for each in doc)}
    return [len(made), sorted((each, made.label_for(each)) for each in asked), found(made, document(text=doc.text))]


def test_an_article_s_file_says_the_same_as_the_article(tmp_path: Path) -> None:
    text = "Ở Hà Nội và Huế, Vinh."
    decided = (span(text, "Hà Nội", "LOC", CONFIRMED), span(text, "Huế", "LOC", REJECTED))
    doc = document(*decided, span(text, "Vinh", "LOC"), text=text)
    (tmp_path / "a.json").write_bytes(encode_record(record_of(doc)))
    assert read_said(Disk(), tmp_path / "a.json") == said(text, doc) == said(text, decided)
    (tmp_path / "a.json").write_bytes(b'{"spans": [{"text"')
    with pytest.raises(ValueError):
        read_said(Disk(), tmp_path / "a.json")


@settings(max_examples=60, deadline=None)
@given(NASTY, st.data())
def test_edit_by_edit_it_knows_what_it_would_know_if_filled_again(text: str, data: st.DataObject) -> None:
    doc, made = Document(Article("a", text)), Lexicon()
    made.fill(doc)
    words, looked_at = text.split(), document(text=text)
    for _ in range(6):
        change = any_verb(data, doc, LABELS)
        if isinstance(change, Change):
            for edit in change.edits:
                doc.apply(edit)
                made.apply(edit, text)
        found(made, looked_at)  # what it remembers of this must not be what it says after the next edit
    filled = Lexicon()
    filled.fill(doc)
    assert found(made, looked_at) == found(filled, looked_at)
    assert counts(made, doc, words) == counts(filled, doc, words)


@pytest.mark.parametrize("others", [1, 200])
def test_what_was_looked_at_is_looked_at_again_when_a_string_comes_or_goes(others: int) -> None:
    made, doc = Lexicon(), document(text="Ở Hà Nội và Huế. " * 200)
    for place in range(3):
        made.fill(Document(Article(f"a{place}", "x")))
    assert found(made, doc) == []
    for label, by in (("LOC", 1), ("ORG", 2)):
        whole = tuple(Span(id=f"s{n}", start=0, end=6, label=label, status=CONFIRMED) for n in range(by))
        made.apply(ArticleEdit("a0", added=whole), "Hà Nội")
        assert found(made, doc) == [("Hà Nội", label)] * 200
    for place in range(others):
        name = f"Phố {place}"
        whole = (Span(id="s", start=0, end=len(name), label="LOC", status=CONFIRMED),)
        made.apply(ArticleEdit("a1", added=whole), name)
    assert found(made, doc) == [("Hà Nội", "ORG")] * 200
    made.apply(
        ArticleEdit(
            "a0", added=tuple(Span(id=f"r{n}", start=0, end=6, label="ORG", status=REJECTED) for n in range(3))
        ),
        "Hà Nội",
    )
    assert found(made, doc) == []


SYLLABLES = st.sampled_from(["Hà", "Nội", "Hoà", "Hòa", "Ho\u00e0", "Bình", "U.23", "và", "-", ",", "(", "A&B", "3%"])
SPACES = st.sampled_from([" ", " ", " ", "\n", "\u00a0 ", "", "\u200b", "\u200e ", " \ufeff"])
TEXTS = st.lists(st.tuples(SYLLABLES, SPACES), max_size=30).map(lambda parts: "".join(map("".join, parts)))


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.data())
def test_one_string_alone_is_found_where_it_is_for_all_the_same(text: str, data: st.DataObject) -> None:
    places = list(syllables(text))
    if not places:
        return
    first = data.draw(st.integers(0, len(places) - 1))
    last = data.draw(st.integers(first, min(first + 3, len(places) - 1)))
    words = text[places[first][0] : places[last][1]]
    made, doc = lexicon((words, "LOC")), document(text=text)
    ranges = {(start, end) for start, end, _ in made.occurrences(doc, 0, len(text))}
    if len(made):
        assert ranges >= set(occurrences(text, words))  # what crosses itself is found at each start
    else:
        assert not ranges


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=6), st.integers(0, 60), st.integers(0, 60))
def test_what_is_found_at_a_place_does_not_hang_on_where_one_looks(
    text: str, strings: list[str], one: int, two: int
) -> None:
    made, doc = lexicon(*((each, "LOC") for each in strings if each.strip())), document(text=text * 8)
    whole = list(made.occurrences(doc, 0, len(doc.text)))
    cut = sorted((one, two))
    pieces = [(0, cut[0]), tuple(cut), (cut[1], len(doc.text))]
    assert [each for low, high in pieces for each in made.occurrences(doc, low, high)] == whole
