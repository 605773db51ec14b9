"""The numbers of a project, and the page of them: right, complete in itself, and safe whatever the project says."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

from nhan.core.model import Article, Change
from nhan.core.operations import accept, finish, reject, relabel
from nhan.core.project import Project
from nhan.core.report.figures import Figures, Right, figures
from nhan.core.report.page import page, save_page
from nhan.core.report.plots import DAYS, plots
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import LABELS, TEXT, span

A, HOA, TINH = "Nguyễn Văn A", "Hoà Bình", "tỉnh Bắc Ninh"
SUGGESTED = (span(TEXT, A, "PER"), span(TEXT, HOA, "LOC"), span(TEXT, TINH, "ORG"))
EVIL = '<script src="http://evil.example/x.js">alert("1")</script>&'


class Clock:
    """Half a minute later at each edit, which looks at it twice."""

    def __init__(self, day: int) -> None:
        self._at = datetime(2026, 3, day, 12, tzinfo=UTC)

    def __call__(self) -> str:
        self._at += timedelta(seconds=15)
        return self._at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four articles; Lan has finished two and begun one, Minh has finished one of the same; one nobody has begun."""
    folder = tmp_path / "p"
    project = Project.create(Disk(), folder, LABELS, "Tin tức")
    project.add_articles([Article(f"a{n}", TEXT) for n in range(4)])
    run = project.new_run("test", "1")
    run.write(run.next_pack, {f"a{n}": SUGGESTED for n in range(4)})
    run.finish()
    for who, days in (("lan-7k2q", {"a0": 1, "a1": 2, "a2": 0}), ("minh-p3ra", {"a0": 2})):
        for article, day in days.items():
            session = Session(Project.open(Disk(), folder), who, clock=Clock(day or 3), name=who.partition("-")[0])
            for change in _work(session, article, finishes=bool(day)):
                assert isinstance(session.commit(change), Change)
            assert session.close() is None
    return folder


def _work(session: Session, article: str, finishes: bool) -> Iterator[Change]:
    for act in (
        lambda document: accept(document, LABELS, SUGGESTED[0].id),
        lambda document: relabel(document, LABELS, SUGGESTED[1].id, "ORG"),
        lambda document: reject(document, SUGGESTED[2].id),
        *([finish] if finishes else []),
    ):
        change = act(session.document(article))
        assert isinstance(change, Change)
        yield change


def read(folder: Path, who: str = "lan-7k2q") -> Figures:
    session = Session(Project.open(Disk(), folder), who)
    try:
        return figures(session.snapshot(), clock=lambda: "2026-03-05T00:00:00Z")
    finally:
        session.close()


def test_the_numbers_are_those_of_everybodys_work(folder: Path) -> None:
    found = read(folder)
    assert found.articles == {"done": 2, "in_progress": 1, "new": 1} and found.to_review == 3
    lan, minh = found.people
    assert (lan.name, lan.articles, lan.spans) == ("lan", {"done": 2, "in_progress": 1}, 6)
    assert (minh.name, minh.articles, minh.spans) == ("minh", {"done": 1}, 2)
    assert lan.per_article == minh.per_article == 90  # four edits, half a minute apart
    assert lan.per_decision == pytest.approx((90 + 90 + 60) / 11)
    assert found.labels == {"PER": 4, "ORG": 4} and found.lengths == {2: 4, 3: 4}
    assert list(found.done_by_day.values()) == [1, 2] and set(found.pace_by_day.values()) == {90}
    assert found.suggesters == (Right("another.program", 9, 3),)
    assert {each.name: (each.right, each.suggested) for each in found.suggested_labels} == {
        "PER": (3, 3),
        "LOC": (0, 3),
        "ORG": (0, 3),
    }


def test_what_has_not_been_closed_yet_counts(folder: Path) -> None:
    session = Session(Project.open(Disk(), folder), "lan-7k2q", clock=Clock(4))
    assert isinstance(session.commit(finish(session.document("a2"))), Change)
    found = figures(session.snapshot())
    assert found.articles["done"] == 3 and sum(found.done_by_day.values()) == 4
    session.close()


def test_an_empty_project_has_a_page_too(tmp_path: Path) -> None:
    Project.create(Disk(), tmp_path / "p", LABELS, "Trống")
    found = read(tmp_path / "p")
    assert found.articles == {} and found.people == () and found.to_review == 0
    assert "Chưa có gì." in page(found, "vi") and "Nothing yet." in page(found, "en")


class Reader(HTMLParser):
    """What a browser would make of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, list[str | None]] = {}
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parsed(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


@pytest.mark.parametrize(("language", "done"), [("vi", "xong"), ("en", "done")])
def test_the_page_says_the_numbers_and_needs_nothing_beside_it(folder: Path, language: str, done: str) -> None:
    found = read(folder)
    reader = parsed(page(found, language))
    assert reader.attributes["lang"] == [language] and reader.tags.count("section") == len(plots(found, language)) == 9
    assert done in reader.words and "lan" in reader.words and "2026-03-01" in reader.words
    assert any(words.startswith("33 %") for words in reader.words)  # three of nine suggestions
    assert {"src", "href", "onclick", "onload"}.isdisjoint(reader.attributes) and "script" not in reader.tags
    assert "@media print" in page(found, language) and "url(" not in page(found, language)
    widths = [float(width or 0) for width in reader.attributes["width"]]
    assert max(widths) == 240 and min(widths) >= 0


def test_names_are_words_whatever_is_in_them(folder: Path) -> None:
    found = read(folder)
    person = replace(found.people[0], name=EVIL)
    evil = replace(found, project=EVIL, people=(person,), labels={EVIL: 1}, suggesters=(Right(EVIL, 1, 1),))
    reader = parsed(page(evil, "vi"))
    assert "script" not in reader.tags and "src" not in reader.attributes
    assert EVIL in reader.words


def test_only_the_last_days_have_rows(folder: Path) -> None:
    first = datetime(2026, 1, 1, tzinfo=UTC).date()
    many = replace(read(folder), done_by_day={first + timedelta(days=n): 1 for n in range(100)})
    plot = next(each for each in plots(many, "en") if each.title == "Articles done, by day")
    assert len(plot.bars) == DAYS and plot.bars[-1].name == (first + timedelta(days=99)).isoformat()


def test_the_page_takes_the_place_of_an_older_one_as_a_whole(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    path.write_text("old", encoding="utf-8")
    save_page(path, read(folder), "vi", folder)
    assert path.read_text(encoding="utf-8") == page(read(folder), "vi")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["p", "trang.html"]
