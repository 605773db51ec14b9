"""Which suggester serves a project now: the one that was chosen, else the best: its own model, else a pretrained one,
else underthesea."""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from nhan.core.labels import LabelSet
from nhan.core.messages import NhanError
from nhan.core.people.learn_from import trained_by
from nhan.core.project import Project
from nhan.core.suggest.label_help import label_help
from nhan.core.suggest.registry import CHAT, LEARNED, MEMORY, RECOMMENDER, SUGGESTERS, TRANSFORMERS, UNDERTHESEA, names
from nhan.core.suggestion import ADDRESS, ADVISER, KEPT, LABELS, MODEL
from nhan.core.tagger.advice.kept_advice import KeptAdvice
from nhan.core.tagger.model_store import advice_path, imported, is_readable, newest_model
from nhan.core.tagger.pretrained_choice import STARTER, starter_parameters

ASKED: Mapping[str, tuple[str, ...]] = {  # what a person has to say of a suggester beside its name
    TRANSFORMERS: (MODEL,),
    RECOMMENDER: (ADDRESS,),
    CHAT: (ADDRESS,),
}
LEARNING = (MEMORY, LEARNED)  # they go by what was confirmed in the project
FOLLOWERS = frozenset({LEARNED, STARTER})  # they learn from each decision within an article


class SuggesterChoice(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who is to suggest; "" = who serves the project best. ``model`` and ``address``: what the suggester asks for."""

    name: str = ""
    model: str = ""
    address: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether it says all that the suggester asks for."""
        given = {MODEL: self.model, ADDRESS: self.address}
        return all(given[asked] for asked in ASKED.get(self.name, ()))

    @property
    def advises(self) -> bool:
        """Whether the project's model learns from it; of what the program's own suggesters go by, it knows already."""
        return bool(self.name) and (self.name not in SUGGESTERS or self.name in ASKED) and self.is_complete

    def adviser(self, labels: LabelSet) -> str:
        """By which name its answers are kept for the project's model; "" = it does not advise. Who is told what the
        labels mean is another one once they mean something else."""
        if not self.advises:
            return ""
        helped = [msgspec.json.encode(label_help(labels)).decode()] if self.name == CHAT else []
        told = "\0".join((self.name, self.model, self.address, *helped))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def own_model(project: Project, annotator: str) -> dict[str, Any] | None:
    """The parameters of the suggesters that go by the project's model for this person; None while there is none."""
    path = newest_model(project.disk, project.folder.resolve(), trained_by(project, annotator))
    return model_parameters(str(path), project.labels) if path else None


def model_parameters(path: str, labels: LabelSet) -> dict[str, Any]:
    """The same for any model's file: it is mixed with the pretrained model that serves the labels."""
    return {MODEL: path, **starter_parameters(labels)}


def learned_from(project: Project, parameters: Mapping[str, Any]) -> frozenset[str]:
    """The articles that the model among these parameters was made from; nothing where there is none to be read."""
    with suppress(NhanError, OSError):
        path = Path(parameters[MODEL]) if MODEL in parameters else None
        if path is not None and project.disk.exists(path):
            return frozenset(each.article for each in imported(project.disk, path)[1].studied)
    return frozenset()


def best_suggester(project: Project, annotator: str) -> tuple[str, dict[str, Any]]:
    """Name and parameters for ``SuggestClient``. Raw underthesea costs more corrections than it saves on news."""
    own = own_model(project, annotator)
    if own is not None and is_readable(project.disk, Path(own[MODEL])):
        return LEARNED, own
    parameters = starter_parameters(project.labels)
    return (STARTER, parameters) if parameters else (UNDERTHESEA, {})


def selectable() -> list[str]:
    """The suggesters that need nothing but their name."""
    return [name for name in names() if name not in ASKED]


def parameters_for(project: Project, annotator: str, choice: SuggesterChoice) -> dict[str, Any]:
    """The parameters of the suggester that is chosen, as far as the project has what it goes by."""
    name = choice.name
    if name == STARTER:
        return starter_parameters(project.labels)
    if name in LEARNING:
        return (
            (own_model(project, annotator) or {})
            if not choice.model
            else model_parameters(choice.model, project.labels)
        )
    given = {MODEL: choice.model, ADDRESS: choice.address}
    found: dict[str, Any] = {asked: given[asked] for asked in (MODEL, ADDRESS) if given[asked]}
    return found | ({LABELS: msgspec.to_builtins(label_help(project.labels))} if name == CHAT else {})


def chosen_suggester(project: Project, annotator: str, choice: SuggesterChoice) -> tuple[str, dict[str, Any]]:
    """The suggester that is chosen with its parameters; the best one where none is, or where that one cannot serve the
    project: it is not installed, knows none of the labels, or nothing has been learned yet. One of one's own suggests
    alone until the project's model has learned from its answers; from then on it advises that one."""
    if choice.name not in names() or not choice.is_complete:
        return best_suggester(project, annotator)
    parameters = parameters_for(project, annotator, choice)
    if choice.advises:
        return _adviser(project, annotator, choice, parameters)
    serves = parameters or choice.name not in (STARTER, *LEARNING)
    return (choice.name, parameters) if serves else best_suggester(project, annotator)


def _adviser(
    project: Project, annotator: str, choice: SuggesterChoice, parameters: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """The project's model with this suggester's advice, once it has learned from that; the suggester alone before."""
    adviser = choice.adviser(project.labels)
    kept = msgspec.to_builtins(KeptAdvice(str(advice_path(project.folder.resolve())), adviser))
    own = own_model(project, annotator)
    if own is not None and _has_learned_from(project, Path(own[MODEL]), adviser):
        return LEARNED, own | {ADVISER: {"name": choice.name, "parameters": parameters, KEPT: kept}}
    return choice.name, parameters | {KEPT: kept}


def _has_learned_from(project: Project, path: Path, adviser: str) -> bool:
    try:
        return imported(project.disk, path)[1].adviser == adviser
    except (NhanError, OSError):
        return False
