"""Which suggester serves a project best now: its own model, else a pretrained one, else underthesea."""

from typing import Any

from nhan.core.labels import LabelSet
from nhan.core.messages import NhanError
from nhan.core.project import Project
from nhan.core.suggest.registry import LEARNED, UNDERTHESEA
from nhan.core.suggestion import MODEL
from nhan.core.tagger.model_store import imported, model_path
from nhan.core.tagger.pretrained_choice import STARTER, starter_parameters

FOLLOWERS = frozenset({LEARNED, STARTER})  # they learn from each decision within an article


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
    """The same for any model's file: it is mixed with the pretrained model that serves the labels."""
    return {MODEL: path, **starter_parameters(labels)}


def best_suggester(project: Project) -> tuple[str, dict[str, Any]]:
    """Name and parameters for ``SuggestClient``. Raw underthesea costs more corrections than it saves on news."""
    own = own_model(project)
    if own is not None and _usable(project):
        return LEARNED, own
    parameters = starter_parameters(project.labels)
    return (STARTER, parameters) if parameters else (UNDERTHESEA, {})
