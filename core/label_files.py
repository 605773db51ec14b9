"""Label sets in files: the bundled ones by name, a person's own by path."""

import re
from importlib import resources
from pathlib import Path

from nhan.core.labels import Label, LabelSet
from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.store.strict import Where, decode, refuse_duplicate_keys

DEFAULT = "vlsp2018"

BOM = b"\xef\xbb\xbf"  # some editors put it before JSON; it is no part of the value

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


def names() -> list[str]:
    """The names of the bundled label sets."""
    folder = resources.files("nhan.resources") / "labels"
    return sorted(file.name.removesuffix(".json") for file in folder.iterdir() if file.name.endswith(".json"))


def load_label_set(name: str | Path, disk: Disk | None = None) -> LabelSet:
    """A bundled label set by its name, or the one in a JSON file. NhanError naming the file and the field."""
    if isinstance(name, str) and name in names():
        data = (resources.files("nhan.resources") / "labels" / f"{name}.json").read_bytes()
        return read_label_set(data, Where(f"{name}.json"))
    path = Path(name)
    disk = disk or Disk()
    if not disk.exists(path):
        raise NhanError("formats.labels_missing", name=str(name), names=", ".join(names()))
    try:
        data = disk.read_bytes(path)
    except OSError as error:
        raise Where(str(path)).fault("formats.unreadable", reason=error.strerror or str(error)) from None
    return read_label_set(data, Where(str(path)))


def read_label_set(data: bytes, where: Where) -> LabelSet:
    """The label set in these bytes. NhanError naming the field that is wrong."""
    data = data.removeprefix(BOM)
    labels = decode(data, LabelSet, where)
    refuse_duplicate_keys(data, where)
    if not labels.labels:
        raise where.fault("formats.labels_none", "labels")
    known: set[str] = set()
    keys: set[str] = set()
    for at, label in enumerate(labels.labels):
        _check(label, f"labels[{at}]", where)
        if label.name in known:
            raise where.fault("store.label_repeated", f"labels[{at}].name", label=label.name)
        if label.key and label.key in keys:
            raise where.fault("formats.label_key_repeated", f"labels[{at}].key", digit=label.key)
        known.add(label.name)
        keys.add(label.key)
    for at, label in enumerate(labels.labels):
        for parent in label.parents:
            if parent not in known:
                raise where.fault("formats.label_parent", f"labels[{at}].parents", label=parent)
    return labels


def _check(label: Label, field: str, where: Where) -> None:
    # A blank in a label's name would be a new column, or a new line, in the files others read.
    if not label.name or any(c.isspace() or not c.isprintable() for c in label.name):
        raise where.fault("formats.label_name", f"{field}.name", label=label.name)
    for name, color in (("color", label.color), ("color_dark", label.color_dark)):
        if not _COLOR.fullmatch(color) and (color or name == "color"):
            raise where.fault("formats.label_color", f"{field}.{name}", color=color)
    if label.key and (len(label.key) != 1 or label.key not in "1234567890"):
        raise where.fault("formats.label_key", f"{field}.key", digit=label.key)
