"""The quarantine: copies of damaged files as they were found, each with the reason beside it. Nothing is taken out.

A copy is named by its content: the same damage is kept once, however often it is met and wherever the file has moved.
"""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from nhan.core.messages import LANGUAGES, NhanError, say
from nhan.core.store.disk import Disk
from nhan.core.store.journal_reading import bad_lines, journal_bytes, journal_fault
from nhan.core.store.layout import QUARANTINE, annotator_folder, shown

REASON = ".reason.json"


class QuarantineReason(msgspec.Struct, frozen=True):
    """Why a copy is here: the file's place in the project, when it was copied (UTC), and what was wrong, in words."""

    file: str
    at: str
    reason: dict[str, str]  # by language


def keep(disk: Disk, folder: Path, annotator: str, path: Path, data: bytes, why: NhanError) -> Path:
    """Put a copy of a file of the project, whose bytes these are, into its quarantine. Returns the copy, which is safe
    by then. OSError."""
    copy = _copy(folder, annotator, path, data)
    reason = copy.with_name(copy.name + REASON)
    if not disk.exists(reason):  # written last: with it the copy is there
        disk.make_folders(copy.parent)
        disk.write_atomic(copy, data)
        words = {language: say(why.message, language) for language in LANGUAGES}
        at = datetime.now(UTC).isoformat(timespec="seconds")
        written = msgspec.json.encode(QuarantineReason(shown(folder, path), at, words))
        disk.write_atomic(reason, msgspec.json.format(written, indent=2) + b"\n")
    return copy


def is_kept(disk: Disk, folder: Path, annotator: str, path: Path, data: bytes) -> bool:
    """Whether a copy of the file is here, with these bytes."""
    copy = _copy(folder, annotator, path, data)
    return disk.exists(copy.with_name(copy.name + REASON))


def keep_damaged_journal(disk: Disk, folder: Path, annotator: str, path: Path) -> Path | None:
    """The same of a journal's file where lines of it are damaged; None where none is. NhanError: it cannot be read."""
    data = journal_bytes(disk, path)
    lines = bad_lines(data)
    return keep(disk, folder, annotator, path, data, journal_fault(path, lines[0])) if lines else None


def _copy(folder: Path, annotator: str, path: Path, data: bytes) -> Path:
    digest = hashlib.sha256(data).hexdigest()[:12]
    return annotator_folder(folder, QUARANTINE, annotator) / f"{path.stem}-{digest}{path.suffix}"
