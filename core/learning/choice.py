"""Which suggester serves a project best now: its own model, else the rules where they fit, else underthesea."""

from typing import Any

from nhan.core.learning.learner import PARAMETER, model_path
from nhan.core.project import Project

LEARNED = "learned"
RULED = frozenset({"PER", "LOC", "ORG"})  # what the rules can say


def best_suggester(project: Project) -> tuple[str, dict[str, Any]]:
    """Name and parameters for ``SuggestWorker``. Raw underthesea costs more corrections than it saves on news."""
    path = model_path(project.folder.resolve())
    if project.disk.exists(path):
        return LEARNED, {PARAMETER: str(path)}
    if {label.name for label in project.labels.labels} >= RULED:
        return "rules", {}
    return "underthesea", {}
