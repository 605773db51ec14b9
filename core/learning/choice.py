"""Which suggester serves a project best now: its own model, else a starter, else underthesea."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from nhan.core.labels import LabelSet
from nhan.core.learning.learner import imported, model_path
from nhan.core.messages import NhanError
from nhan.core.project import Project
from nhan.core.suggest.protocol import MODEL

LEARNED, STARTER, UNDERTHESEA = "learned", "starter", "underthesea"
NEWS = "news"
FOLLOWERS = frozenset({LEARNED, STARTER})  # they learn from each decision within an article

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


def own_model(project: Project) -> dict[str, Any] | None:
    """The parameters of the suggesters that go by the project's model; None while it has none."""
    path = model_path(project.folder.resolve())
    return model_parameters(str(path), project.labels) if project.disk.exists(path) else None


def _usable(project: Project) -> bool:
    """Whether this version can read the project's model: one that it cannot must not be in the way of the next best."""
    try:
        imported(project.disk, model_path(project.folder))
    except (NhanError, OSError):
        return False
    return True


def model_parameters(path: str, labels: LabelSet) -> dict[str, Any]:
    """Likewise for any model's file: beside it speaks the starter that serves the labels."""
    return {MODEL: path, **starter_parameters(labels)}


def starter_parameters(labels: LabelSet) -> dict[str, Any]:
    """The parameters that name a starter to the suggesters; none where none serves the labels."""
    chosen = starter_for(labels)
    return {} if chosen is None else {STARTER: msgspec.to_builtins(chosen)}


def best_suggester(project: Project) -> tuple[str, dict[str, Any]]:
    """Name and parameters for ``SuggestWorker``. Raw underthesea costs more corrections than it saves on news."""
    own = own_model(project)
    if own is not None and _usable(project):
        return LEARNED, own
    parameters = starter_parameters(project.labels)
    return (STARTER, parameters) if parameters else (UNDERTHESEA, {})
