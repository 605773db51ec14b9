"""Chip colours: text on them can be read in both themes, whatever the label's colour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.gui.article_view.look import DARK, LIGHT, Palette
from nhan.gui.colours import ENOUGH, chip_colours, contrast

HUES = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@given(hue=HUES)
def test_text_on_every_chip_and_every_tag_has_enough_contrast(palette: Palette, hue: str) -> None:
    colours = chip_colours(hue, palette.paper, palette.ink)
    assert contrast(palette.ink, colours.full) >= ENOUGH
    assert contrast(palette.ink, colours.pale) >= ENOUGH
    assert contrast(palette.paper, colours.tag) >= ENOUGH


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_view_s_own_colours_can_be_read(palette: Palette) -> None:
    for background in (palette.paper, palette.selection, palette.mark, palette.current):
        assert contrast(palette.ink, background) >= ENOUGH
    assert contrast(palette.accent, palette.accent_ink) >= ENOUGH
    assert contrast(palette.accent, palette.paper) >= 3  # WCAG 1.4.11: what is not text


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_edges_can_be_seen_beside_the_paper(palette: Palette) -> None:
    for hue in ("#2f74d0", "#c9702b", "#23934f", "#7b3fc4", "#a4861a", "#6b7386"):
        assert contrast(chip_colours(hue, palette.paper, palette.ink).edge, palette.paper) >= 3


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


def test_labels_keep_their_hues_apart() -> None:
    fills = {chip_colours(hue, LIGHT.paper, LIGHT.ink).full for hue in ("#2f74d0", "#c9702b", "#23934f", "#7b3fc4")}
    assert len(fills) == 4
