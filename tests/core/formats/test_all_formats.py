"""Every format that can be read and written gives back what it carries, and names what it does not."""

import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhan.core.document import Document
from nhan.core.formats.format import Format
from nhan.core.formats.registry import FORMATS
from nhan.core.formats.text import is_blank
from nhan.core.messages import LANGUAGES, say
from nhan.core.model import Article, ArticleState, ArticleStatus, Span, SpanStatus
from nhan.core.store.record import Record, record_of
from tests.core.building import NASTY
from tests.core.formats.round_trips import read_back, write_out

LIBRARIES = {"uima": "cassis", "huggingface": "pyarrow"}
BOTH_WAYS = [each for each in FORMATS if each.read and each.writable and each.name not in ("jsonl", "json")]
EXACT = [each for each in BOTH_WAYS if each.carries.text and not each.name.startswith("uima")]
TEXT = "Công an tỉnh Bắc Ninh 😀 bắt\r\nông Nguyễn Văn A, ở Hoà Bình.\n\nTP.HCM và Huế: “ổn”"


def need(chosen: Format) -> None:
    if chosen.extra:
        pytest.importorskip(LIBRARIES[chosen.extra])


def span(words: str, label: str, status: SpanStatus = SpanStatus.CONFIRMED, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(id=f"{label}{start}", start=start, end=start + len(words), label=label, status=status)


def article(text: str, *spans: Span, name: str = "bài/1") -> Record:
    return record_of(Document(Article(name, text, "Đầu đề"), spans))


def ranges(spans: object) -> list[tuple[int, int, str]]:
    return sorted((each.start, each.end, each.label) for each in spans)  # type: ignore[attr-defined]


@pytest.mark.parametrize("chosen", FORMATS, ids=lambda each: each.name)
def test_a_format_has_a_title_and_says_what_it_carries(chosen: Format) -> None:
    assert all(say(chosen.title, language) for language in LANGUAGES)
    assert chosen.read or chosen.writable
    assert set(chosen.carries.names) <= set(type(chosen.carries).__struct_fields__)


@pytest.mark.parametrize("chosen", EXACT, ids=lambda each: each.name)
def test_the_same_article_comes_back(chosen: Format, tmp_path: Path) -> None:
    need(chosen)
    one = article(
        TEXT,
        span("Công an tỉnh Bắc Ninh", "ORG"),
        span("Bắc Ninh", "LOC"),
        span("Nguyễn Văn A", "PER"),
        span("TP.HCM", "LOC"),
    )
    other = article(
        "\ufeffHuế\u200b mưa\u2028lớn 👨\u200d👩\u200d👧", span("mưa", "MISC", text="\ufeffHuế\u200b mưa"), name="2"
    )
    assert write_out(chosen, [one, other], tmp_path) == []
    found = {each.article.id: each for each in read_back(chosen, tmp_path)}
    assert sorted(found) == ["2", "bài/1"]
    for record in (one, other):
        back = found[record.article.id]
        assert back.article.text == record.article.text
        assert ranges(back.spans) == ranges(record.spans)
        assert back.lost == ()


@pytest.mark.parametrize("chosen", BOTH_WAYS, ids=lambda each: each.name)
def test_spans_without_a_place_are_named(chosen: Format, tmp_path: Path) -> None:
    need(chosen)
    crossing = (span("tỉnh Bắc Ninh 😀 bắt", "ORG"), span("Công an tỉnh Bắc", "MISC"))
    told = write_out(chosen, [article(TEXT, *crossing)], tmp_path)
    (back,) = read_back(chosen, tmp_path)
    assert len(back.spans) + len(told) == 2
    assert bool(told) != chosen.carries.overlap


@pytest.mark.parametrize("chosen", BOTH_WAYS, ids=lambda each: each.name)
def test_what_a_format_says_that_it_carries_it_does(chosen: Format, tmp_path: Path) -> None:
    need(chosen)
    suggested = msgspec.structs.replace(span("Bắc Ninh", "LOC", SpanStatus.SUGGESTED), confidence=0.25)
    confirmed = msgspec.structs.replace(span("Nguyễn Văn A", "PER"), note="hỏi lại")
    spans = (suggested,) if chosen.name == "prodigy" else (suggested, confirmed)
    meta = {"url": "https://vidu.vn", "số": 3}
    record = record_of(Document(Article("1", TEXT, "T", meta), spans))
    write_out(chosen, [record], tmp_path)
    (back,) = read_back(chosen, tmp_path)
    assert not any(each.runner_up or each.question for each in back.spans)  # none of these formats carries them
    carries = chosen.carries
    by_label = {each.label: each for each in back.spans}
    assert (by_label["LOC"].status is SpanStatus.SUGGESTED) == (carries.status or chosen.name == "prodigy")
    assert (by_label["LOC"].confidence == 0.25) == carries.confidence
    if chosen.name != "prodigy":
        assert (by_label["PER"].note == "hỏi lại") == carries.notes
    assert (back.article.meta.get("url") == "https://vidu.vn") == carries.metadata


@pytest.mark.parametrize("chosen", BOTH_WAYS, ids=lambda each: each.name)
@pytest.mark.parametrize("status", [ArticleStatus.DONE, ArticleStatus.IN_PROGRESS, ArticleStatus.SKIPPED])
def test_what_a_format_says_that_it_carries_of_an_article_it_does(
    chosen: Format, status: ArticleStatus, tmp_path: Path
) -> None:
    need(chosen)
    state = ArticleState(status, "hỏi lại", bulk=True, flagged=True)
    write_out(chosen, [record_of(Document(Article("1", TEXT), (span("Huế", "LOC"),), state))], tmp_path)
    (back,) = read_back(chosen, tmp_path)
    found, carries = back.state or ArticleState(), chosen.carries
    is_carried = carries.skipped if status is ArticleStatus.SKIPPED else carries.article_status
    assert (found.status is status) == is_carried
    assert (found.note == state.note) == carries.article_notes
    assert (found.flagged, found.bulk) == (carries.flags, carries.bulk)
    assert bool(back.left) == (is_carried or carries.article_notes)


@pytest.mark.parametrize("chosen", [each for each in BOTH_WAYS if not each.carries.text], ids=lambda each: each.name)
def test_an_article_of_tokens_goes_out_as_it_came_in(chosen: Format, tmp_path: Path) -> None:
    if chosen.name == "webanno-tsv":
        pytest.skip("it keeps the text, but for what stands between sentences")
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    write_out(chosen, [article(TEXT, span("Nguyễn Văn A", "PER"), span("TP.HCM", "LOC"))], first)
    (back,) = read_back(chosen, first)
    again = Record(article=back.article, spans=back.spans)
    assert write_out(chosen, [again], second) == []
    (one,), (two,) = first.iterdir(), second.iterdir()
    if chosen.name != "gliner":  # it has the article's id, which is now another
        assert two.read_bytes() == one.read_bytes()
    words = [back.article.text[each.start : each.end] for each in back.spans]
    assert words == ["Nguyễn Văn A", "TP.HCM"]


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = draw(NASTY.map(lambda signs: "".join(signs)).filter(lambda text: not is_blank(text)))
    spans = []
    for number in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        label = draw(st.sampled_from(["PER", "LOC"]))
        spans.append(Span(id=f"s{number}", start=start, end=end, label=label, status=SpanStatus.CONFIRMED))
    kept = {(each.start, each.end, each.label): each for each in spans}
    return record_of(Document(Article("1", text), tuple(kept.values())))


@pytest.mark.parametrize("chosen", EXACT, ids=lambda each: each.name)
@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(record=records())
def test_any_text_and_any_spans_come_back_or_are_named(chosen: Format, record: Record) -> None:
    need(chosen)
    with tempfile.TemporaryDirectory() as folder:
        told = write_out(chosen, [record], Path(folder))
        (back,) = read_back(chosen, Path(folder))
    assert back.article.text == record.article.text
    gone = ranges(told)
    assert sorted([each for each in ranges(record.spans) if each not in gone]) == [
        each for each in ranges(back.spans) if each in ranges(record.spans)
    ]
