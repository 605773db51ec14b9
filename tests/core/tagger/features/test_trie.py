"""The longest string at a place, held against a plain search for it."""

from hypothesis import given
from hypothesis import strategies as st

from nhan.core.tagger.features.trie import Entry, SyllableTrie

FORMS = st.lists(st.sampled_from("ABC"), max_size=12)
ENTRIES = st.dictionaries(st.lists(st.sampled_from("ABC"), min_size=1, max_size=4).map(tuple), st.integers(0, 3))


@given(FORMS, ENTRIES, st.data())
def test_the_longest_string_whose_value_counts(
    forms: list[str], entries: dict[Entry, int], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(forms)))
    last = data.draw(st.integers(first, len(forms)))
    trie = SyllableTrie(entries.items())
    place, expected = first, []
    while place < last:
        lengths = (n for n in range(last - place, 0, -1) if entries.get(tuple(forms[place : place + n]), 0))
        length = next(lengths, 0)
        if length:
            expected.append((place, place + length, entries[tuple(forms[place : place + length])]))
        place += length or 1
    assert list(trie.matches(forms, first, last, counts=bool)) == expected


@given(ENTRIES)
def test_every_string_has_its_value(entries: dict[Entry, int]) -> None:
    trie = SyllableTrie(entries.items())
    assert {entry: trie.get(entry) for entry in entries} == entries
    assert all(trie.opens(entry[0]) for entry in entries)
    assert not trie.opens("D") and trie.get(("D", "A")) is None


def test_a_later_value_replaces_an_earlier_one() -> None:
    trie = SyllableTrie([(("A",), 1), (("A", "B"), 2), (("A",), 3)])
    assert trie.ends(["A", "B", "C"], 0, 3) == [(1, 3), (2, 2)]
    assert trie.ends(["A", "B", "C"], 0, 1) == [(1, 3)]
    assert trie.longest(["A", "B"], 0, 2, counts=lambda value: value > 2) == (1, 3)
