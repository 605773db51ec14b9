"""The suggesters by name, Nhãn's own and those that other packages add (entry point group ``nhan.suggesters``)."""

from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from typing import Any

from nhan.core.messages import NhanError
from nhan.core.suggestion import Suggester

GROUP = "nhan.suggesters"
DEFAULT = "underthesea"

Parameters = Mapping[str, Any]  # JSON values; what they mean is the suggester's affair
Factory = Callable[[Parameters], Suggester]


def _underthesea(_: Parameters) -> Suggester:
    # Imported here: only a worker process may make a suggester, but every process may read the table.
    from nhan.core.underthesea.adapter import Underthesea

    return Underthesea()


def _rules(parameters: Parameters) -> Suggester:
    from nhan.core.suggest.builtin import Rules

    return Rules(parameters)


def _memory(parameters: Parameters) -> Suggester:
    from nhan.core.suggest.builtin import Remembering

    return Remembering(parameters)


def _learned(parameters: Parameters) -> Suggester:
    from nhan.core.suggest.builtin import LearnedSuggester

    return LearnedSuggester(parameters)


def _starter(parameters: Parameters) -> Suggester:
    from nhan.core.suggest.builtin import StarterSuggester

    return StarterSuggester(parameters)


def _transformers(parameters: Parameters) -> Suggester:
    from nhan.core.suggest.transformers_adapter import Transformers

    return Transformers(parameters)


SUGGESTERS: Mapping[str, Factory] = {
    "underthesea": _underthesea,
    "rules": _rules,
    "starter": _starter,
    "memory": _memory,
    "learned": _learned,
    "transformers": _transformers,
}


def names() -> tuple[str, ...]:
    """Every suggester that can be made here, Nhãn's own first."""
    return tuple(dict.fromkeys([*SUGGESTERS, *(found.name for found in entry_points(group=GROUP))]))


def make(name: str, parameters: Parameters) -> Suggester:
    """Make the suggester of that name; slow, and only for worker processes. NhanError for an unknown name."""
    factory = SUGGESTERS.get(name)
    if factory is None:
        found = next(iter(entry_points(group=GROUP, name=name)), None)
        if found is None:
            raise NhanError("suggest.unknown", name=name, names=", ".join(names()))
        factory = found.load()
    return factory(parameters)
