"""Imported articles: packs of at most 10,000, kept to the code point, all of an import or none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.messages import NhanError
from nhan.core.model import Article, Source, Span, SpanStatus
from nhan.core.store import texts as texts_module
from nhan.core.store.disk import Disk
from nhan.core.store.packs import pack_number, packs_among
from nhan.core.store.texts import Tally, Texts
from tests.core.building import NASTY, pack_of
from tests.core.store.building import UNKNOWN, FullDisk, spans_over

ON_WINDOWS_TOO = True
DISK = Disk()
ANY_LABEL = frozenset({"LOC"})
TEXT = "Hà Nội và Huế"


def packs(folder: Path) -> list[int]:
    """The numbers of the packs that are there."""
    return sorted(pack_number(path.name) or 0 for path in (folder / "texts").iterdir())


def refusal(texts: Texts, articles: list[Article], *spans: Span) -> tuple[str, str]:
    with pytest.raises(NhanError) as caught:
        texts.add(articles, {articles[-1].id: spans}, ANY_LABEL)
    assert str(caught.value)
    return caught.value.message.key, caught.value.message.fields["field"]


@given(st.lists(NASTY, min_size=1, max_size=4), UNKNOWN, st.data())
def test_articles_come_back_to_the_code_point(
    tmp_path_factory: pytest.TempPathFactory, written: list[str], meta: dict[str, object], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("p")
    articles = [Article(f"bài {number}", text, text[:5], meta) for number, text in enumerate(written)]
    spans = {article.id: data.draw(spans_over(article.text)) for article in articles}
    labels = frozenset(span.label for each in spans.values() for span in each)
    assert Texts(DISK, folder).add(articles, spans, labels) == len(articles)
    texts = Texts(DISK, folder)
    assert texts.ids == [article.id for article in articles]
    for article in articles:
        assert texts.read(article.id) == (article, spans[article.id])
        assert (texts[article.id].title, texts[article.id].length) == (article.title, len(article.text))


def test_ten_thousand_and_one_articles_are_two_packs(tmp_path: Path) -> None:
    texts = Texts(DISK, tmp_path)
    assert texts.add((Article(f"a{number}", f"bài {number}") for number in range(10_001)), {}, ANY_LABEL) == 10_001
    assert packs(tmp_path) == [1, 2]
    texts.add([Article("thêm", TEXT)], {}, ANY_LABEL)
    assert packs(tmp_path)[2:] == [3]
    again = Texts(DISK, tmp_path)
    assert again.ids == texts.ids == [*(f"a{number}" for number in range(10_001)), "thêm"]
    assert again.read("a10000")[0].text == "bài 10000"
    assert again.read("a0")[0].text == "bài 0"


def test_a_pack_grows_no_larger_than_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts_module, "MOST_BYTES", 1000)
    Texts(DISK, tmp_path).add((Article(f"a{number}", "x" * 300) for number in range(5)), {}, ANY_LABEL)
    assert len(packs(tmp_path)) == 3
    Texts(DISK, tmp_path).add([Article("big", "x" * 5000)], {}, ANY_LABEL)
    assert len(packs(tmp_path)) == 4
    assert Texts(DISK, tmp_path).ids == [*(f"a{number}" for number in range(5)), "big"]


def test_counts_are_known_without_reading_texts(tmp_path: Path) -> None:
    spans = [Span(id=str(at), start=at, end=at + 2, label="LOC", status=status) for at, status in enumerate(SpanStatus)]
    texts = Texts(DISK, tmp_path)
    texts.add([Article("a", TEXT)], {"a": [*spans, Span(id="x", start=0, end=1, label="LOC")]}, ANY_LABEL)
    assert texts["a"].spans == Tally(suggested=2, confirmed=1, rejected=1)


def test_one_wrong_article_and_none_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts_module, "MOST_ARTICLES", 2)
    texts = Texts(DISK, tmp_path)
    good = [Article(f"a{number}", TEXT) for number in range(5)]
    assert refusal(texts, [*good, Article("A0", TEXT)]) == ("store.id_taken", "id")
    assert packs(tmp_path) == []
    assert texts.ids == []
    texts.add(good, {}, ANY_LABEL)
    assert refusal(texts, [Article("new", TEXT), Article("A4", TEXT)]) == ("store.id_taken", "id")
    assert Texts(DISK, tmp_path).ids == texts.ids == [article.id for article in good]


@pytest.mark.parametrize(
    ("article", "span", "expected"),
    [
        (Article("", TEXT), None, ("store.no_id", "id")),
        (Article("a", "\ud800"), None, ("store.surrogate", "text")),
        (Article("a", TEXT, "\udfff"), None, ("store.surrogate", "text")),
        (Article("\ud800", TEXT), None, ("store.surrogate", "text")),
        (Article("a", TEXT), Span(id="s", start=0, end=14, label="LOC"), ("store.span_outside", "spans[0].end")),
        (Article("a", TEXT), Span(id="s", start=-1, end=2, label="LOC"), ("store.span_outside", "spans[0].start")),
        (Article("a", TEXT), Span(id="s", start=2, end=2, label="LOC"), ("store.span_outside", "spans[0].end")),
        (Article("a", TEXT), Span(id="s", start=0, end=2, label="NGƯỜI"), ("store.unknown_label", "spans[0].label")),
    ],
)
def test_what_could_not_be_read_back_is_refused(
    tmp_path: Path, article: Article, span: Span | None, expected: tuple[str, str]
) -> None:
    assert refusal(Texts(DISK, tmp_path), [article], *([span] if span else [])) == expected


def test_a_repeated_span_id_is_refused(tmp_path: Path) -> None:
    span = Span(id="s", start=0, end=2, label="LOC")
    assert refusal(Texts(DISK, tmp_path), [Article("a", TEXT)], span, span) == ("store.span_repeated", "spans[1].id")


def test_a_full_disk_imports_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts_module, "MOST_ARTICLES", 1)

    class AlmostFull(FullDisk):
        left = 2

        def fail(self, call: str) -> None:
            self.left -= call == "write_atomic"
            if self.left < 0:
                self.failing.add(call)
            super().fail(call)

    with pytest.raises(OSError, match="space"):
        Texts(AlmostFull(), tmp_path).add([Article(f"a{number}", TEXT) for number in range(5)], {}, ANY_LABEL)
    assert packs(tmp_path) == []


def test_an_import_that_died_before_its_last_pack_never_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts_module, "MOST_ARTICLES", 2)
    Texts(DISK, tmp_path).add([Article("first", TEXT)], {}, ANY_LABEL)
    Texts(DISK, tmp_path).add([Article(f"a{number}", TEXT) for number in range(5)], {}, ANY_LABEL)
    assert packs(tmp_path) == [1, 2, 3, 4]
    for gone in (2, 4):
        pack_of(tmp_path / "texts", gone).unlink()
    texts = Texts(DISK, tmp_path)
    assert texts.ids == ["first"]
    texts.add([Article("a0", "again")], {}, ANY_LABEL)
    assert Texts(DISK, tmp_path).ids == ["first", "a0"]
    assert Texts(DISK, tmp_path).read("a0")[0].text == "again"


def test_a_lost_pack_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts_module, "MOST_ARTICLES", 2)
    Texts(DISK, tmp_path).add([Article(f"a{number}", TEXT) for number in range(5)], {}, ANY_LABEL)
    lost = pack_of(tmp_path / "texts", 2)
    data = lost.read_bytes()
    lost.unlink()
    texts = Texts(DISK, tmp_path)
    assert texts.ids == ["a0", "a1", "a4"]
    assert [fault.key for fault in texts.faults] == ["store.pack_missing"]
    with pytest.raises(NhanError):
        texts.add([Article("a2", "another")], {}, ANY_LABEL)
    lost.write_bytes(data)
    texts.refresh()
    assert texts.ids == ["a0", "a1", "a2", "a3", "a4"] and not texts.faults


@pytest.mark.parametrize("pack", [1, 2, 3])
def test_a_damaged_pack_takes_its_own_articles_out_of_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: int
) -> None:
    """Be it the last one, without which an import does not count."""
    monkeypatch.setattr(texts_module, "MOST_ARTICLES", 2)
    ids = [f"a{number}" for number in range(6)]
    Texts(DISK, tmp_path).add([Article(name, TEXT) for name in ids], {}, ANY_LABEL)
    path = pack_of(tmp_path / "texts", pack)
    path.write_bytes(b"\xff" + path.read_bytes())
    texts = Texts(DISK, tmp_path)
    assert texts.ids == [name for name in ids if int(name[1]) // 2 != pack - 1]
    assert [(fault.key, fault.fields["file"]) for fault in texts.faults] == [("store.not_utf8", f"texts/{path.name}")]


def test_a_damaged_line_takes_one_article_out_of_work(tmp_path: Path) -> None:
    Texts(DISK, tmp_path).add([Article(name, TEXT) for name in ("a", "b", "c")], {}, ANY_LABEL)
    path = pack_of(tmp_path / "texts")
    path.write_bytes(path.read_bytes().replace(b'"id":"b"', b'"id":"\xff"').replace(b'"id":"c"', b'"id":"A"'))
    texts = Texts(DISK, tmp_path)
    assert texts.ids == ["a"]
    assert [(fault.key, fault.fields["line"]) for fault in texts.faults] == [
        ("store.not_utf8", 3),
        ("store.id_taken", 4),
    ]


def test_no_truncation_of_a_pack_goes_unnoticed(tmp_path: Path) -> None:
    Texts(DISK, tmp_path).add([Article("a", TEXT), Article("b", TEXT)], {}, ANY_LABEL)
    path = pack_of(tmp_path / "texts")
    data = path.read_bytes()
    for length in range(len(data)):
        path.write_bytes(data[:length])
        texts = Texts(DISK, tmp_path)
        whole = max(0, data[:length].count(b"\n") - 1)  # the first line is the heading
        assert texts.faults and texts.ids == ["a", "b"][:whole]


@pytest.mark.parametrize(
    ("old", "new", "key", "line"),
    [
        ("và Huế", "vô Huế", "store.text_changed", 2),
        ('"text": "Hà Nội"', '"text": "Hà Nam"', "store.span_text", 2),
        ('"text":"H', '"text":7,"x":"H', "store.wrong_type", 2),
    ],
)
def test_a_damaged_line_is_refused_by_its_number(tmp_path: Path, old: str, new: str, key: str, line: int) -> None:
    span = Span(id="s", start=0, end=6, label="LOC", source=Source("import"))
    Texts(DISK, tmp_path).add([Article("a", TEXT)], {"a": [span]}, ANY_LABEL)
    path = pack_of(tmp_path / "texts")
    data = path.read_text(encoding="utf-8")
    assert old in data
    path.write_text(data.replace(old, new), encoding="utf-8")
    with pytest.raises(NhanError) as caught:
        Texts(DISK, tmp_path).read("a")
    assert (caught.value.message.key, caught.value.message.fields["line"]) == (key, line)
    assert caught.value.message.fields["file"] == f"texts/{path.name}"


def test_another_pack_in_the_place_of_one_that_is_open_is_refused(tmp_path: Path) -> None:
    Texts(DISK, tmp_path).add([Article("a", "một"), Article("b", "hai")], {}, ANY_LABEL)
    texts, path = Texts(DISK, tmp_path), pack_of(tmp_path / "texts")
    assert texts.article("a").text == "một"
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"id":"a"', b'"id":"b"', 1))
    with pytest.raises(NhanError) as caught:
        texts.read("a")
    assert (caught.value.message.key, caught.value.message.fields["line"]) == ("store.other_article", 2)


def test_what_another_program_imported_is_taken_in(tmp_path: Path) -> None:
    ours, theirs = Texts(DISK, tmp_path), Texts(DISK, tmp_path)
    theirs.add([Article("a", TEXT)], {}, ANY_LABEL)
    assert "a" not in ours
    ours.refresh()
    assert ours.ids == ["a"]
    theirs.add([Article("b", TEXT)], {}, ANY_LABEL)
    assert refusal(ours, [Article("B", TEXT)]) == ("store.id_taken", "id")
    assert Texts(DISK, tmp_path).ids == ["a", "b"]


def test_articles_are_drawn_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A corpus may be larger than memory: no more than two packs of articles are held."""
    monkeypatch.setattr(texts_module, "MOST_ARTICLES", 2)
    seen: list[int] = []

    def articles() -> Iterator[Article]:
        for number in range(9):
            on_disk = len(list((tmp_path / "texts").iterdir())) if (tmp_path / "texts").exists() else 0
            seen.append(number - 2 * on_disk)
            yield Article(f"a{number}", TEXT)

    Texts(DISK, tmp_path).add(articles(), {}, ANY_LABEL)
    assert max(seen) <= 4


