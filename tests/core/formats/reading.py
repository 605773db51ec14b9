"""What the tests of formats share: bytes as a file to import, and readers' answers sorted out."""

from pathlib import Path

from nhan.core.formats.format import Incoming, InputFile, Reader, ReadOptions
from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk


def file_of(folder: Path, data: bytes, name: str = "bài.txt") -> InputFile:
    path = folder / name
    path.write_bytes(data)
    return InputFile(Disk(), path, path.stem)


def read_all(reader: Reader, file: InputFile, as_suggested: bool = False) -> tuple[list[Incoming], list[NhanError]]:
    """What was read, and what was refused."""
    found = list(reader(file, ReadOptions(as_suggested)))
    good = [each for each in found if isinstance(each, Incoming)]
    return good, [each for each in found if isinstance(each, NhanError)]


def place(error: NhanError) -> tuple[str, int | None, str]:
    """Which sentence, line and field."""
    return error.message.key, error.message.fields["line"], error.message.fields["field"]
