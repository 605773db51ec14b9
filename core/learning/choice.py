"""Which suggester serves a project best now: its own model, else the starter, else the rules, else underthesea."""

from typing import Any

from nhan.core.labels import LabelSet
from nhan.core.learning.learner import imported, model_path
from nhan.core.learning.rules import LABELS as RULED
from nhan.core.messages import NhanError
from nhan.core.project import Project
from nhan.core.suggest.protocol import MODEL

LEARNED, STARTER = "learned", "starter"
FOLLOWERS = frozenset({LEARNED, STARTER})  # they learn from each decision within an article
WITH_STARTER = "with_starter"  # the parameter that gives the starter a say beside the project's model
_EVERY = RULED | {"MISC"}  # the labels of the starter's articles


def starter_serves(labels: LabelSet) -> bool:
    """Whether the starter may speak: of a label that its articles lack it would say that there is nothing."""
    names = {label.name for label in labels.labels}
    return names >= RULED and names <= _EVERY


def own_model(project: Project) -> dict[str, Any] | None:
    """The parameters of the suggesters that go by the project's model; None while it has none."""
    path = model_path(project.folder.resolve())
    return model_parameters(str(path), project.labels) if project.disk.exists(path) else None


def _usable(project: Project) -> bool:
    """Whether the project's model can be read by this version: one that cannot must not stand in the starter's way."""
    try:
        imported(project.disk, model_path(project.folder))
    except (NhanError, OSError):
        return False
    return True


def model_parameters(path: str, labels: LabelSet) -> dict[str, Any]:
    """Likewise for any model's file."""
    return {MODEL: path} | ({WITH_STARTER: True} if starter_serves(labels) else {})


def best_suggester(project: Project) -> tuple[str, dict[str, Any]]:
    """Name and parameters for ``SuggestWorker``. Raw underthesea costs more corrections than it saves on news."""
    own = own_model(project)
    if own is not None and _usable(project):
        return LEARNED, own
    if starter_serves(project.labels):
        return STARTER, {}
    if all(project.labels.meant(name) for name in RULED):
        return "rules", {}
    return "underthesea", {}