def clones(tmp_path: Path, ours: list[Article], theirs: list[Article]) -> Texts:
    """A project with one article, imports of different people in two clones of it, and the packs of both together."""
    folders = [tmp_path / "ours", tmp_path / "theirs"]
    for folder, articles in zip(folders, (ours, theirs), strict=True):
        Texts(DISK, folder).add([Article("first", TEXT)], {}, ANY_LABEL)
        Texts(DISK, folder).add(articles, {}, ANY_LABEL)
    one, other = ({path.name: path.read_bytes() for path in (folder / "texts").iterdir()} for folder in folders)
    assert all(other[name] == data for name, data in one.items() if name in other)
    for folder in folders:
        for name, data in {**one, **other}.items():
            (folder / "texts" / name).write_bytes(data)
    merged, again = (Texts(DISK, folder) for folder in folders)
    assert merged.ids == again.ids
    return merged


def test_imports_of_two_clones_are_all_there_and_in_the_same_order(tmp_path: Path) -> None:
    merged = clones(tmp_path, [Article("a", TEXT), Article("b", TEXT)], [Article("c", TEXT), Article("d", TEXT)])
    assert packs(tmp_path / "ours") == [1, 2, 2]
    assert merged.ids[0] == "first" and sorted(merged.ids) == ["a", "b", "c", "d", "first"]
    assert merged.faults == merged.repeated == []


