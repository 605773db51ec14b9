"""Which suggester serves a project now: the one that was chosen, else the best: its own model, else a pretrained one,
else underthesea."""

from pathlib import Path
from typing import Any

from nhan.core.labels import LabelSet
from nhan.core.people.learn_from import trained_by
from nhan.core.project import Project
from nhan.core.suggest.registry import LEARNED, MEMORY, TRANSFORMERS, UNDERTHESEA, names
from nhan.core.suggestion import MODEL
from nhan.core.tagger.model_store import is_readable, newest_model
from nhan.core.tagger.pretrained_choice import STARTER, starter_parameters

LEARNING = (MEMORY, LEARNED)  # they go by what was confirmed in the project
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


def selectable() -> list[str]:
    """The suggesters that need nothing but their name."""
    return [name for name in names() if name != TRANSFORMERS]


def parameters_for(project: Project, annotator: str, name: str) -> dict[str, Any]:
    """The parameters of the suggester of this name, as far as the project has what it goes by."""
    if name == STARTER:
        return starter_parameters(project.labels)
    return (own_model(project, annotator) or {}) if name in LEARNING else {}


def chosen_suggester(project: Project, annotator: str, name: str) -> tuple[str, dict[str, Any]]:
    """The suggester of this name with its parameters; the best one for "", and where that one cannot serve the
    project: it is not installed, knows none of the labels, or nothing has been learned yet."""
    if name not in selectable():
        return best_suggester(project, annotator)
    parameters = parameters_for(project, annotator, name)
    serves = parameters or name not in (STARTER, *LEARNING)
    return (name, parameters) if serves else best_suggester(project, annotator)
