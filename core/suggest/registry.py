"""The suggesters by name, Nhãn's own and those that other packages add (entry point group ``nhan.suggesters``)."""

from collections.abc import Callable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from nhan.core.messages import NhanError
from nhan.core.suggestion import Suggester
from nhan.core.tagger.pretrained_choice import STARTER

GROUP = "nhan.suggesters"
UNDERTHESEA, LEARNED, MEMORY = "underthesea", "learned", "memory"
TRANSFORMERS, RECOMMENDER, CHAT = "transformers", "recommender", "chat"  # what they ask has to be named with them

Parameters = Mapping[str, Any]  # JSON values; each suggester says what they mean
Factory = Callable[[Parameters], Suggester]

# The name is the one that the suggester's spans bear. Entry points, as others have them: every process may read this
# table, and only child processes load what is behind it.
SUGGESTERS: Mapping[str, EntryPoint] = {
    name: EntryPoint(name, f"nhan.core.{value}", GROUP)
    for name, value in {
        UNDERTHESEA: "underthesea.adapter:Underthesea",
        "rules": "suggest.builtin:Rules",
        STARTER: "suggest.builtin:StarterSuggester",
        MEMORY: "suggest.builtin:Remembering",
        LEARNED: "suggest.builtin:LearnedSuggester",
        TRANSFORMERS: "suggest.transformers_adapter:Transformers",
        RECOMMENDER: "suggest.remote.recommender:Recommender",
        CHAT: "suggest.remote.chat:Chat",
    }.items()
}


def names() -> tuple[str, ...]:
    """Every suggester that can be made here, Nhãn's own first."""
    return tuple(dict.fromkeys([*SUGGESTERS, *(found.name for found in entry_points(group=GROUP))]))


def make(name: str, parameters: Parameters) -> Suggester:
    """Make the suggester of that name; slow, and only for child processes. NhanError for an unknown name."""
    found = SUGGESTERS.get(name) or next(iter(entry_points(group=GROUP, name=name)), None)
    if found is None:
        raise NhanError("suggest.unknown", name=name, names=", ".join(names()))
    factory: Factory = found.load()
    return factory(parameters)
