"""Other settings of the project, for everybody."""

from collections.abc import Mapping
from typing import Any

from nhan.core.model import Change, ProjectEdit, Rejected, SettingEdit


def configure(settings: Mapping[str, Any], wanted: Mapping[str, Any]) -> Change | Rejected:
    """Give the project's settings these values; None: it says nothing. The others stay."""
    differing = {name: value for name, value in wanted.items() if settings.get(name) != value}
    if not differing:
        return Rejected("verbs.already")
    edits = tuple(SettingEdit(name, settings.get(name), value) for name, value in differing.items())
    return Change("configure", (), project=ProjectEdit(settings=edits))
