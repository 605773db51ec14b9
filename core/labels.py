"""The label set of a project: names, titles, colours, keys, guideline texts and the overlap policy."""

import re
from enum import Enum

import msgspec

# What suggesters call the commonest labels, and what label sets call them too.
_SYNONYMS = {
    "PER": ("PERSON",),
    "LOC": ("LOCATION", "GPE"),
    "ORG": ("ORGANIZATION", "ORGANISATION"),
    "MISC": ("MISCELLANEOUS",),
}

KEYS = "1234567890"  # as they stand on the keyboard
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


def is_color(text: str) -> bool:
    """Whether the text is a colour as label sets say it."""
    return _COLOR.fullmatch(text) is not None


def is_label_name(name: str) -> bool:
    """Whether a label may be called so. Blanks may stand inside a name; at its edges nobody would see them, and a
    line's end would be a new line in the files that others read."""
    return bool(name) and name == name.strip() and name.isprintable()


class Overlap(Enum):
    """Which spans may share text: none; one inside the other; any."""

    FLAT = "flat"
    NESTED = "nested"
    FREE = "free"


class Label(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One label. Texts are keyed by language ("vi", "en"); colours are ``#rrggbb``, chosen per theme.

    The project's own files say ``stored`` and not the name: so the name may change, and be given to another label, and
    nothing that anybody has written means anything else.
    """

    name: str  # what people read, and what is exported: "PER"
    id: str = ""  # what the project's files say, where that is not the name
    merged: tuple[str, ...] = ()  # what they say of labels that were merged into this one
    former: tuple[str, ...] = ()  # names it had, and those of what was merged into it: models and exports may say them
    title: dict[str, str]  # {"vi": "Người", "en": "Person"}
    color: str  # the hue in the light theme; fills and inks are derived from it with enough contrast
    color_dark: str = ""  # the hue in the dark theme; "" = the same hue
    key: str = ""  # one of the digits "1".."9", "0"
    parents: tuple[str, ...] = ()  # labels this one may stand inside under NESTED; () = any
    guideline: dict[str, str] = {}
    examples: tuple[str, ...] = ()  # pieces of text with the spans in brackets: "ông [Nguyễn Văn A]"

    def titled(self, language: str) -> str:
        """The name, and what people read for it where that is something else."""
        title = self.title.get(language, "")
        return f"{self.name} · {title}" if title not in ("", self.name) else self.name

    @property
    def stored(self) -> str:
        """What the project's files say of this label."""
        return self.id or self.name


class LabelSet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The labels a project uses, in the order they are shown."""

    name: str
    title: dict[str, str]
    labels: tuple[Label, ...]
    overlap: Overlap = Overlap.NESTED
    deleted: tuple[Label, ...] = ()  # labels that may still be in people's work, and can come back

    @property
    def gone(self) -> frozenset[str]:
        """The names of deleted labels."""
        return frozenset(label.name for label in self.deleted)

    @property
    def understood(self) -> frozenset[str]:
        """Every word that means one of the labels: names, old ones among them, and what files say."""
        words = ((label.name, label.stored, *label.merged, *label.former) for label in self.labels)
        return frozenset(word for each in words for word in each)

    def known_as(self, word: str) -> Label | None:
        """The label that a word means which may be older than the label set: its name, what files say, an old name."""
        by_file = (label for label in self.labels if word == label.stored or word in label.merged)
        by_old_name = (label for label in self.labels if word in label.former)
        return self.find(word) or next(by_file, None) or next(by_old_name, None)

    def find(self, name: str) -> Label | None:
        return next((label for label in self.labels if label.name == name), None)

    def meant(self, name: str) -> Label | None:
        """The label that a suggester means by ``name``: the one known by it, else one whose name says the same."""
        names = (name, *_SYNONYMS.get(name, ()))
        return next((found for each in names if (found := self.known_as(each)) is not None), None)

    @property
    def keys(self) -> dict[str, str]:
        """The digit of each label that has one, by name. Where the set gives none to any label, the first ten have
        them in order; the set's file does not say so."""
        given = {label.name: label.key for label in self.labels if label.key}
        return given or {label.name: digit for label, digit in zip(self.labels, KEYS, strict=False)}

    def saying_keys(self) -> "LabelSet":
        """The same, every label's digit given."""
        keys = self.keys
        labels = tuple(msgspec.structs.replace(each, key=keys.get(each.name, "")) for each in self.labels)
        return msgspec.structs.replace(self, labels=labels)

    def with_key(self, key: str) -> Label | None:
        """The label of a digit."""
        keys = self.keys
        return next((label for label in self.labels if keys.get(label.name) == key), None)
