"""project.json: the project's name, labels, annotators and settings. Replaced as a whole, never edited in place."""

from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from nhan.core.labels import LabelSet
from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.store.label_set import check_label_set
from nhan.core.store.layout import JOURNAL, PROJECT, SUGGESTED, TEXTS, WORK, is_plain
from nhan.core.store.strict import Where, decode, read_file, refuse_duplicate_keys

FIRST_ANNOTATOR = "an1"  # who works where nobody has a name


class Role(Enum):
    """What someone does in the project."""

    ANNOTATOR = "annotator"
    ADJUDICATOR = "adjudicator"  # decides where annotators differ


class Annotator(msgspec.Struct, frozen=True, omit_defaults=True):
    """Someone who works on the project. The id names folders; the name is for people."""

    id: Annotated[str, msgspec.Meta(min_length=1)]
    name: str = ""
    role: Role = Role.ANNOTATOR


VERSION = 1


class ProjectFile(msgspec.Struct, frozen=True, kw_only=True):
    """project.json. One of a newer version is read where its shape is known, and never written."""

    format: Literal["nhan/project"] = "nhan/project"
    version: int = VERSION
    name: str = ""
    labels: LabelSet
    annotators: tuple[Annotator, ...] = ()  # who has edited something, in the order of coming
    settings: dict[str, Any] = {}
    deleted_articles: tuple[str, ...] = ()  # their files stay; nobody sees them
    titles: dict[str, str] = {}  # by article id: what it is called, where that is not the title it was imported with


class Header(msgspec.Struct, frozen=True):
    """Read first: what a newer version wrote may have other shapes below."""

    format: Literal["nhan/project"]
    version: Annotated[int, msgspec.Meta(ge=VERSION)]


def read_project(disk: Disk, folder: Path) -> tuple[ProjectFile, dict[str, Any]]:
    """The file, and its keys that this version does not know. NhanError where it is missing or wrong."""
    where = Where(PROJECT)
    path = folder / PROJECT
    if not disk.exists(path):
        raise Where(str(folder)).fault("store.no_project")
    data = read_file(disk, path, where)
    header = decode(data, Header, where)
    try:
        read = decode(data, ProjectFile, where)
    except NhanError:
        if header.version > VERSION:
            raise where.fault("store.unknown_version", "version") from None
        raise
    refuse_duplicate_keys(data, where)
    _check(read, where)
    known = ProjectFile.__struct_fields__
    return read, {key: value for key, value in decode(data, dict[str, Any], where).items() if key not in known}


def create_project(disk: Disk, folder: Path, labels: LabelSet, name: str) -> None:
    """Write the file of a new project; "" = named after its folder. NhanError where the folder is taken."""
    check_label_set(labels, Where(PROJECT), "labels.")
    if disk.exists(folder) and not folder.is_dir():
        raise NhanError("store.no_folder", file=str(folder))
    for taken in (PROJECT, TEXTS, SUGGESTED, WORK, JOURNAL):
        if disk.exists(folder / taken):
            raise NhanError("store.folder_taken", folder=str(folder), name=taken)
    disk.make_folders(folder)
    file = ProjectFile(name=name or folder.resolve().name, labels=labels)
    disk.create_new(folder / PROJECT, project_bytes(file, {}))


def _check(read: ProjectFile, where: Where) -> None:
    check_label_set(read.labels, where, "labels.")
    for at, annotator in enumerate(read.annotators):
        if not is_plain(annotator.id):
            raise where.fault("store.annotator_name", f"annotators[{at}].id", id=annotator.id)


def project_bytes(file: ProjectFile, extra: dict[str, Any]) -> bytes:
    """The file's bytes: indented, so that a change of one label is a change of a few lines. Annotators, and
    settings and titles by name, have a line each, and so have the commas: additions beside one another merge."""
    whole: dict[str, Any] = {**msgspec.to_builtins(file), **extra}
    written = {name: _indented(value) for name, value in whole.items()}
    written["annotators"] = _in_lines(b"[]", [_on_one_line(each) for each in whole["annotators"]])
    written["settings"] = _by_name(file.settings)
    written["deleted_articles"] = _in_lines(b"[]", [_on_one_line(each) for each in file.deleted_articles])
    written["titles"] = _by_name(file.titles)
    for name in ("deleted_articles", "titles"):
        if not getattr(file, name):
            del written[name]
    members = (b"  %b: %b" % (msgspec.json.encode(name), value) for name, value in written.items())
    return b"{\n" + b",\n".join(members) + b"\n}\n"


def _indented(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).replace(b"\n", b"\n  ")


def _on_one_line(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=0)


def _by_name(values: Mapping[str, Any]) -> bytes:
    return _in_lines(b"{}", [_on_one_line({name: value})[1:-1] for name, value in sorted(values.items())])


def _in_lines(brackets: bytes, items: list[bytes]) -> bytes:
    inside = b"\n    ,\n".join(b"    " + item for item in items)
    return brackets[:1] + b"\n" + inside + b"\n  " + brackets[1:] if items else brackets
