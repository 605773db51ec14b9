"""F1 opens the manual that lies beside the program; without one it shows the keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from nhan.gui.help import feature
from nhan.gui.help.keys import KeySheet
from nhan.gui.help.manual import first_page
from tests.gui.conftest import Typist


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A manual in Vietnamese."""
    page = tmp_path / "sổ tay" / "vi" / "index.html"
    page.parent.mkdir(parents=True)
    page.touch()
    return tmp_path / "sổ tay"


def sheets(annotator: Typist) -> int:
    """How many key sheets are shown; they are closed."""
    found = annotator.window.findChildren(KeySheet)
    for each in found:
        each.close()
    return len(found)


def test_the_manual_is_looked_for_in_the_language_of_the_window(site: Path, tmp_path: Path) -> None:
    assert first_page("vi", site) == site / "vi" / "index.html"
    assert first_page("en", site) is None
    assert first_page("vi", tmp_path / "nowhere") is None


@pytest.mark.parametrize("shown", [True, False])
def test_f1_hands_the_manual_to_the_browser_and_shows_the_keys_where_there_is_none(
    annotator: Typist, site: Path, monkeypatch: pytest.MonkeyPatch, shown: bool
) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return shown

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    monkeypatch.setattr(feature, "first_page", lambda language: first_page(language, site))
    annotator.press("F1")
    assert [url.toLocalFile() for url in opened] == [str(site / "vi" / "index.html")]
    assert sheets(annotator) == (not shown)


def test_f1_shows_the_keys_where_no_manual_was_built(
    annotator: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feature, "first_page", lambda language: first_page(language, tmp_path))
    annotator.press("F1")
    assert sheets(annotator) == 1
