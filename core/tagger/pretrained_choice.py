"""Which pretrained model serves a project's labels, and under which names."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from nhan.core.labels import LabelSet
from nhan.core.tagger.patterns import PATTERN_LABELS

STARTER = "starter"  # the pretrained models' name as a suggester, and of the parameter that says which one
NEWS = "news"

# The pretrained models, and the labels that each knows. The one that knows most of a project's labels serves it.
PRETRAINED: Mapping[str, tuple[str, ...]] = {
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

# Labels that ``news`` leaves bare or takes for MISC: a small model of them is asked beside it.
FURTHER = "further"
FURTHER_LABELS = ("EVENT", "PERSONTYPE", "PRODUCT", "SKILL")
KINDS = ("EVENT", "PRODUCT")  # those that it takes for MISC


class PretrainedChoice(msgspec.Struct, frozen=True, omit_defaults=True):
    """A pretrained model for a project: its name, and what its labels are called there. Its others are left out.

    ``patterns``: the same of what is known by its form, beside the model. ``further``: of what only the small model
    beside it knows.
    """

    name: str
    labels: dict[str, str]
    patterns: dict[str, str] = {}
    further: dict[str, str] = {}

    def patterns_beside(self, learned: Collection[str]) -> dict[str, str]:
        """The patterns beside a model that has learned these labels. It knows them better: projects differ in what is
        a quantity."""
        return {name: label for name, label in self.patterns.items() if label not in learned}


def pretrained_for(labels: LabelSet) -> PretrainedChoice | None:
    """The pretrained model that knows most of the labels; None where none knows two of them, or all.

    A single label in common may mean another thing here, a single one of the further labels likewise.
    """
    patterns = _meant(labels, PATTERN_LABELS)
    found = [PretrainedChoice(name, _meant(labels, its), patterns) for name, its in PRETRAINED.items()]
    best = max(found, key=lambda each: len(each.labels))
    if len(best.labels) < min(2, len(labels.labels)):
        return None
    further = _meant(labels, FURTHER_LABELS)
    return msgspec.structs.replace(best, further=further) if best.name == NEWS and len(further) > 1 else best


def _meant(labels: LabelSet, names: Sequence[str]) -> dict[str, str]:
    known = ((name, labels.meant(name)) for name in names)
    return {name: label.name for name, label in known if label is not None}


def starter_parameters(labels: LabelSet) -> dict[str, Any]:
    """The parameters that name a pretrained model to the suggesters; empty where none serves the labels."""
    chosen = pretrained_for(labels)
    return {} if chosen is None else {STARTER: msgspec.to_builtins(chosen)}
