"""The plain Markdown of the manual: up to date, with nothing in it that only the site's builder understands."""

import re
from pathlib import Path

import pytest

from nhan.core.messages import LANGUAGES
from tests.resources.manual import reading
from tests.tools.manual import plain
from tests.tools.manual.place import ROOT, pages

LINK = re.compile(r"\]\(([^)\s]+)\)")
FOREIGN = re.compile(r"\{\w+\}`|\{toctree\}|<!-- generated|\]\((?:tour|recording|vi|en):|<span|&nbsp;|^: ", re.M)


def test_it_is_as_its_sources_are() -> None:
    assert plain.problems() == []


def test_what_is_stale_missing_or_left_over_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "readable"
    plain.renew(folder)
    assert plain.problems(folder) == []
    (folder / "vi" / "privacy.md").write_text("cũ", encoding="utf-8")
    (folder / "en" / "index.md").unlink()
    (folder / "en" / "gone.md").write_text("", encoding="utf-8")
    named = [line.partition(" ")[0] for line in plain.problems(folder)]
    assert named == ["readable/vi/privacy.md", "readable/en/index.md", "readable/en/gone.md"]
    plain.renew(folder)
    assert plain.problems(folder) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_plain_markdown_and_its_links_lead_to_files(language: str) -> None:
    edition = plain.edition(language)
    assert edition.keys() == pages(language).keys()
    for page, text in edition.items():
        prose = reading.FENCE.sub("", text.partition("\n")[2])
        assert not FOREIGN.search(prose), page
        folder = (plain.READABLE / language / f"{page}.md").parent
        for target in LINK.findall(reading.INLINE.sub("", prose)):
            path = target.partition("#")[0]
            assert "://" in path or (folder / path).resolve().exists(), (page, target)


def test_what_it_says_is_what_the_program_has() -> None:
    page = plain.edition("vi")["data/command-line"]
    assert "nhan new [-h] [--lang {vi,en}] [--labels FILE|NAME] [--name NAME] DIR" in page
    assert re.search(r"^- `--name NAME`: \S", page, re.M)
    assert "| <kbd>Ctrl</kbd>+<kbd>O</kbd> |" in plain.edition("vi")["annotators/keys"]
    assert "[ARCHITECTURE.md](../../../../../ARCHITECTURE.md)" in plain.edition("en")["contributors/architecture"]


def test_a_page_without_its_pictures_says_where_they_are() -> None:
    pages = plain.edition("vi")
    assert pages["annotators/ten-minutes"].rstrip().endswith(plain.PICTURELESS["vi"])
    assert plain.PICTURELESS["vi"] not in pages["annotators/keys"] + pages["contributors/extending"]
    assert not any("*Hình: " in text for text in pages.values())
    assert "](tour:half-done)" in pages["contributors/working"]  # an example in a block of code stays


def test_readme_links_to_it() -> None:
    linked = LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    manual = [target for target in linked if target.startswith("resources/manual/")]
    assert manual and all(target.startswith("resources/manual/readable/") for target in manual)
    assert all((ROOT / target).exists() for target in manual)
