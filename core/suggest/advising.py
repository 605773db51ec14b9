"""Advisers: suggesters of one's own, by whose word a project's model goes beside all that it knows.

What they answer is kept with the project's cache. So the training asks nobody, and the model finds it there.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from nhan.core.suggest.registry import make
from nhan.core.suggestion import KEPT, Suggestion
from nhan.core.tagger.advice.kept_advice import KeptAdvice


class AdviserChoice(msgspec.Struct, frozen=True):
    """Who advises a model: a suggester by its name, what it is told, and where its answers are kept."""

    name: str
    parameters: dict[str, Any]
    kept: KeptAdvice


def keep(parameters: Mapping[str, Any], text: str, found: Sequence[Suggestion]) -> None:
    """Keep a suggester's answer, where its ``parameters`` say so."""
    if KEPT in parameters:
        msgspec.convert(parameters[KEPT], KeptAdvice).keep(text, found)


class Adviser:
    """Asked about an article once: what it has said is kept. Only for child processes."""

    def __init__(self, chosen: AdviserChoice) -> None:
        self._suggester = make(chosen.name, chosen.parameters)
        self._kept = chosen.kept

    @property
    def version(self) -> str:
        return f"{self._suggester.name} {self._suggester.version}"

    def suggest(self, text: str) -> list[Suggestion]:
        """Raises what the suggester raises."""
        found = self._kept.of(text)
        if found is None:
            found = self._suggester.suggest(text)
            self._kept.keep(text, found)
        return found
