"""The people of a project: who they are, who has work there, and which of them is meant."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from nhan.core.messages import NhanError
from nhan.core.people.person import Person, clean_name, is_id, new_id
from nhan.core.project import Project
from nhan.core.store.layout import AUDIT, JOURNAL, WORK, is_plain
from nhan.core.store.project_file import FIRST_ANNOTATOR, Annotator, Role

VARIABLE = "NHAN_ANNOTATOR"


def people(project: Project) -> list[Annotator]:
    """Everybody who is listed in the project, in its order, then those who only have work there, by id."""
    listed = list(project.annotators)
    known = {each.id for each in listed}
    folders = {name for part in (WORK, JOURNAL, AUDIT) for name in project.disk.list(project.folder / part)}
    found = (name for name in sorted(folders - known) if is_plain(name) and has_work(project, name))
    return [*listed, *map(Annotator, found)]


def has_work(project: Project, annotator: str) -> bool:
    """Whether articles are kept under this id: records, or journals with edits of some. What somebody has only set for
    everybody is no work."""
    return bool(project.disk.list(project.folder / WORK / annotator)) or project.journal(annotator).edit_articles()


def workers(project: Project) -> list[Annotator]:
    """Those of the people who have work."""
    return [each for each in people(project) if has_work(project, each.id)]


def title(annotator: Annotator) -> str:
    """What to call someone: the name, else the id."""
    return annotator.name or annotator.id


def known_as(several: Iterable[Annotator]) -> dict[str, str]:
    """By id, what to call each of them where they are told apart: the name, with the id where others have the name."""
    here = {each.id: each for each in several}
    called = Counter(_same(title(each)) for each in here.values())
    return {name: titles([each]) if called[_same(title(each))] > 1 else title(each) for name, each in here.items()}


def titles(several: Sequence[Annotator]) -> str:
    """The names with the ids that name them beyond doubt."""
    return ", ".join(f"{each.name} ({each.id})" if each.name else each.id for each in several)


def named(project: Project, wanted: str, person: Person | None) -> Annotator | None:
    """Who in the project has this id or name; None = nobody. NhanError where several have the name."""
    here = people(project) or [Annotator(project.annotator)]  # whoever it is: what was imported is shown
    if person is not None and _same(wanted) in (_same(person.id), _same(person.name)):
        return _listed(here, Annotator(person.id_in(project.folder), person.name))
    # Two ids that differ only in case would be one folder on many disks, so they are one.
    by_id = [each for each in here if each.id == wanted] or [each for each in here if _same(each.id) == _same(wanted)]
    by_name = [each for each in here if _same(each.name) == _same(wanted)]
    found = by_id or by_name
    if len(found) > 1:
        raise NhanError("people.several", name=wanted, names=titles(found))
    return found[0] if found else None


def writer(project: Project, wanted: str, person: Person | None) -> Annotator:
    """Who writes: the one who is ``wanted`` (an id or a name; a new one where the project knows neither), else the
    user of this machine, else the project's only annotator."""
    if wanted:
        return named(project, wanted, person) or _newcomer(wanted)
    if person is not None:
        return _listed(people(project), Annotator(person.id_in(project.folder), person.name))
    return next(iter([*workers(project), *project.annotators]), Annotator(FIRST_ANNOTATOR))


def writers(project: Project, several: Sequence[str], person: Person | None) -> list[Annotator]:
    """Who is wanted by each of these ids and names; a new name that is said twice is one person. NhanError for a blank
    one."""
    found: dict[str, Annotator] = {}
    for wanted in several:
        if not clean_name(wanted):
            raise NhanError("people.no_name")
        if _same(wanted) not in found:
            found[_same(wanted)] = writer(project, wanted, person)
    return [found[_same(wanted)] for wanted in several]


def reader(project: Project, wanted: str, person: Person | None) -> Annotator:
    """Whose work is read: the one who is ``wanted``, else the user of this machine, else the project's only annotator.

    NhanError where the project does not know who is wanted, and where nobody is and several have work.
    """
    if wanted:
        found = named(project, wanted, person)
        if found is None:
            raise NhanError("people.unknown", name=wanted, names=titles(people(project)) or "–")
        return found
    found = default_reader(project, person)
    if found is None:
        raise NhanError("people.say_whose", names=titles(workers(project)))
    return found


def default_reader(project: Project, person: Person | None) -> Annotator | None:
    """Whose work is read where nobody is named; None = that cannot be told."""
    me, there = writer(project, "", person), workers(project)
    if not there or (person is not None and has_work(project, me.id)):
        return me
    return there[0] if len(there) == 1 else None


def gold_of(project: Project, wanted: Annotator | None = None) -> Annotator:
    """Whose work is the gold: the one who is wanted, else the only adjudicator who has work, else the only one who
    has. NhanError where that is nobody, or not one."""
    there = workers(project)
    if wanted is not None:
        return wanted
    adjudicators = [each for each in there if each.role is Role.ADJUDICATOR]
    found = adjudicators if len(adjudicators) == 1 else there
    if not found:
        raise NhanError("people.no_work")
    if len(found) != 1:
        raise NhanError("people.say_gold", names=titles(there))
    return found[0]


def stranger(project: Project, person: Person) -> Annotator | None:
    """Whose work may be this person's under another id, where nobody has said so yet: the one of the same name (who
    worked on another machine, or in a folder that was moved), or the nameless one whose work is all there is."""
    there = workers(project)
    if person.is_known_in(project.folder) or person.id in (each.id for each in there):
        return None
    alike = [each for each in there if _same(each.name) == _same(person.name)]
    found = alike or [each for each in there if not each.name and len(there) == 1]
    return found[0] if len(found) == 1 else None


def _newcomer(wanted: str) -> Annotator:
    if is_id(wanted):
        return Annotator(wanted)
    name = clean_name(wanted)
    if not name:
        raise NhanError("people.no_name")
    return Annotator(new_id(name), name)


def _listed(here: Sequence[Annotator], wanted: Annotator) -> Annotator:
    """As the project has it, under the name that the person has now."""
    found = next((each for each in here if each.id == wanted.id), wanted)
    return Annotator(found.id, wanted.name or found.name, found.role)


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", clean_name(name)).casefold()
