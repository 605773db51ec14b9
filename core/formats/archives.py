"""Archives of files to import (``.zip``, as doccano gives its exports): unpacked into a folder that goes with them.

What an archive says of its members is not believed: names that lead out of it, links, and more than there may be are
refused before anything of it is read.
"""

import lzma
import shutil
import stat
import struct
import tempfile
import weakref
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from nhan.core.formats.format import CHUNK, InputFile
from nhan.core.store.strict import Where

ENDING = ".zip"
_LOCKED = 1  # a member's flag
MOST_MEMBERS = 200_000
_DAMAGE = (OSError, ValueError, RuntimeError, EOFError, struct.error, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
MOST_BYTES = 4 << 30  # of all that is unpacked


class Unpacked:
    """The folder that an archive was unpacked into; it is removed once nobody needs it any more."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)


class ArchiveFile(InputFile, frozen=True):
    """A file out of an archive, called after it in messages."""

    archive: str = ""
    unpacked: Unpacked | None = None

    @property
    def shown(self) -> str:
        folder = self.unpacked.folder if self.unpacked else self.path.parent
        return f"{self.archive}/{self.path.relative_to(folder).as_posix()}"


def unpack(path: Path) -> Unpacked:
    """Unpack an archive. NhanError naming the member that may not be, or the archive where it is damaged."""
    where = Where(str(path))
    folder = Path(tempfile.mkdtemp(prefix="nhan-"))
    found = Unpacked(folder)
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            if len(members) > MOST_MEMBERS:
                raise where.fault("formats.too_large")
            for member in members:
                _check(member, where)
            left = MOST_BYTES
            for member in members:
                left = _extract(archive, member, folder, left, where)
    except _DAMAGE as error:
        raise where.fault("formats.not_this", name="zip", reason=str(error)) from None
    return found


def _check(member: zipfile.ZipInfo, where: Where) -> None:
    name = member.filename.replace("\\", "/")
    parts = PurePosixPath(name).parts
    link = stat.S_ISLNK(member.external_attr >> 16)
    if link or name.startswith("/") or ":" in name or ".." in parts or not parts or "\0" in name:
        raise where.fault("formats.zip_member", name=member.filename)
    if member.flag_bits & _LOCKED:
        raise where.fault("formats.zip_locked", name=member.filename)


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, left: int, where: Where) -> int:
    """Returns how many bytes may still come."""
    target = folder.joinpath(*PurePosixPath(member.filename.replace("\\", "/")).parts)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch(exist_ok=False)
    except (FileExistsError, NotADirectoryError):
        raise where.fault("formats.zip_twice", name=member.filename) from None
    with archive.open(member) as source, target.open("wb") as made:
        while chunk := source.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise where.fault("formats.too_large")
            made.write(chunk)
    return left
