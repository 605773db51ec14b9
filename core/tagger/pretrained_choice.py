"""Which pretrained model serves a project's labels, and under which names."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from nhan.core.labels import LabelSet

STARTER = "starter"  # the parameter that names a pretrained model to the suggesters
NEWS = "news"

# The starters, and the labels that each knows. A project is served by the one that knows most of its labels.
STARTERS: Mapping[str, tuple[str, ...]] = {
    NEWS: ("LOC", "MISC", "ORG", "PER"),
    "health": (
        "AGE",
        "DATE",
        "GENDER",
        "JOB",
        "LOCATION",
        "NAME",
        "ORGANIZATION",
        "PATIENT_ID",
        "SYMPTOM_AND_DISEASE",
        "TRANSPORTATION",
    ),
}


class Chosen(msgspec.Struct, frozen=True):
    """A starter for a project: its name, and what its labels are called there. The others it passes over."""

    name: str
    labels: dict[str, str]


def starter_for(labels: LabelSet) -> Chosen | None:
    """The starter that knows most of the labels; None where none knows two of them, or all: one label in common may
    mean another thing here."""
    found = [Chosen(name, _meant(labels, its)) for name, its in STARTERS.items()]
    best = max(found, key=lambda each: len(each.labels))
    return best if len(best.labels) >= min(2, len(labels.labels)) else None


def _meant(labels: LabelSet, names: Sequence[str]) -> dict[str, str]:
    known = ((name, labels.meant(name)) for name in names)
    return {name: label.name for name, label in known if label is not None}


def starter_parameters(labels: LabelSet) -> dict[str, Any]:
    """The parameters that name a starter to the suggesters; none where none serves the labels."""
    chosen = starter_for(labels)
    return {} if chosen is None else {STARTER: msgspec.to_builtins(chosen)}
