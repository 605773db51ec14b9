"""Where people's spans of one article differ: what all share is taken out, the rest that shares text forms a stop."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import msgspec

from nhan.core.suggestion import Labelled
from nhan.core.text.units import Range

T = TypeVar("T")

NOTHING: frozenset[Labelled] = frozenset()


class PeopleVersion(msgspec.Struct, frozen=True):
    """What ``voters`` (annotator ids, sorted) had at a stop: labelled ranges in order, none where they had nothing."""

    places: tuple[Labelled, ...]
    voters: tuple[str, ...]


class Disagreement(msgspec.Struct, frozen=True):
    """One stop: code points ``[start, end)``. ``versions`` are distinct; ``before`` is what had been decided there,
    where new work has opened it again."""

    start: int
    end: int
    versions: tuple[PeopleVersion, ...]
    before: tuple[Labelled, ...] | None = None

    @property
    def places(self) -> tuple[Labelled, ...]:
        """Every span of every version, in order."""
        return tuple(in_order({place for version in self.versions for place in version.places}))

    @property
    def people(self) -> tuple[str, ...]:
        """Who was compared, by id."""
        return tuple(sorted(voter for version in self.versions for voter in version.voters))


class ComparedWork(msgspec.Struct, frozen=True):
    """What all have, and where they differ, each in the order of the text."""

    people: tuple[str, ...]
    agreed: tuple[Labelled, ...]
    stops: tuple[Disagreement, ...]


def compare(spans: Mapping[str, Iterable[Labelled]]) -> ComparedWork:
    """Compare what each annotator (by id) has in one article. The order of people and spans makes no difference."""
    versions = {person: frozenset(spans[person]) for person in sorted(spans)}
    agreed = frozenset.intersection(*versions.values()) if versions else NOTHING
    rest = frozenset[Labelled]().union(*versions.values()) - agreed
    stops = tuple(disagreement(places, versions) for places in touching(in_order(rest), lambda place: place[:2]))
    return ComparedWork(tuple(versions), tuple(in_order(agreed)), stops)


def disagreement(places: Iterable[Labelled], versions: Mapping[str, frozenset[Labelled]]) -> Disagreement:
    """The stop that these spans form: who had which of them."""
    found = frozenset(places)
    voters: dict[frozenset[Labelled], list[str]] = {}
    for person in sorted(versions):
        voters.setdefault(versions[person] & found, []).append(person)
    its = [PeopleVersion(tuple(in_order(had)), tuple(who)) for had, who in voters.items()]
    its.sort(key=lambda version: (not version.places, version.places))
    return Disagreement(min(place[0] for place in found), max(place[1] for place in found), tuple(its))


def in_order(places: Iterable[Labelled]) -> list[Labelled]:
    """By start, the longer first, then by label, as spans stand everywhere."""
    return sorted(places, key=lambda place: (place[0], -place[1], place[2]))


def touching(items: Iterable[T], range_of: Callable[[T], Range]) -> list[list[T]]:
    """The groups of those that share text, directly or by way of others; ``items`` in the order of the text."""
    groups: list[list[T]] = []
    until = -1
    for item in items:
        start, end = range_of(item)
        if start < until:
            groups[-1].append(item)
        else:
            groups.append([item])
        until = max(until, end)
    return groups