def test_packs_that_arrive_while_others_are_read_take_their_places(tmp_path: Path) -> None:
    merged = clones(tmp_path, [Article("a", TEXT)], [Article("b", TEXT)])
    late = sorted((tmp_path / "ours" / "texts").iterdir())[1]
    data = late.read_bytes()
    late.unlink()
    running = Texts(DISK, tmp_path / "ours")
    late.write_bytes(data)
    running.refresh()
    assert running.ids == merged.ids


def test_the_same_import_in_two_clones_is_one(tmp_path: Path) -> None:
    merged = clones(tmp_path, [Article("a", TEXT)], [Article("a", TEXT)])
    assert packs(tmp_path / "ours") == [1, 2]
    assert merged.ids == ["first", "a"]


def test_an_article_that_both_clones_imported_is_one_and_named(tmp_path: Path) -> None:
    merged = clones(
        tmp_path, [Article("a", TEXT), Article("b", TEXT)], [Article("c", TEXT), Article("a", TEXT, "khác")]
    )
    assert sorted(merged.ids) == ["a", "b", "c", "first"]
    assert merged.faults == []
    (said,) = merged.repeated
    assert (said.key, said.fields["id"]) == ("store.same_article", "a")
    assert merged.add([Article("e", TEXT)], {}, ANY_LABEL) == 1


