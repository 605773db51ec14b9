"""The settings in a project's file, which anybody may have written: what they say, or else what holds."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

Known = TypeVar("Known", bound=Enum)


def one_of(settings: Mapping[str, Any], name: str, otherwise: Known) -> Known:
    """The value of a setting that is one of the kind of ``otherwise``, which holds where it says nothing known."""
    said = settings.get(name)
    return next((each for each in type(otherwise) if each.value == said), otherwise)
