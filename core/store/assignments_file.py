"""assignments.json: which articles each person is to do. Replaced as a whole; an article has a line of its own."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from nhan.core.messages import NhanError
from nhan.core.model import Assigned, Dealing, GivenTo
from nhan.core.store.disk import Disk
from nhan.core.store.layout import ASSIGNMENTS
from nhan.core.store.strict import Where, decode, read_file, refuse_duplicate_keys

VERSION = 1


class Assignments(msgspec.Struct, frozen=True, kw_only=True):
    """``articles``: by article id, the people who are to do it, by id. ``first``: what all begin with."""

    format: Literal["nhan/assignments"] = "nhan/assignments"
    version: Literal[1] = 1
    people: tuple[str, ...] = ()
    overlap: int = 0  # articles that several people are to do
    first: tuple[str, ...] = ()
    articles: dict[str, tuple[str, ...]] = {}

    def of(self, person: str) -> list[str] | None:
        """The articles of this person, those that all begin with at the head; None for who is given none at all: a
        curator, or somebody who came later, sees everything."""
        if person not in self.people:
            return None
        head = set(self.first)
        mine = [name for name, people in self.articles.items() if person in people]
        return [*(name for name in self.first if person in self.articles.get(name, ()))] + [
            name for name in mine if name not in head
        ]


def read_assignments(disk: Disk, folder: Path) -> Assignments | None:
    """The file; None where nothing is assigned. NhanError where it cannot be read."""
    path, where = folder / ASSIGNMENTS, Where(ASSIGNMENTS)
    if not disk.exists(path):
        return None
    data = read_file(disk, path, where)
    read = decode(data, Assignments, where)
    if data != assignments_bytes(read):  # as this program writes it there is none twice; to look for them takes longer
        refuse_duplicate_keys(data, where)
    return read


def assignments_faults(disk: Disk, folder: Path) -> list[NhanError]:
    """Why the file cannot be read: everybody then sees all articles. Nothing where it can be, or nothing is
    assigned."""
    try:
        read_assignments(disk, folder)
    except NhanError as error:
        return [error]
    return []


def unsound(found: Assignments, known: Container[str]) -> Iterator[NhanError]:
    """What is wrong with a file that can be read. ``known``: the articles that the project has, or has had."""
    where = Where(ASSIGNMENTS)
    if found.overlap < 0:
        yield where.fault("store.bad_overlap", "overlap", overlap=found.overlap)
    lists = {"people": found.people, "first": found.first}
    lists |= {f"articles.{name}": people for name, people in found.articles.items()}
    for field, its in lists.items():
        yield from (where.fault("store.given_twice", field, id=each) for each in repeated(its))
    for name, people in found.articles.items():
        if not people:
            yield where.fault("store.given_to_nobody", f"articles.{name}")
        if name not in known:
            yield where.fault("store.unknown_article", f"articles.{name}", id=name)
    for name in found.first:
        if name not in found.articles:
            yield where.fault("store.first_not_given", "first", id=name)


def repeated(several: Iterable[str]) -> list[str]:
    """Those that are there more than once."""
    return [each for each, count in Counter(several).items() if count > 1]


def write_assignments(disk: Disk, folder: Path, assignments: Assignments | None) -> None:
    """Replace the file; None: take it away. OSError: the old one still stands."""
    if assignments is not None:
        disk.write_atomic(folder / ASSIGNMENTS, assignments_bytes(assignments))
    elif disk.exists(folder / ASSIGNMENTS):
        disk.remove(folder / ASSIGNMENTS)


def assigning(before: Assignments | None, after: Assignments | None) -> Assigned | None:
    """What makes ``after`` of ``before``; None where they are the same."""
    if before == after:
        return None
    was, now = (each.articles if each is not None else {} for each in (before, after))
    moved: defaultdict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for name in dict.fromkeys((*was, *now)):
        if was.get(name, ()) != now.get(name, ()):
            moved[was.get(name, ()), now.get(name, ())].append(name)
    given = tuple(GivenTo(tuple(names), *people) for people, names in moved.items())
    return Assigned(_dealing(before), _dealing(after), given)


def can_assign(disk: Disk, folder: Path, edit: Assigned | None) -> bool:
    """Whether the file can be changed so, or is so already: nobody has given out just that otherwise."""
    return edit is None or _fits(read_assignments(disk, folder), edit)


def assign(disk: Disk, folder: Path, edit: Assigned | None, order: Iterable[str]) -> None:
    """Change the file so, articles in this order, where it can be and is not so already."""
    if edit is not None and _fits(there := read_assignments(disk, folder), edit):
        wanted = given_out(there, edit, order)
        if wanted != there:
            write_assignments(disk, folder, wanted)


def _dealing(assignments: Assignments | None) -> Dealing | None:
    return None if assignments is None else Dealing(assignments.people, assignments.overlap, assignments.first)


def _fits(there: Assignments | None, edit: Assigned) -> bool:
    articles = there.articles if there is not None else {}
    if _dealing(there) not in (edit.was, edit.now):
        return False
    return all({articles.get(name, ()) for name in each.ids} <= {each.was, each.now} for each in edit.given)


def given_out(there: Assignments | None, edit: Assigned, order: Iterable[str]) -> Assignments | None:
    """What is there with the edit, the articles in this order. Doing it twice does nothing more."""
    if edit.now is None:
        return None
    articles = dict(there.articles) if there is not None else {}
    for each in edit.given:
        articles.update(dict.fromkeys(each.ids, each.now))
    ordered = (*(name for name in order if name in articles), *articles)
    return Assignments(
        people=edit.now.people,
        overlap=edit.now.overlap,
        first=edit.now.first,
        articles={name: articles[name] for name in dict.fromkeys(ordered) if articles[name]},
    )


def assignments_bytes(assignments: Assignments) -> bytes:
    """The file's bytes. Commas between articles have lines of their own, so that neighbouring changes merge."""
    values = {name: getattr(assignments, name) for name in Assignments.__struct_fields__ if name != "articles"}
    head = [b"  %b: %b,\n" % (_json(name), _json(value)) for name, value in values.items()]
    written = {people: _json(people) for people in frozenset(assignments.articles.values())}
    lines = [b"    %b: %b\n" % (msgspec.json.encode(name), written[its]) for name, its in assignments.articles.items()]
    return b"{\n" + b"".join(head) + b'  "articles": {\n' + b"    ,\n".join(lines) + b"  }\n}\n"


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=0)
