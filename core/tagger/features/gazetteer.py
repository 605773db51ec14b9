"""Tables of names, and of the words that stand around names, for whatever is labelled in a project.

They propose nothing by themselves: the learned model finds out from the corrections what each table is worth. Besides
our own small tables there are Việt Nam's provinces, districts and communes before and since 2025, which come with
underthesea, and the countries and languages of Unicode's CLDR.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import msgspec

from nhan.core.tagger.features.trie import Entry, SyllableTrie
from nhan.core.tagger.tokenized import SYLLABLE
from nhan.core.text.fold import fold

# The letter of each table: with it the tables enter the names of features, so a change is a new version of the models.
_NAMES = {
    "places": "P",
    "more_places": "P",
    "countries": "P",
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
    "languages": "L",
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
UNITS = Path("address", "data", "mapping.json")  # in the package of underthesea
_PROVINCE, _DISTRICT, COMMUNE = "P", "D", "W"
FIRST_NAME, ORGANISATION_WORDS = "F", "o"
ORGANISATIONS, LOCATIONS, PEOPLE = frozenset("CNO"), frozenset("PDW"), frozenset("H")  # letters that tell a label
_KINDS = ("phường ", "xã ", "thị trấn ", "quận ", "huyện ", "thị xã ", "thành phố ", "đặc khu ")


class _Unit(msgspec.Struct):
    old_district: str = ""
    old_ward: str = ""
    new_ward: str = ""


class _Province(msgspec.Struct):
    short: str  # its name without its kind


class Units(msgspec.Struct):
    """What is read of underthesea's mapping of the units before and after 2025."""

    old_province_names: dict[str, _Province]
    province_names: dict[str, _Province]
    ward_mapping: list[_Unit]


def gazetteer(entries: Iterable[tuple[Entry, str]]) -> SyllableTrie[str]:
    """Strings of syllables, each with the letters of all the tables it is in."""
    letters: dict[Entry, set[str]] = {}
    for entry, letter in entries:
        letters.setdefault(entry, set()).add(letter)
    return SyllableTrie((entry, "".join(sorted(its))) for entry, its in letters.items())


@cache
def names() -> SyllableTrie[str]:
    """Of names; the case of letters counts."""
    return gazetteer([*_tables(_NAMES), *_units()])


@cache
def words() -> SyllableTrie[str]:
    """Of words around names, in lower case."""
    return gazetteer(_tables(_WORDS))


@cache
def stops() -> frozenset[str]:
    """Words that no name of an organisation goes beyond, in lower case."""
    return frozenset(form for (form,) in table("stops"))


@cache
def table(name: str) -> tuple[Entry, ...]:
    """The entries of a table, in its order."""
    text = (resources.files("nhan.resources") / "learning" / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(SYLLABLE.findall(fold(line))) for line in lines)


def _tables(letters: Mapping[str, str]) -> Iterator[tuple[Entry, str]]:
    return ((entry, letter) for name, letter in letters.items() for entry in table(name))


@cache
def places() -> tuple[Entry, ...]:
    """Countries, provinces, regions and cities that are places wherever they stand."""
    return (*table("places"), *table("countries"), *(entry for entry, letter in _units() if letter == _PROVINCE))


@cache
def _units() -> tuple[tuple[Entry, str], ...]:
    """Provinces, districts and communes as they were until 2025, which most texts speak of, and as they are since."""
    spec = find_spec("underthesea")  # finds the package without the seconds it takes to import it
    folder = next(iter((spec.submodule_search_locations if spec else None) or ()), None)
    if folder is None:
        return ()
    data = (Path(folder) / UNITS).read_bytes()
    found = msgspec.json.decode(data, type=Units)
    provinces = (*found.old_province_names.values(), *found.province_names.values())
    named = {
        _PROVINCE: {each.short for each in provinces},
        _DISTRICT: {each.old_district for each in found.ward_mapping},
        COMMUNE: {name for each in found.ward_mapping for name in (each.old_ward, each.new_ward)},
    }
    entries = ((tuple(SYLLABLE.findall(fold(_bare(name)))), letter) for letter, its in named.items() for name in its)
    return tuple((entry, letter) for entry, letter in entries if entry and not entry[0].isdigit())


def _bare(unit: str) -> str:
    """A unit's name without its kind."""
    low = unit.lower()
    return next((unit[len(kind) :] for kind in _KINDS if low.startswith(kind)), unit)