def test_an_article_that_both_imported_with_different_texts_is_out_of_work_and_it_alone(tmp_path: Path) -> None:
    ours, theirs = [Article("a", TEXT), Article("b", TEXT)], [Article("c", TEXT), Article("a", "một bài khác")]
    merged = clones(tmp_path, ours, theirs)
    assert sorted(merged.ids) == ["b", "c", "first"]
    (fault,) = merged.faults
    assert (fault.key, fault.fields["id"]) == ("store.two_texts", "a")
    assert {fault.fields["file"], fault.fields["other"]} == {
        f"texts/{path.name}" for path in (tmp_path / "ours" / "texts").glob("000002-*")
    }
    assert refusal(merged, [Article("A", TEXT)]) == ("store.id_taken", "id")
    assert merged.add([Article("e", TEXT)], {}, ANY_LABEL) == 1
    assert sorted(Texts(DISK, tmp_path / "ours").ids) == ["b", "c", "e", "first"]


def test_packs_of_earlier_versions_are_named_by_their_number_alone(tmp_path: Path) -> None:
    Texts(DISK, tmp_path).add([Article("a", TEXT)], {}, ANY_LABEL)
    pack_of(tmp_path / "texts").rename(tmp_path / "texts" / "000001.jsonl")
    assert Texts(DISK, tmp_path).add([Article("b", TEXT)], {}, ANY_LABEL) == 1
    assert Texts(DISK, tmp_path).ids == ["a", "b"]
    assert packs(tmp_path) == [1, 2]


def test_packs_are_ordered_by_number_and_then_by_hash() -> None:
    names = ["1000000-0123456789ab.jsonl", "000002-b00000000000.jsonl", "000002-a00000000000.jsonl", "000002.jsonl"]
    assert packs_among([*names, "000001-xyz.jsonl", "run.json"]) == [*sorted(names[1:]), names[0]]
