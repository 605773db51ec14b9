"""Label sets in files: the bundled ones by name, a person's own by path."""

from importlib import resources
from pathlib import Path

import msgspec

from nhan.core.export_target import export_target
from nhan.core.formats.json_rows import BOM
from nhan.core.formats.label_configs import read_label_config
from nhan.core.labels import LabelSet
from nhan.core.messages import NhanError
from nhan.core.operations import plain_label_set
from nhan.core.store.disk import Disk
from nhan.core.store.label_set import check_label_set
from nhan.core.store.strict import Where, decode, refuse_duplicate_keys
from nhan.core.system_reason import reason_of

DEFAULT = "vlsp2018"


def names() -> list[str]:
    """The names of the bundled label sets."""
    folder = resources.files("nhan.resources") / "labels"
    return sorted(file.name.removesuffix(".json") for file in folder.iterdir() if file.name.endswith(".json"))


def load_label_set(name: str | Path, disk: Disk | None = None) -> LabelSet:
    """A bundled label set by its name, or the one in a file, Nhãn's own or another program's (``label_configs``).
    NhanError naming the file and the field."""
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
        raise Where(str(path)).fault("formats.unreadable", reason=reason_of(error)) from None
    return read_label_set(data, Where(str(path)))


def save_label_set(path: Path, labels: LabelSet, project: Path, disk: Disk | None = None) -> None:
    """Write a label set for ``nhan new --labels`` and other projects. NhanError where that cannot be written, or may
    not be, as in the folder ``project``."""
    data = msgspec.json.format(msgspec.json.encode(plain_label_set(labels)), indent=2) + b"\n"
    try:
        (disk or Disk()).write_atomic(export_target(path, project), data)
    except OSError as error:
        raise NhanError("formats.unwritable", file=str(path), reason=reason_of(error)) from None


def read_label_set(data: bytes, where: Where) -> LabelSet:
    """The label set in these bytes. NhanError naming the field that is wrong."""
    other = read_label_config(data, where)
    if other is not None:
        return other
    data = data.removeprefix(BOM)
    labels = decode(data, LabelSet, where)
    refuse_duplicate_keys(data, where)
    check_label_set(labels, where)
    return labels
