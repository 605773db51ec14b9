"""Tables of names, and of the words that stand around names, for whatever is labelled in a project.

They propose nothing by themselves: the learned model finds out from the corrections what each table is worth. Besides
our own small tables there is the list of Việt Nam's districts and communes that comes with underthesea.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import msgspec

from nhan.core.tagger.tokenized import SYLLABLE
from nhan.core.text.fold import fold

Entry = tuple[str, ...]
Match = tuple[int, int, str]  # first syllable, one past the last, the letters of the tables it is in

# The letter of each table: with it the tables enter the names of features, so a change is a new version of the models.
_NAMES = {
    "places": "P",
    "more_places": "P",
    "surnames": "S",
    "surnames_plain": "s",
    "middle_names": "M",
    "given_names": "G",
    "first_names": "F",
    "people": "H",
    "clubs": "C",
    "press": "N",
    "known_organisations": "O",
    "offices": "I",
    "sites": "T",
    "streets": "R",
    "fields": "B",
    "peoples": "L",
    "events": "E",
}
_WORDS = {
    "titles": "t",
    "areas": "a",
    "organisations": "o",
    "speech": "v",
    "whereabouts": "w",
    "contests": "c",
    "works": "k",
    "sources": "n",
    "jobs": "j",
    "symptoms": "y",
    "vehicles": "h",
    "persons": "p",
    "dates": "d",
}
_DISTRICT, COMMUNE = "D", "W"
FIRST_NAME, ORGANISATION_WORDS = "F", "o"
ORGANISATIONS, LOCATIONS, PEOPLE = frozenset("CNO"), frozenset("PDW"), frozenset("H")  # letters that tell a label
_KINDS = ("phường ", "xã ", "thị trấn ", "quận ", "huyện ", "thị xã ", "thành phố ")


class _Unit(msgspec.Struct):
    old_district: str = ""
    old_ward: str = ""


class _Units(msgspec.Struct):
    ward_mapping: list[_Unit]


class Gazetteer:
    """Strings of syllables, each with the letters of the tables it is in."""

    def __init__(self, entries: Iterable[tuple[Entry, str]]) -> None:
        letters: dict[Entry, set[str]] = {}
        for entry, letter in entries:
            letters.setdefault(entry, set()).add(letter)
        self._letters = {entry: "".join(sorted(its)) for entry, its in letters.items()}
        lengths: dict[str, set[int]] = {}
        for entry in letters:
            lengths.setdefault(entry[0], set()).add(len(entry))
        self._lengths = {form: sorted(its, reverse=True) for form, its in lengths.items()}

    def matches(self, forms: Sequence[str]) -> Iterator[Match]:
        """The longest entries in a sentence, left to right, without overlaps."""
        place = 0
        while place < len(forms):
            length, letters = self._longest(forms, place)
            if length:
                yield place, place + length, letters
            place += max(1, length)

    def _longest(self, forms: Sequence[str], place: int) -> tuple[int, str]:
        for length in self._lengths.get(forms[place], ()):
            entry = tuple(forms[place : place + length])
            if len(entry) == length and entry in self._letters:
                return length, self._letters[entry]
        return 0, ""


@cache
def names() -> Gazetteer:
    """Of names; the case of letters counts."""
    return Gazetteer([*_tables(_NAMES), *_units()])


@cache
def words() -> Gazetteer:
    """Of words around names, in lower case."""
    return Gazetteer(_tables(_WORDS))


@cache
def stops() -> frozenset[str]:
    """Words that no name of an organisation goes beyond, in lower case."""
    return frozenset(form for (form,), _ in _tables({"stops": ""}))


def _tables(tables: Mapping[str, str]) -> Iterator[tuple[Entry, str]]:
    folder = resources.files("nhan.resources") / "learning"
    for name, letter in tables.items():
        for line in (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield tuple(SYLLABLE.findall(fold(line))), letter


def _units() -> Iterator[tuple[Entry, str]]:
    """Districts and communes as they were until 2025, which is what most texts speak of."""
    spec = find_spec("underthesea")  # finds the package without the seconds it takes to import it
    for folder in (spec.submodule_search_locations if spec else None) or ():
        data = (Path(folder) / "address" / "data" / "mapping.json").read_bytes()
        units = msgspec.json.decode(data, type=_Units).ward_mapping
        for letter, its in (
            (_DISTRICT, {each.old_district for each in units}),
            (COMMUNE, {each.old_ward for each in units}),
        ):
            for unit in its:
                entry = tuple(SYLLABLE.findall(fold(_bare(unit))))
                if entry and not entry[0].isdigit():
                    yield entry, letter


def _bare(unit: str) -> str:
    """A unit's name without its kind."""
    low = unit.lower()
    return next((unit[len(kind) :] for kind in _KINDS if low.startswith(kind)), unit)
