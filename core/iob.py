"""From the tags of a sequence to labelled runs of it and back, in every usual scheme.

A tag is ``O`` (outside), or a prefix and a label: ``B-PER``, also ``B_PER``. Runs are half-open ranges of places.
"""

from collections.abc import Iterable
from enum import Enum
from functools import lru_cache

Run = tuple[int, int, str]  # first place, one past the last, label

OUTSIDE = "O"


class Scheme(Enum):
    """Which prefixes there are, and where they stand."""

    IOB1 = "iob1"  # I- throughout; B- where a run directly follows another one with the same label
    IOB2 = "iob2"  # B- opens every run, I- continues it
    BILOU = "bilou"  # as IOB2, but L- ends a run of several places, and U- is one of a single place
    BIOES = "bioes"  # likewise with E- and S-
    BMES = "bmes"  # as BIOES, with M- in place of I-


# None: those of all schemes, which do not contradict each other.
_PREFIXES: dict[Scheme | None, str] = {
    Scheme.IOB1: "BI",
    Scheme.IOB2: "BI",
    Scheme.BILOU: "BILU",
    Scheme.BIOES: "BIES",
    Scheme.BMES: "BMES",
    None: "BILUESM",
}
_OPENS, _CLOSES = frozenset("BUS"), frozenset("LUES")
_LAST = {Scheme.BILOU: "L", Scheme.BIOES: "E", Scheme.BMES: "E"}
_ONLY = {Scheme.BILOU: "U", Scheme.BIOES: "S", Scheme.BMES: "S"}


def runs_of(tags: Iterable[str], scheme: Scheme | None = None, *, orphans: bool = True) -> list[Run]:
    """The labelled runs that these tags make, in order. ``scheme`` None: whichever the tags are in.

    ``orphans``: a tag that continues no run of its label opens one, as conlleval counts; False: it is outside.
    Neighbours without a prefix, all with one label, are one run.
    """
    found: list[Run] = []
    place, first, label = 0, 0, ""  # of the open run; "" = none is open
    for place, tag in enumerate(tags):
        if tag == OUTSIDE and not label:
            continue
        prefix, its = split_tag(tag, scheme)
        opens = its != "" and (its != label or prefix in _OPENS)
        if label and (opens or not its):
            found.append((first, place, label))
            label = ""
        if opens and (orphans or prefix in _OPENS or scheme is Scheme.IOB1):
            first, label = place, its
        if label and prefix in _CLOSES:
            found.append((first, place + 1, label))
            label = ""
    if label:
        found.append((first, place + 1, label))
    return found


def tags_of(length: int, runs: Iterable[Run], scheme: Scheme = Scheme.IOB2) -> list[str]:
    """The tags of ``length`` places. ``runs`` are in order and do not overlap."""
    found = [OUTSIDE] * length
    before = (0, 0, "")
    for first, last, label in runs:
        joined = scheme is Scheme.IOB1 and (before[1] != first or before[2] != label)
        found[first] = f"{'I' if joined else 'B'}-{label}"
        found[first + 1 : last] = [f"{'M' if scheme is Scheme.BMES else 'I'}-{label}"] * (last - first - 1)
        if scheme in _LAST:
            found[last - 1] = f"{_ONLY[scheme] if last - first == 1 else _LAST[scheme]}-{label}"
        before = first, last, label
    return found


@lru_cache(maxsize=4096)
def split_tag(tag: str, scheme: Scheme | None = None) -> tuple[str, str]:
    """Prefix and label: ("B", "PER") of ``B-PER`` or ``B_PER``, ("", "PER") of ``PER``; ("", "") outside.

    A prefix that the scheme does not have (None: that no scheme has) is part of the label: ("", "X-RAY").
    """
    if tag in (OUTSIDE, ""):
        return "", ""
    if len(tag) > 2 and tag[1] in "-_" and tag[0] in _PREFIXES[scheme]:
        return tag[0], tag[2:]
    return "", tag
