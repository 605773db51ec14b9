"""Records out into a format and back in, as an export and an import do it."""

from collections.abc import Sequence
from pathlib import Path

from nhan.core.formats.format import Format, Incoming, InputFile, Loss, ReadOptions, WriteOptions
from nhan.core.importing.sources import FileChoice, files_of
from nhan.core.labels import LabelSet
from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record
from tests.core.building import LABELS


def write_out(chosen: Format, records: Sequence[Record], folder: Path, labels: LabelSet = LABELS) -> list[Loss]:
    """Write the records into the folder. Returns what was lost, and what was changed."""
    told: list[Loss] = []
    options = WriteOptions(lost=told.append, changed=told.append, labels=labels)
    if chosen.write_folder is not None:
        for name, data in chosen.write_folder(records, options):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    else:
        assert chosen.write is not None
        (folder / f"bài{chosen.extensions[0]}").write_bytes(b"".join(chosen.write(records, options)))
    return told


def read_back(chosen: Format, folder: Path) -> list[Incoming]:
    """What an import of the folder finds; nothing of it may be refused."""
    found = []
    for file in files_of(Disk(), [folder], FileChoice(chosen.name)):
        for each in file.read(file.file, ReadOptions()):
            assert not isinstance(each, NhanError), str(each)
            found.append(each)
    return found


def read_file(chosen: Format, path: Path, options: ReadOptions | None = None) -> list[Incoming | NhanError]:
    assert chosen.read is not None
    return list(chosen.read(InputFile(Disk(), path, path.stem), options or ReadOptions()))
