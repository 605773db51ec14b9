"""Who is compared with whom: everybody with everybody, or one side with each of the others."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from nhan.core.agreement.sides import (
    ComparedSide,
    LaterSide,
    ModelSide,
    PersonSide,
    people_sides,
    person_snapshot,
)
from nhan.core.agreement.tally import Pair
from nhan.core.messages import Message, NhanError
from nhan.core.people.aliases import aliases
from nhan.core.people.person import Person
from nhan.core.people.whose import known_as, named, title, titles, workers
from nhan.core.people.whose import people as listed
from nhan.core.project import Project
from nhan.core.snapshot import Snapshot
from nhan.core.store.project_file import Annotator, Role
from nhan.core.withheld import Withheld, withheld_from

LATER, MODEL = "′", "model"


class AgreementChoice(msgspec.Struct, frozen=True):
    """``people``: names or ids, nobody = all who have work. At most one of the others: ``gold``, who the others are
    compared with; ``model``, the newest suggestions with each; ``again``, a folder in which the same people have done
    the articles once more. ``key``: what people's aliases are made with; b"" = they are called by their names."""

    people: tuple[str, ...] = ()
    gold: str = ""
    model: bool = False
    again: Path | None = None
    key: bytes = b""


class ChosenSides(msgspec.Struct, frozen=True):
    """The sides, and which of them are compared (None: each with each). ``withheld``: what of people's work is not for
    who compares, and is left out."""

    sides: Sequence[ComparedSide]
    pairs: Sequence[Pair] | None = None
    withheld: Withheld = Withheld()


def chosen(
    snapshot: Snapshot,
    choice: AgreementChoice,
    user: Person | None,
    passed_over: Callable[[Message], object] = lambda _: None,
    viewer: str = "",
) -> ChosenSides:
    """``viewer``: who compares (an id), "" = somebody who may see all. NhanError where the project does not know who is
    wanted, or there are not two to be compared."""
    project, withheld = snapshot.project, withheld_from(snapshot.project, viewer)
    wanted = [found_in(project, name, user).id for name in choice.people]
    gold = found_in(project, choice.gold, user).id if choice.gold else ""
    there = list(people_sides(snapshot, passed_over, viewer, withheld))
    asked = {*wanted, gold}
    # What somebody decides for all is made of the others' work: it is compared where it is asked for by name.
    people = {
        each.id: side for each, side in there if each.id in asked or (not wanted and each.role is not Role.ADJUDICATOR)
    }
    names = known_as(listed(project))
    if choice.key:
        names = aliases([each.id for each in listed(project)], choice.key)
        for name, side in people.items():
            side.name = names[name]
    if choice.again is not None:
        return replace(_later(project, people, Project.open(project.disk, choice.again)), withheld=withheld)
    sides: list[ComparedSide] = list(people.values())
    if choice.model:
        sides.insert(0, ModelSide(project, MODEL))
    elif gold and gold not in people:  # else somebody else would be taken for it
        raise NhanError("agreement.no_gold", name=names.get(gold, choice.gold))
    elif gold:
        sides.remove(people[gold])
        sides.insert(0, people[gold])
    if len(sides) < 2:
        raise NhanError("agreement.alone", names=titles(workers(project)) or "–")
    return ChosenSides(sides, [(0, at) for at in range(1, len(sides))] if choice.model or gold else None, withheld)


def _later(here: Project, people: dict[str, PersonSide], there: Project) -> ChosenSides:
    again = [each.id for each in workers(there)]
    both = {name: side for name, side in people.items() if name in again}
    if not both:
        raise NhanError("agreement.nobody_again", folder=str(there.folder))
    sides: list[ComparedSide] = []
    for name, side in both.items():
        later = PersonSide(person_snapshot(there, name), side.name)
        sides += [side, LaterSide(later, there, here, side.name + LATER)]
    return ChosenSides(sides, [(at, at + 1) for at in range(0, len(sides), 2)])


def found_in(project: Project, wanted: str, user: Person | None) -> Annotator:
    """The one in the project who has this name or id. NhanError where nobody has."""
    found = named(project, wanted, user)
    if found is None:
        names = ", ".join(map(title, workers(project)))
        raise NhanError("people.unknown", name=wanted, names=names or "–")
    return found
