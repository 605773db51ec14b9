"""The bundled label sets: complete in both languages, legible in both themes, tellable apart."""

import math
from itertools import combinations

import pytest

from nhan.core.label_files import load_label_set, names
from nhan.core.labels import LabelSet, Overlap
from nhan.core.tagger.pretrained_choice import PRETRAINED

LIGHT, DARK = "#ffffff", "#1e1e1e"


def channels(color: str) -> list[float]:
    values = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio."""
    weights = (0.2126, 0.7152, 0.0722)
    lights = [sum(w * c for w, c in zip(weights, channels(color), strict=True)) for color in (one, other)]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def oklab(color: str) -> tuple[float, float, float]:
    """Björn Ottosson's OKLab, in which distances are near to what the eye sees."""
    r, g, b = channels(color)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def apart(one: str, other: str) -> float:
    return math.dist(oklab(one), oklab(other))


@pytest.fixture(params=names())
def labels(request: pytest.FixtureRequest) -> LabelSet:
    return load_label_set(str(request.param))


def test_the_sets_are_there() -> None:
    assert names() == ["phoner", "vlsp2016", "vlsp2018", "vlsp2021"]
    assert [label.name for label in load_label_set("vlsp2018").labels] == ["PER", "LOC", "ORG", "MISC"]
    assert load_label_set("vlsp2018").overlap is Overlap.NESTED
    assert load_label_set("vlsp2016").overlap is Overlap.FLAT
    assert {label.name for label in load_label_set("phoner").labels} == set(PRETRAINED["health"])


def test_vlsp2021_has_the_14_types_and_the_one_of_the_published_data() -> None:
    found = [label.name for label in load_label_set("vlsp2021").labels]
    assert len(found) == 15
    assert found[-1] == "MISCELLANEOUS"


def test_texts_are_complete_in_both_languages(labels: LabelSet) -> None:
    assert set(labels.title) == {"vi", "en"}
    for label in labels.labels:
        assert label.title.keys() == label.guideline.keys() == {"vi", "en"}
        assert all(label.title.values())
        assert all("[" in text for text in label.guideline.values()), "a guideline shows an example"


def test_keys_are_digits_and_unique(labels: LabelSet) -> None:
    keys = [label.key for label in labels.labels if label.key]
    assert len(keys) == len(set(keys)) == min(len(labels.labels), 10)
    assert set(keys) <= set("1234567890")


def test_colours_are_legible_and_distinct(labels: LabelSet) -> None:
    for label in labels.labels:
        assert contrast(label.color, LIGHT) >= 4.5, label.name
        assert contrast(label.color_dark, DARK) >= 4.5, label.name
    for one, other in combinations(labels.labels, 2):
        assert apart(one.color, other.color) > 0.08, (one.name, other.name)
        assert apart(one.color_dark, other.color_dark) > 0.08, (one.name, other.name)
