"""What becomes of one value (a span, a status, a note) that several programs have changed, each in steps of its own.

Each step leads from the value that was seen to the one that was made of it. No clock and no counter says which came
first: who saw another's value came after it. So the steps are arrows between values. Where they lead one after the
other to a single end, that is the value, whichever of the values on the way a file has. Where they part, or where a
value is seen that no step explains, there are several ends: somebody has to decide.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Generic, TypeVar

import msgspec

V = TypeVar("V")


class EditStep(msgspec.Struct, Generic[V], frozen=True):
    """Somebody saw ``before`` and made ``after`` of it."""

    before: V
    after: V


class Merged(msgspec.Struct, Generic[V], frozen=True):
    """The value, and what else it might be: the other ends, which say something else."""

    value: V
    others: tuple[V, ...] = ()


def merged(now: V, steps: Sequence[EditStep[V]], alike: Callable[[V, V], bool]) -> Merged[V]:
    """What steps, each program's in order, lead to where ``now`` is what stands.

    ``alike``: whether two values say the same. Of several ends the one that stands is kept, else the first.
    """
    if _is_chain(now, steps):  # which is nearly always so
        return Merged(steps[-1].after)
    nodes: list[V] = []

    def node(value: V) -> int:
        """The place of the value among those that are known."""
        for at, each in enumerate(nodes):
            if each == value:
                return at
        nodes.append(value)
        return len(nodes) - 1

    arrows = [(node(step.before), node(step.after)) for step in steps]
    group = _groups(len(nodes), arrows)
    ends = {each: _ends(arrows, group, each) for each in dict.fromkeys(group)}
    here = next((group[at] for at, value in enumerate(nodes) if value == now), None)
    own = [nodes[at] for at in ends.pop(here, [])] if here is not None else [now]
    value = next((each for each in own if each == now), next((each for each in own if alike(each, now)), own[0]))
    found = [*own, *(nodes[at] for its in ends.values() for at in its)]
    others: list[V] = []
    for each in found:
        if not any(alike(each, known) for known in (value, *others)):
            others.append(each)
    return Merged(value, tuple(others))


def _is_chain(now: V, steps: Sequence[EditStep[V]]) -> bool:
    """Whether each step goes on from the one before, and ``now`` is one of their values."""
    follow = all(before.after == after.before for before, after in pairwise(steps))
    return follow and bool(steps) and (now == steps[0].before or any(now == step.after for step in steps))


def _groups(count: int, arrows: Sequence[tuple[int, int]]) -> list[int]:
    """For each value the first of those that arrows join it with."""
    group = list(range(count))
    for before, after in arrows:
        low, high = sorted((group[before], group[after]))
        group = [low if each == high else each for each in group]
    return group


def _ends(arrows: Sequence[tuple[int, int]], group: Sequence[int], which: int) -> list[int]:
    """The values that more arrows lead to than away from; where they lead back to where they began, that."""
    inside = [(before, after) for before, after in arrows if group[before] == which]
    surplus: dict[int, int] = {}
    for before, after in inside:
        surplus[before] = surplus.get(before, 0) - 1
        surplus[after] = surplus.get(after, 0) + 1
    return [each for each, more in surplus.items() if more > 0] or [inside[0][0]]
