"""The lock that refuses a second writer. It lives outside the project: opening a project writes nothing into it.

Beside it stands who holds it, for those who are refused.
"""

import hashlib
import os
import platform
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import platformdirs
from filelock import FileLock, Timeout

from nhan.core.messages import Message

IMPORT = ":import"  # annotators' ids hold no colon


class LockOwner(msgspec.Struct, frozen=True):
    """Who holds a lock: a person's name, the machine, the process and since when (UTC)."""

    name: str
    machine: str
    process: int
    since: datetime


class Lock:
    """Held until ``release``, or until the process ends."""

    def __init__(self, file: FileLock | None) -> None:
        self._file = file

    def release(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                _owner_file(Path(self._file.lock_file)).unlink(missing_ok=True)
            self._file.release()
            self._file = None

    def __enter__(self) -> "Lock":
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def try_lock(folder: Path, name: str, owner: str = "") -> Lock | None:
    """The lock for one annotator (or IMPORT, or a run) of one project; None when another program holds it.

    ``owner``: the name to show to those who are refused (see ``lock_owner``).

    Where no lock can be had at all (a home folder that cannot be written) the answer is a lock that locks nothing:
    each session has a journal of its own, so safety does not depend on it.
    """
    path = _lock_file(folder, name)
    file = FileLock(path, timeout=0, thread_local=False, fallback_to_soft=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file.acquire()
    except Timeout:
        return None
    except (OSError, NotImplementedError):
        return Lock(None)
    with suppress(OSError):
        held = LockOwner(owner, platform.node(), os.getpid(), datetime.now(UTC))
        _owner_file(path).write_bytes(msgspec.json.encode(held))
    return Lock(file)


def lock_owner(folder: Path, name: str) -> LockOwner | None:
    """Who holds the lock, as far as that can be told. Ask only once it was refused: a crash leaves the last one."""
    try:
        return msgspec.json.decode(_owner_file(_lock_file(folder, name)).read_bytes(), type=LockOwner)
    except (OSError, ValueError):
        return None


def held_by(folder: Path, annotator: str) -> Message:
    """Why nothing can be written while somebody else has the lock: who, since when and where."""
    owner = lock_owner(folder, annotator)
    if owner is None:
        return Message("session.read_only", {"folder": str(folder)})
    since = owner.since.astimezone().strftime("%H:%M %d/%m/%Y")
    return Message("session.read_only_since", {"name": owner.name, "machine": owner.machine, "since": since})


def _lock_file(folder: Path, name: str) -> Path:
    digest = hashlib.sha256(f"{folder.resolve()}\0{name}".encode("utf-8", "surrogateescape")).hexdigest()
    return Path(platformdirs.user_state_dir("nhan", appauthor=False)) / "locks" / f"{digest[:32]}.lock"


def _owner_file(lock_file: Path) -> Path:
    return lock_file.with_suffix(".json")
