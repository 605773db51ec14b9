"""Which suggester serves a project best now: its own model, else a pretrained one, else underthesea."""

from pathlib import Path
from typing import Any

from nhan.core.labels import LabelSet
from nhan.core.people.learn_from import trained_by
from nhan.core.project import Project
from nhan.core.suggest.registry import LEARNED, UNDERTHESEA
from nhan.core.suggestion import MODEL
from nhan.core.tagger.model_store import is_readable, newest_model
from nhan.core.tagger.pretrained_choice import STARTER, starter_parameters

FOLLOWERS = frozenset({LEARNED, STARTER})  # they learn from each decision within an article


def own_model(project: Project, annotator: str) -> dict[str, Any] | None:
    """The parameters of the suggesters that go by the project's model for this person; None while there is none."""
    path = newest_model(project.disk, project.folder.resolve(), trained_by(project, annotator))
    return model_parameters(str(path), project.labels) if path else None


def model_parameters(path: str, labels: LabelSet) -> dict[str, Any]:
    """The same for any model's file: it is mixed with the pretrained model that serves the labels."""
    return {MODEL: path, **starter_parameters(labels)}


def best_suggester(project: Project, annotator: str) -> tuple[str, dict[str, Any]]:
    """Name and parameters for ``SuggestClient``. Raw underthesea costs more corrections than it saves on news."""
    own = own_model(project, annotator)
    if own is not None and is_readable(project.disk, Path(own[MODEL])):
        return LEARNED, own
    parameters = starter_parameters(project.labels)
    return (STARTER, parameters) if parameters else (UNDERTHESEA, {})
