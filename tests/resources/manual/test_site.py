"""The site: every link leads somewhere, every picture is there, and a browser asks nobody for anything."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from PIL import Image

from nhan.core.messages import LANGUAGES
from nhan.gui.tour.recordings import RECORDINGS
from nhan.gui.tour.tour import THEMES
from tests.tools.manual import pictures, site
from tests.tools.manual.__main__ import named
from tests.tools.manual.place import other, pages

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]  # what libraries warn their own authors of

LOADED = {("link", "href"), ("script", "src"), ("img", "src"), ("source", "srcset"), ("source", "src")}
LOADED |= {("iframe", "src"), ("video", "src"), ("object", "data"), ("use", "href"), ("form", "action")}


class Page(HTMLParser):
    """What a page refers to, as (tag, attribute, address), its ids, and its pictures without words."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.references: list[tuple[str, str, str]] = []
        self.ids: set[str] = set()
        self.language = ""
        self.wordless: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given["id"]} if "id" in given else set()
        self.language = given.get("lang", "") if tag == "html" else self.language
        if tag == "img" and not given.get("alt"):
            self.wordless.append(given.get("src", ""))
        self.references += [
            (tag, name, given[name]) for name in ("href", "src", "srcset", "data", "action") if name in given
        ]


def stand_ins(folder: Path, language: str) -> dict[str, pictures.Size]:
    """Pictures of the right names, which no tour has taken."""
    folder.mkdir(parents=True)
    shown = named(language)
    files = {f"{theme}-{name}" for name in shown - RECORDINGS.keys() for theme in THEMES}
    files |= {f"{name}{end}" for name in shown & RECORDINGS.keys() for end in ("", pictures.STILL)}
    for name in files:
        Image.new("RGB", (2, 2)).save(folder / f"{name}.webp")
    return pictures.sizes(folder)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of both languages."""
    out = tmp_path_factory.mktemp("site")
    for language in LANGUAGES:
        site.build(language, out / language, stand_ins(out / language / "pictures", language))
    (out / "index.html").write_text(site.ENTRY, encoding="utf-8")
    return out


@pytest.fixture(scope="module")
def shown(built: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in built.rglob("*.html")}


def local(page: Page) -> Iterator[tuple[Path, str]]:
    """The file and the anchor of each reference that leads to no other site."""
    for _, _, address in page.references:
        parts = urlsplit(address)
        if not parts.scheme and not address.startswith("data:"):
            yield (page.path.parent / unquote(parts.path)).resolve() if parts.path else page.path, parts.fragment


def test_every_page_is_built_in_both_languages(shown: dict[Path, Page], built: Path) -> None:
    for language in LANGUAGES:
        for name in pages(language):
            assert shown[built / language / f"{name}.html"].language == language


def test_every_link_leads_to_a_file_and_a_place_in_it(shown: dict[Path, Page]) -> None:
    followed = 0
    for page in shown.values():
        for path, anchor in local(page):
            assert path.is_file(), f"{page.path}: {path}"
            if anchor and path in shown:
                assert unquote(anchor) in shown[path].ids, f"{page.path}: {path.name}#{anchor}"
            followed += 1
    assert followed > 1000


def test_every_picture_has_words_for_those_who_do_not_see_it(shown: dict[Path, Page]) -> None:
    assert [(page.path, page.wordless) for page in shown.values() if page.wordless] == []


def test_a_browser_asks_no_other_site_for_anything(shown: dict[Path, Page], built: Path) -> None:
    for page in shown.values():
        asked = [each for each in page.references if each[:2] in LOADED and urlsplit(each[2]).scheme]
        assert asked == [], page.path
        inside = page.path.read_text(encoding="utf-8")
        assert not re.search(r"@import|url\(\s*['\"]?(https?:)?//", inside)
    for path in built.rglob("*.css"):
        assert not re.search(r"@import|url\(\s*['\"]?(https?:)?//", path.read_text(encoding="utf-8")), path
    for path in built.rglob("*.js"):
        assert not re.search(r"(fetch|import|open)\(\s*['\"`](https?:)?//", path.read_text(encoding="utf-8")), path


def test_each_page_leads_to_the_same_page_in_the_other_language(shown: dict[Path, Page], built: Path) -> None:
    for language in LANGUAGES:
        for name in pages(language):
            there = (built / other(language) / f"{name}.html").resolve()
            assert there in [path for path, _ in local(shown[built / language / f"{name}.html"])]


def test_the_search_needs_no_server_and_no_accents(built: Path) -> None:
    options = (built / "vi" / "_static" / "documentation_options.js").read_text(encoding="utf-8")
    assert re.search(r"SHOW_SEARCH_SUMMARY: false", options)
    index = (built / "vi" / "searchindex.js").read_text(encoding="utf-8")
    assert '"chap"' in index and '"nhan"' in index and '"chấp"' not in index
    assert "normalize" in (built / "vi" / "_static" / "language_data.js").read_text(encoding="utf-8")


def test_the_theme_speaks_the_reader_s_language(built: Path) -> None:
    words = {language: (built / language / "index.html").read_text(encoding="utf-8") for language in LANGUAGES}
    assert "Đến nội dung" in words["vi"] and "Skip to content" not in words["vi"]
    assert "Skip to content" in words["en"] and "Đến nội dung" not in words["en"]
