"""Tables are read in the form that tokenized have, and their longest entries are found."""

from importlib import resources

import pytest

from nhan.core.tagger.features.gazetteer import gazetteer, names, places, words
from nhan.core.tagger.features.trie import SyllableTrie
from nhan.core.text.fold import fold


def found(table: SyllableTrie[str], text: str) -> list[tuple[str, str]]:
    forms = text.split()
    return [(" ".join(forms[first:last]), letters) for first, last, letters in table.matches(forms)]


def test_the_longest_entry_wins_and_all_its_tables_are_told() -> None:
    table = gazetteer([(("A",), "x"), (("A", "B"), "y"), (("A", "B"), "x"), (("B", "C", "D"), "z")])
    assert found(table, "A B C D A") == [("A B", "xy"), ("A", "x")]
    assert found(table, "A C B C") == [("A", "x")]  # an entry that goes on beyond the end is none


def test_names_are_known_from_tables_and_from_the_list_of_communes() -> None:
    told = dict(found(names(), "Từ Trảng Bom đến Real Madrid , qua Triệu Phong gặp Reuters"))
    assert "D" in told["Trảng Bom"]
    assert "C" in told["Real Madrid"]
    assert "D" in told["Triệu Phong"]
    assert "N" in told["Reuters"]


def test_communes_of_2025_provinces_countries_and_languages_are_known() -> None:
    told = dict(found(names(), "Từ Bắc Nha Trang và Bắc Kạn đến Kyrgyzstan nghe Swahili"))
    assert "P" in told["Bắc Kạn"]  # a province that is one no more
    assert "P" in told["Kyrgyzstan"]
    assert told["Swahili"] == "L"
    assert "W" in told["Bắc Nha Trang"]  # a commune since 2025
    assert ("Bắc", "Kạn") in places() and ("Kyrgyzstan",) in places()


def test_words_around_names_are_known() -> None:
    assert found(words(), "ông ấy cho biết đang ngụ tại xã") == [
        ("ông", "t"),
        ("cho biết", "v"),
        ("ngụ tại", "w"),
        ("xã", "a"),
    ]


@pytest.mark.parametrize(
    "file",
    [each for each in (resources.files("nhan.resources") / "learning").iterdir() if each.name.endswith(".txt")],
    ids=lambda file: file.name,
)
def test_a_table_says_what_it_is_and_everything_once(file: resources.abc.Traversable) -> None:
    first, *lines = file.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert [line for line in lines if not line.strip() or fold(line) != line] == []
    assert len(set(lines)) == len(lines)
