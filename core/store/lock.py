"""The lock that refuses a second writer. It lives outside the project: opening a project writes nothing into it."""

import hashlib
from pathlib import Path

import platformdirs
from filelock import FileLock, Timeout

IMPORT = ":import"  # annotators' ids hold no colon


class Lock:
    """Held until ``release``, or until the process ends."""

    def __init__(self, file: FileLock | None) -> None:
        self._file = file

    def release(self) -> None:
        if self._file is not None:
            self._file.release()
            self._file = None

    def __enter__(self) -> "Lock":
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def try_lock(folder: Path, name: str) -> Lock | None:
    """The lock for one annotator (or IMPORT, or a run) of one project; None when another program holds it.

    Where no lock can be had at all (a home folder that cannot be written) the answer is a lock that locks nothing:
    each session has a journal of its own, so safety does not depend on it.
    """
    digest = hashlib.sha256(f"{folder.resolve()}\0{name}".encode("utf-8", "surrogateescape")).hexdigest()
    path = Path(platformdirs.user_state_dir("nhan", appauthor=False)) / "locks" / f"{digest[:32]}.lock"
    file = FileLock(path, timeout=0, thread_local=False, fallback_to_soft=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file.acquire()
    except Timeout:
        return None
    except (OSError, NotImplementedError):
        return Lock(None)
    return Lock(file)
