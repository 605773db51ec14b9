"""Chip colours: text on them can be read in both themes, whatever the label's colour."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nhan.core.colours import ENOUGH, PAPERS, contrast, legible, linear, of_linear, oklch
from nhan.core.label_files import load_label_set
from nhan.gui.article_view.look import DARK, LIGHT, Palette
from nhan.gui.article_view.styles import colours_of
from nhan.gui.colours import APART, apart_colours, chip_colours

VLSP = load_label_set("vlsp2018")
HUES = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@given(hue=HUES)
def test_text_on_every_chip_and_every_tag_has_enough_contrast(palette: Palette, hue: str) -> None:
    colours = chip_colours(hue, palette.paper, palette.ink)
    assert contrast(palette.ink, colours.full) >= ENOUGH
    assert contrast(palette.ink, colours.pale) >= ENOUGH
    assert contrast(palette.ink, colours.sure) >= ENOUGH
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


# How eyes without one kind of cone see linear RGB (Machado, Oliveira and Fernandes 2009, severity 1).
EYES = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}


def seen(colour: str, eyes: str) -> tuple[float, float, float]:
    """Where such eyes see the colour in OKLab."""
    light = linear(colour)
    red, green, blue = (sum(a * b for a, b in zip(row, light, strict=True)) for row in EYES[eyes])
    lightness, chroma, angle = oklch(of_linear((red, green, blue)))
    return lightness, chroma * math.cos(angle), chroma * math.sin(angle)


def nearest(colours: list[str], eyes: str) -> float:
    """The distance of the two that such eyes take for each other most easily."""
    return min(math.dist(seen(one, eyes), seen(other, eyes)) for one, other in combinations(colours, 2))


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_colour_blind_eyes_tell_eight_labels_and_the_paper_apart(palette: Palette, eyes: str) -> None:
    fills = [apart_colours(place, palette.paper, palette.ink).full for place in range(APART)]
    assert APART == 8 and nearest([*fills, palette.paper], eyes) > 0.07


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_colours_of_a_label_set_are_not_told_apart_so_well(palette: Palette) -> None:
    fills = [colours_of(VLSP, label.name, palette).full for label in VLSP.labels]
    assert nearest(fills, "deuteranopia") < 0.03
    apart = replace(palette, apart=True)
    fills = [colours_of(VLSP, label.name, apart).full for label in VLSP.labels]
    assert nearest(fills, "deuteranopia") > 0.1


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("place", range(APART + 1))
def test_text_on_the_colours_for_colour_blind_eyes_can_be_read(palette: Palette, place: int) -> None:
    colours = apart_colours(place, palette.paper, palette.ink)
    assert contrast(palette.ink, colours.full) >= ENOUGH
    assert contrast(palette.ink, colours.pale) >= ENOUGH
    assert contrast(palette.paper, colours.tag) >= ENOUGH
    assert contrast(palette.paper, colours.edge) >= 3


@given(hue=HUES)
def test_the_nearest_colour_that_can_be_read(hue: str) -> None:
    for paper in PAPERS.values():
        found = legible(hue, paper)
        assert contrast(found, paper) >= ENOUGH
        assert (found == hue) is (contrast(hue, paper) >= ENOUGH)
        if found != hue:
            assert abs(oklch(found)[0] - oklch(hue)[0]) <= 0.75
