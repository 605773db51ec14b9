"""Code points and UTF-16 positions convert exactly, with and without astral characters."""

from hypothesis import given

from nhan.core.text.utf16 import Positions
from tests.core.building import NASTY


@given(NASTY)
def test_every_offset_and_position_converts(text: str) -> None:
    positions = Positions(text)
    for offset in range(len(text) + 1):
        expected = len(text[:offset].encode("utf-16-le")) // 2
        assert positions.to_position(offset) == expected
        assert positions.to_offset(expected) == offset


def test_inside_a_surrogate_pair_is_the_character_it_belongs_to() -> None:
    assert Positions("a😀b").to_offset(2) == 1
