"""Which suggester serves a project best now: its own model, else the rules where they fit, else underthesea."""

from typing import Any

from nhan.core.learning.learner import model_path
from nhan.core.learning.rules import LABELS as RULED
from nhan.core.project import Project
from nhan.core.suggest.protocol import MODEL

LEARNED = "learned"


def best_suggester(project: Project) -> tuple[str, dict[str, Any]]:
    """Name and parameters for ``SuggestWorker``. Raw underthesea costs more corrections than it saves on news."""
    path = model_path(project.folder.resolve())
    if project.disk.exists(path):
        return LEARNED, {MODEL: str(path)}
    if all(project.labels.meant(name) for name in RULED):
        return "rules", {}
    return "underthesea", {}
