"""The label set of a project: names, titles, colours, keys, guideline texts and the overlap policy."""

from enum import Enum

import msgspec

# What suggesters call the commonest labels, and what label sets call them too.
_SYNONYMS = {
    "PER": ("PERSON",),
    "LOC": ("LOCATION", "GPE"),
    "ORG": ("ORGANIZATION", "ORGANISATION"),
    "MISC": ("MISCELLANEOUS",),
}


class Overlap(Enum):
    """Which spans may share text: none; one inside the other; any."""

    FLAT = "flat"
    NESTED = "nested"
    FREE = "free"


class Label(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One label. Texts are keyed by language ("vi", "en"); colours are ``#rrggbb``, chosen per theme."""

    name: str  # what is written to files: "PER"
    title: dict[str, str]  # {"vi": "Người", "en": "Person"}
    color: str  # the hue in the light theme; fills and inks are derived from it with enough contrast
    color_dark: str = ""  # the hue in the dark theme; "" = the same hue
    key: str = ""  # one of the digits "1".."9", "0"
    parents: tuple[str, ...] = ()  # labels this one may stand inside under NESTED; () = any
    guideline: dict[str, str] = {}


class LabelSet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The labels a project uses, in the order they are shown."""

    name: str
    title: dict[str, str]
    labels: tuple[Label, ...]
    overlap: Overlap = Overlap.NESTED

    def find(self, name: str) -> Label | None:
        return next((label for label in self.labels if label.name == name), None)

    def meant(self, name: str) -> Label | None:
        """The label that a suggester means by ``name``: the one of that name, else one whose name says the same."""
        names = (name, *_SYNONYMS.get(name, ()))
        return next((found for each in names if (found := self.find(each)) is not None), None)

    def with_key(self, key: str) -> Label | None:
        return next((label for label in self.labels if label.key == key), None)
