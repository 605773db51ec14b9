"""Who uses this machine: a name, and an id that is made once and names this person's folders in every project.

The window and the command line read one file, in the user's configuration folder.
"""

import getpass
import re
import secrets
import unicodedata
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import platformdirs

from nhan.core.store.disk import Disk
from nhan.core.store.layout import is_plain
from nhan.core.store.strict import Where, decode, read_file

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_ID = re.compile(r"[a-z0-9]{1,16}-[a-z0-9]{4}|an\d{1,4}")
_LONGEST = 16  # letters of a name in an id
_NAMELESS = "an"  # what an id begins with where the name has no letter that is safe everywhere


VERSION = 1


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """``known_as``: by project folder, the id that this person's work has there, where it is another one."""

    format: Literal["nhan/person"] = "nhan/person"
    version: Annotated[int, msgspec.Meta(ge=1)] = VERSION
    id: str
    name: str
    known_as: dict[str, str] = {}

    def id_in(self, project: Path) -> str:
        """The id under which this person works in the project."""
        return self.known_as.get(_key(project), self.id)

    def is_known_in(self, project: Path) -> bool:
        """Whether it has been said under which id this person works in the project."""
        return _key(project) in self.known_as

    def known_in(self, project: Path, annotator: str) -> "Person":
        """The same person, who works in the project under this id."""
        return msgspec.structs.replace(self, known_as={**self.known_as, _key(project): annotator})

    def renamed(self, name: str) -> "Person":
        """The same person under another name: the id stays."""
        return msgspec.structs.replace(self, name=clean_name(name) or self.name)


def _key(project: Path) -> str:
    return str(project.resolve())


def clean_name(name: str) -> str:
    """A name as it is kept: NFC, on one line, without white space at its ends."""
    seen = "".join(sign if sign.isprintable() else " " for sign in unicodedata.normalize("NFC", name))
    return " ".join(seen.split())


def new_person(name: str) -> Person:
    """Someone who has not been here before."""
    return Person(id=new_id(name), name=clean_name(name))


def new_id(name: str) -> str:
    """An id for a name: its last word in plain letters, by which Vietnamese are called, and four at random."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    words = [re.sub(r"[^a-z0-9]", "", word) for word in plain.split()]
    stem = next((word for word in reversed(words) if word), _NAMELESS)
    return f"{stem[:_LONGEST]}-{''.join(secrets.choice(_LETTERS) for _ in range(4))}"


def is_id(text: str) -> bool:
    """Whether this reads like an id, and not like a name."""
    return bool(_ID.fullmatch(text))


def system_name() -> str:
    """What the system calls the user: proposed to someone who has not said a name."""
    try:
        return clean_name(getpass.getuser()) or _NAMELESS
    except (OSError, KeyError, ImportError):  # no such user, or a system without users
        return _NAMELESS


def person_file() -> Path:
    return Path(platformdirs.user_config_dir("nhan", appauthor=False)) / "person.json"


def read_person(disk: Disk, path: Path | None = None) -> Person | None:
    """The user of this machine; None where nobody has been asked yet. NhanError: the file is damaged."""
    path = path or person_file()
    if not disk.exists(path):
        return None
    where = Where(str(path))
    person = decode(read_file(disk, path, where), Person, where)
    for field, annotator in (("id", person.id), *((f"known_as[{at}]", each) for at, each in person.known_as.items())):
        if not is_plain(annotator):
            raise where.fault("store.annotator_name", field, id=annotator)
    return person


def write_person(disk: Disk, person: Person, path: Path | None = None) -> None:
    """Replace the file as a whole; one of a newer version stays as it is. OSError: the old one still stands."""
    if person.version > VERSION:
        return
    path = path or person_file()
    disk.make_folders(path.parent)
    disk.write_atomic(path, msgspec.json.format(msgspec.json.encode(person), indent=2) + b"\n")
